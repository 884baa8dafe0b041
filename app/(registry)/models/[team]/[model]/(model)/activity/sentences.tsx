import type { ReactNode } from "react";
import { formatBytes, formatCount } from "#app/_ui/format.ts";
import { Link } from "#app/_ui/link.tsx";
import type { AuditEntry } from "#server/audit/schema.ts";
import { tellOfDeployment } from "../../../../../deployments/deployment-sentences.tsx";
import { tellOfPromotion } from "./promotion-sentences.tsx";
import { tellOfWebhook } from "./webhook-sentences.tsx";
import { becomeOf, Name, Quiet, Quote, VersionLink, wordOf, type PromotionName, type Told } from "./sentence-parts.tsx";

/** A role and its end, as an entry holds them. */
function grantWords(value: unknown): string {
  const { role, until } = (value ?? {}) as { role?: unknown; until?: unknown };
  return `a ${wordOf(role)}${typeof until === "string" ? ` until ${until.slice(0, 10)}` : ""}`;
}

/** What a recall touches of this model: its versions, by number, the newest first. */
function recalled({ details }: AuditEntry, who: ReactNode, verb: string): ReactNode {
  const numbers = Array.isArray(details["numbers"]) ? details["numbers"].filter((number) => typeof number === "number") : [];
  const rest = (typeof details["versions"] === "number" ? details["versions"] : numbers.length) - Math.min(numbers.length, 5);
  const live = Array.isArray(details["live"]) && details["live"].length > 0 ? `, live in ${details["live"].join(", ")}` : "";
  const versions = `${numbers.slice(0, 5).map((number) => `v${number}`).join(", ")}${rest > 0 ? ` and ${rest} more` : ""}`;
  return <>{who} {verb} <Link href={`/recalls/${wordOf(details["recall"])}`} className="link">{versions || "a version"}</Link>, or what {numbers.length === 1 ? "it was" : "they were"} made from{live}</>;
}

