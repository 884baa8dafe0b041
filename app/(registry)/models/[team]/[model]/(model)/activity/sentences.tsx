import Link from "next/link";
import type { ReactNode } from "react";
import { formatBytes, formatCount } from "#app/_ui/format.ts";
import type { TimelineEntry } from "#app/_ui/timeline.tsx";
import type { AuditEntry } from "#server/audit/schema.ts";
import type { PromotionKind } from "#server/promotions/schema.ts";

export type PromotionName = { version: number; stage: string; kind: PromotionKind };
type Told = Pick<TimelineEntry, "icon" | "tone" | "title" | "children">;

/** An audit entry of a model as a sentence. What its details leave out comes from the promotions, by id. */
export function tellOf(entry: AuditEntry, model: string, promotions: ReadonlyMap<string, PromotionName>): Told {
  const { action, actor, target, details } = entry;
  const who = <span className="font-medium">{actor.name}</span>;
  const version = (value: unknown) => <VersionLink model={model} number={value} />;
  const promotion = <PromotionLink id={target} name={promotions.get(target)} />;
  switch (action) {
    case "model.created":
      return { icon: "plus", title: <>{who} created the model</> };
    case "model.described":
      return { icon: "edit", title: <>{who} changed the description</>, children: <Quote text={details["description"]} /> };
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
    case "promotion.requested":
      return {
        icon: details["kind"] === "rollback" ? "undo" : "arrow-up",
        tone: details["kind"] === "rollback" ? "wait" : undefined,
        title: <>{who} requested {promotion}</>,
        children: <Quote text={details["reason"]} />,
      };
    case "promotion.reviewed":
      return reviewed(details["verdict"], who, promotion);
    case "promotion.evidence_changed":
      return {
        icon: "warning", tone: "wait",
        title: <>The evidence of {promotion} changed: round {wordOf(details["round"])}</>,
        children: <span className="text-ink-soft">{wordOf(details["because"])}. Earlier approvals don’t count any more.</span>,
      };
    case "promotion.withdrawn":
      return { icon: "close", title: <>{who} withdrew {promotion}</> };
    case "promotion.superseded":
      return { icon: "minus", title: <>{promotion} was superseded by <PromotionLink id={wordOf(details["by"])} name={promotions.get(wordOf(details["by"]))} /></> };
    case "promotion.applied":
      return details["kind"] === "rollback"
        ? { icon: "undo", tone: "wait", title: <>{who} rolled <Name>{wordOf(details["stage"])}</Name> back from {version(details["from"])} to {version(details["to"])}</> }
        : { icon: "seal", title: <><Name>{wordOf(details["stage"])}</Name> names {version(details["to"])}<span className="text-ink-soft">{typeof details["from"] === "number" ? <> instead of {version(details["from"])}</> : ", its first version"}</span></> };
    case "registry.set_up":
    case "user.created":
    case "user.signed_in":
    case "user.signed_out":
    case "team.created":
    case "member.set":
    case "member.removed":
    case "token.created":
    case "token.revoked":
    case "storage.settings_changed":
    case "storage.quota_set":
    case "storage.collection_ordered":
    case "storage.collected":
      return { icon: "audit", title: <>{who}: {action.replaceAll(/[._]/g, " ")} <Name>{target}</Name></> };
  }
}

function reviewed(verdict: unknown, who: ReactNode, promotion: ReactNode): Told {
  if (verdict === "approve") return { icon: "check", tone: "allow", title: <>{who} approved {promotion}</> };
  if (verdict === "request_changes") return { icon: "stop", tone: "refuse", title: <>{who} requested changes to {promotion}</> };
  return { icon: "comment", title: <>{who} commented on {promotion}</> };
}

function VersionLink({ model, number }: { model: string; number: unknown }) {
  if (typeof number !== "number") return <>a version</>;
  return <Link href={`/models/${model}/versions/${number}`} className="link font-mono text-[0.8125rem]">v{number}</Link>;
}

function PromotionLink({ id, name }: { id: string; name: PromotionName | undefined }) {
  return <Link href={`/promotions/${id}`} className="link">{name ? <PromotionWords {...name} /> : "a promotion"}</Link>;
}

function PromotionWords({ version, stage, kind }: PromotionName) {
  const number = <span className="font-mono text-[0.8125rem]">v{version}</span>;
  return kind === "rollback" ? <>the rollback of {stage} to {number}</> : <>the promotion of {number} to {stage}</>;
}

function Name({ children }: { children: ReactNode }) {
  return <span className="font-medium">{children}</span>;
}

function Quiet({ children }: { children: ReactNode }) {
  return <span className="text-ink-soft *:font-normal">{children}</span>;
}

function Quote({ text }: { text: unknown }) {
  if (typeof text !== "string" || text === "") return null;
  return <p className="border-s-2 border-line-strong ps-3 text-ink-soft">{text}</p>;
}

function counted(value: unknown, unit: string): string {
  return typeof value === "number" ? `${formatCount(value)} ${unit}${value === 1 ? "" : "s"}` : "";
}

function sizeOf(value: unknown): string {
  return typeof value === "number" ? formatBytes(value) : "";
}

function wordOf(value: unknown): string {
  return typeof value === "string" || typeof value === "number" ? String(value) : "";
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
