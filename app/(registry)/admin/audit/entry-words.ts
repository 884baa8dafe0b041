import type { Action } from "#server/audit/schema.ts";

/** What was done, as the middle of a sentence: somebody … something. Those that are not here follow from the action's own words. */
const phrases: Partial<Record<Action, string>> = {
  "registry.set_up": "set up the registry with the account",
  "user.created": "added the account",
  "user.signed_in": "signed in as",
  "user.signed_out": "signed out as",
  "user.sign_in_refused": "could not sign in as",
  "session.confirmed": "proved again to be",
  "member.set": "gave a role in",
  "member.removed": "took somebody out of",
  "token.created": "made the token",
  "token.used": "used, from an address that is new for it, the token",
  "model.described": "changed the description of",
  "version.drafted": "opened a draft of",
  "version.files_attached": "attached files to a draft of",
  "version.discarded": "deleted a draft of",
  "version.draft_restored": "restored a draft of",
  "version.described": "described a draft of",
  "version.uploads_opened": "began to upload to a draft of",
  "version.uploads_cancelled": "cancelled uploads to a draft of",
  "version.file_removed": "took a file out of a draft of",
  "version.purged": "gave up the files of",
  "version.unarchived": "took out of the archive",
  "alias.set": "pointed the alias",
  "storage.settings_changed": "changed the settings of",
  "storage.quota_set": "set the quota of",
  "storage.collection_ordered": "asked for a collection of",
  "storage.collected": "collected what nothing needs from",
  "stages.reordered": "put in another order the",
  "card.revised": "revised the card of",
  "policy.saved": "saved the policy",
  "check.reported": "reported a check of",
  "lineage.reported": "reported the lineage of",
  "webhook.secret_rotated": "rotated the secret of the webhook",
  "webhook.broken": "stopped, because nobody answered for long, the webhook",
  "webhook.tested": "sent a test to the webhook",
  "webhook.redelivered": "had something sent again to the webhook",
  "deployment.opened": "opened the deployment",
  "deployment.reported": "reported the deployment",
  "deployment.succeeded": "saw the success of the deployment",
  "deployment.failed": "saw the failure of the deployment",
  "deployment.rolled_back": "saw the rollback of the deployment",
  "deployment.superseded": "overtook the deployment",
  "runtime.changed": "began to run",
  "promotion.described": "changed what is said of the promotion",
  "promotion.submitted": "asked for reviews of the promotion",
  "promotion.reviewers_asked": "asked somebody to review the promotion",
  "promotion.review_dismissed": "dismissed a review of the promotion",
  "promotion.commented": "commented on the promotion",
  "promotion.comment_edited": "edited a comment on the promotion",
  "promotion.thread_resolved": "resolved a thread about the promotion",
  "promotion.thread_reopened": "opened a thread again about the promotion",
  "promotion.evidence_changed": "saw the evidence change of the promotion",
  "promotion.expired": "let expire the promotion",
  "promotion.superseded": "closed as superseded the promotion",
  "promotion.failed": "could not apply the promotion",
  "promotion.bypassed": "applied over its policy the promotion",
  "tag_group.saved": "saved the group of tags",
  "tag_group.renamed": "renamed the group of tags",
  "tag_group.removed": "removed the group of tags",
  "card_template.saved": "saved what new cards begin with, for the",
  "model.tagged": "changed the tags of the model",
  "version.tagged": "changed the tags of",
  "metadata_schema.saved": "saved the metadata schema of",
  "model.visibility_changed": "changed who sees the model",
  "grant.set": "gave a role on",
  "grant.removed": "took back a role on",
  "recall.raised": "recalled",
  "recall.lifted": "lifted the recall of",
  "notifications.chosen": "chose what to hear of, as",
  "notifications.muted": "wants to hear no more of the",
  "notifications.unmuted": "wants to hear again of the",
  "write.refused": "was refused",
  "audit.retention_set": "decided how long to keep the",
  "audit.trimmed": "removed the beginning of the record, exported as",
};

/** What was done, between who did it and what it was done to: `created the model`. */
export function phraseOf(action: Action): string {
  const known = phrases[action];
  if (known) return known;
  const [thing = "", ...verb] = action.split(".").flatMap((part, at) => (at === 0 ? [part] : part.split("_")));
  return `${verb.join(" ")} the ${thing.replaceAll("_", " ")}`;
}

/** What it was done to: a promotion by what it is about, where the entry says so, and all else by its name. */
export function objectOf({ action, target, model, details }: { action: Action; target: string; model: string | null; details: Record<string, unknown> }): string {
  const { version, stage } = details;
  if (!action.startsWith("promotion.") || typeof version !== "number" || typeof stage !== "string") return target;
  return `of ${model === null ? "" : `${model}@`}${version} to ${stage}`;
}

/** An action as people read it in a list: `Promotion: review dismissed`. */
export function actionName(action: Action): string {
  const [thing = "", verb = ""] = action.replaceAll("_", " ").split(".");
  return `${thing.charAt(0).toUpperCase()}${thing.slice(1)}: ${verb}`;
}

/** What the details hold, each with its name: a change as `before → after`. */
export function detailLines(details: Record<string, unknown>): { name: string; value: string }[] {
  return Object.entries(details).map(([name, value]) => ({ name, value: isChange(value) ? `${written(value.from)} → ${written(value.to)}` : written(value) }));
}

function isChange(value: unknown): value is { from: unknown; to: unknown } {
  return typeof value === "object" && value !== null && "from" in value && "to" in value && Object.keys(value).length === 2;
}

function written(value: unknown): string {
  if (value === null || value === undefined) return "nothing";
  return typeof value === "string" ? value : JSON.stringify(value);
}