/** An audit entry of a model as a sentence. What its details leave out comes from the promotions, by id. */
export function tellOf(entry: AuditEntry, model: string, promotions: ReadonlyMap<string, PromotionName>): Told {
  const { action, actor, target, details } = entry;
  const who = <span className="font-medium">{actor.name}</span>;
  const version = (value: unknown) => <VersionLink model={model} number={value} />;
  switch (action) {
    case "model.created":
      return { icon: "plus", title: <>{who} created the model</> };
    case "model.described":
      return { icon: "edit", title: <>{who} changed the description</>, children: <Quote text={becomeOf(details["description"])} /> };
    case "model.visibility_changed":
      return { icon: "lock", title: details["to"] === "internal" ? <>{who} let everybody who is signed in see the model</> : <>{who} made the model private to its team and those with a role on it</> };
    case "grant.set":
      return { icon: "people", title: <>{who} made <Name>{wordOf(details["to"])}</Name> {grantWords(details["now"])} of this model</> };
    case "grant.removed":
      return { icon: "people", title: <>{who} took back the role of <Name>{wordOf(details["to"])}</Name> ({grantWords(details["from"])}) on this model</> };
    case "version.drafted":
      return { icon: "pending", title: <Quiet>{who} opened a draft</Quiet> };
    case "version.files_attached":
      return { icon: "file", title: <Quiet>{who} attached {counted(details["files"], "file")} to a draft</Quiet> };
    case "version.described":
      return { icon: "edit", title: <Quiet>{who} described a draft</Quiet> };
    case "version.uploads_opened":
      return { icon: "upload", title: <Quiet>{who} began to upload {counted(details["files"], "file")} to a draft</Quiet> };
    case "version.uploads_cancelled":
      return { icon: "close", title: <Quiet>{who} cancelled {counted(details["files"], "upload")} to a draft</Quiet> };
    case "version.file_removed":
      return { icon: "minus", title: <Quiet>{who} took {wordOf(details["path"])} out of a draft</Quiet> };
    case "version.discarded":
      return { icon: "delete", title: <Quiet>{who} deleted a draft</Quiet> };
    case "version.draft_restored":
      return { icon: "undo", title: <Quiet>{who} restored a draft</Quiet> };
    case "version.registered":
      return {
        icon: "layers",
        title: <>{who} registered {version(details["version"])} <span className="text-ink-soft">{[counted(details["files"], "file"), sizeOf(details["bytes"])].filter(Boolean).join(", ")}</span></>,
      };
    case "version.deleted":
      return { icon: "delete", tone: "refuse", title: <>{who} deleted {version(numberOf(target))}</>, children: <Quote text={details["reason"]} /> };
    case "version.restored":
      return { icon: "undo", title: <>{who} restored {version(numberOf(target))}</> };
    case "version.purged":
      return { icon: "storage", title: <Quiet>The files of <span className="font-mono text-[0.8125rem]">{target.replace("version ", "v")}</span> were given up: the time to restore it was over</Quiet> };
    case "alias.set":
      return { icon: "tag", title: <>{who} pointed the alias <Name>{selectorOf(target)}</Name> at {version(details["version"])}</> };
    case "alias.removed":
      return { icon: "tag", title: <>{who} removed the alias <Name>{selectorOf(target)}</Name></> };
    case "version.archived":
      return { icon: "lock", title: <>{who} archived {version(numberOf(target))}: it goes to no stage any more</>, children: <Quote text={details["reason"]} /> };
    case "version.unarchived":
      return { icon: "undo", title: <>{who} took {version(numberOf(target))} out of the archive</> };
    case "recall.raised":
      return { icon: "stop", tone: "refuse", title: <>{recalled(entry, who, "recalled")}</>, children: <Quote text={details["reason"]} /> };
    case "recall.lifted":
      return { icon: "undo", title: <>{recalled(entry, who, "lifted the recall of")}</>, children: <Quote text={details["reason"]} /> };
    case "card.revised":
      return { icon: "book", title: <>{who} wrote revision {wordOf(details["revision"])} of the card of {version(numberOf(target))}</>, children: <Quote text={details["note"]} /> };
    case "lineage.reported":
      return { icon: "lineage", title: <>{who} reported what {version(numberOf(target))} was made from{typeof details["job"] === "string" && <>, by the job <Name>{details["job"]}</Name></>}</> };
    case "policy.saved":
      return policySaved(entry, who);
    case "model.tagged":
      return { icon: "tag", title: <>{who} {taggedWords(details)} of the model</> };
    case "version.tagged":
      return { icon: "tag", title: <>{who} {taggedWords(details)} of {version(numberOf(target))}</> };
    case "metadata_schema.saved":
      return {
        icon: "file",
        title: <>{who} {details["schema"] === null ? "took away the metadata schema" : <>saved version {wordOf(details["version"])} of the metadata schema</>}</>,
        children: <Quote text={details["note"]} />,
      };
    case "check.reported":
      return checkReported(entry, who, version(numberOf(target)));
    case "promotion.requested":
    case "promotion.described":
    case "promotion.submitted":
    case "promotion.reviewed":
    case "promotion.reviewers_asked":
    case "promotion.review_dismissed":
    case "promotion.commented":
    case "promotion.comment_edited":
    case "promotion.thread_resolved":
    case "promotion.thread_reopened":
    case "promotion.approved":
    case "promotion.reopened":
    case "promotion.scheduled":
    case "promotion.evidence_changed":
    case "promotion.withdrawn":
    case "promotion.rejected":
    case "promotion.expired":
    case "promotion.superseded":
    case "promotion.failed":
    case "promotion.applied":
    case "promotion.bypassed":
      return tellOfPromotion({ ...entry, action }, model, promotions);
    case "deployment.opened":
    case "deployment.reported":
    case "deployment.succeeded":
    case "deployment.failed":
    case "deployment.rolled_back":
    case "deployment.superseded":
      return tellOfDeployment({ ...entry, action });
    case "runtime.changed":
      return {
        icon: "storage",
        title: <><Name>{wordOf(details["instance"])}</Name> of {wordOf(details["service"])} runs {version(details["version"])}{typeof details["from"] === "number" && details["from"] !== details["version"] && <> instead of {version(details["from"])}</>} in {wordOf(details["environment"])}</>,
      };
    case "webhook.created":
    case "webhook.changed":
    case "webhook.secret_rotated":
    case "webhook.paused":
    case "webhook.resumed":
    case "webhook.broken":
    case "webhook.removed":
    case "webhook.tested":
    case "webhook.redelivered":
      return tellOfWebhook({ ...entry, action });
    case "notifications.chosen":
    case "notifications.muted":
    case "notifications.unmuted":
    case "registry.backed_up":
    case "registry.restored":
    case "registry.set_up":
    case "user.created":
    case "user.signed_in":
    case "user.signed_out":
    case "user.linked":
    case "user.unlinked":
    case "settings.changed":
    case "group_mapping.added":
    case "group_mapping.removed":
    case "user.renamed":
    case "user.role_changed":
    case "user.deactivated":
    case "user.reactivated":
    case "user.invited":
    case "user.invitation_revoked":
    case "user.joined":
    case "password.link_made":
    case "password.link_asked":
    case "password.reset":
    case "password.changed":
    case "session.ended":
    case "second_factor.begun":
    case "second_factor.enabled":
    case "second_factor.codes_renewed":
    case "second_factor.disabled":
    case "second_factor.removed":
    case "team.created":
    case "team.renamed":
    case "member.set":
    case "member.removed":
    case "token.created":
    case "token.rotated":
    case "token.revoked":
    case "token.used":
    case "service.created":
    case "service.described":
    case "service.retired":
    case "storage.settings_changed":
    case "storage.quota_set":
    case "storage.collection_ordered":
    case "storage.collected":
    case "session.confirmed":
    case "stage.created":
    case "stage.changed":
    case "stage.retired":
    case "stages.reordered":
    case "check.defined":
    case "check.described":
    case "check.retired":
    case "tag_group.saved":
    case "card_template.saved":
    case "tag_group.renamed":
    case "tag_group.removed":
    case "tag.created":
    case "tag.changed":
    case "tag.renamed":
    case "tag.merged":
    case "tag.removed":
    case "view.saved":
    case "view.removed":
    case "user.sign_in_refused":
    case "write.refused":
    case "audit.retention_set":
    case "audit.trimmed":
      return { icon: "audit", title: <>{who}: {action.replaceAll(/[._]/g, " ")} <Name>{target}</Name></> };
  }
}

/** What was done to tags, as the middle of a sentence: `added nlp to and removed urgent from the tags`. */
function taggedWords({ added, removed }: AuditEntry["details"]): string {
  const words = ([["added", added, "to"], ["removed", removed, "from"]] as const).flatMap(([verb, tags, where]) => (Array.isArray(tags) && tags.length > 0 ? [`${verb} ${tags.join(", ")} ${where}`] : []));
  return words.length === 0 ? "kept the tags" : `${words.join(" and ")} the tags`;
}

function policySaved({ details }: AuditEntry, who: ReactNode): Told {
  const tried = details["mode"] === "evaluate";
  return {
    icon: "policy",
    title: <>{who} {tried ? "put on trial" : "saved"} version {wordOf(details["version"])} of the policy for <Name>{wordOf(details["stage"])}</Name></>,
    children: <Quote text={details["note"]} />,
  };
}

const reportWords: Record<string, Pick<Told, "icon" | "tone"> & { words: string }> = {
  queued: { icon: "hourglass", words: "is queued for" },
  running: { icon: "pending", words: "runs on" },
  passed: { icon: "check", tone: "allow", words: "passed for" },
  failed: { icon: "stop", tone: "refuse", words: "failed for" },
};

function checkReported({ details }: AuditEntry, who: ReactNode, version: ReactNode): Told {
  const { words, icon, tone } = reportWords[wordOf(details["status"])] ?? { icon: "info", words: "was reported for" };
  const told = <>The check <Name>{wordOf(details["check"])}</Name> {words} {version}, as {who} reported</>;
  return { icon, tone, title: details["counts"] === false ? <Quiet>{told} again</Quiet> : told, children: <Quote text={details["summary"]} /> };
}

function counted(value: unknown, unit: string): string {
  return typeof value === "number" ? `${formatCount(value)} ${unit}${value === 1 ? "" : "s"}` : "";
}

function sizeOf(value: unknown): string {
  return typeof value === "number" ? formatBytes(value) : "";
}

/** `team/model@7` → 7. */
function numberOf(target: string): number | null {
  const number = Number(selectorOf(target));
  return Number.isSafeInteger(number) && number > 0 ? number : null;
}

/** `team/model@champion` → `champion`. */
function selectorOf(target: string): string {
  return target.slice(target.indexOf("@") + 1);
}
