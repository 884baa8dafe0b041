import { z } from "zod";
import { personSchema } from "../identity/schema.ts";
import { modelNameSchema } from "../models/schema.ts";

/** The closed list of what can be done, each also the type of the event that tells of it. */
export const actions = [
  "registry.set_up",
  "user.created",
  "user.signed_in",
  "user.signed_out",
  "user.linked",
  "user.unlinked",
  "settings.changed",
  "group_mapping.added",
  "group_mapping.removed",
  "user.renamed",
  "user.role_changed",
  "user.deactivated",
  "user.reactivated",
  "user.invited",
  "user.invitation_revoked",
  "user.joined",
  "password.link_made",
  "password.link_asked",
  "password.reset",
  "password.changed",
  "session.ended",
  "second_factor.begun",
  "second_factor.enabled",
  "second_factor.codes_renewed",
  "second_factor.disabled",
  "second_factor.removed",
  "user.sign_in_refused",
  "team.created",
  "team.renamed",
  "member.set",
  "member.removed",
  "token.created",
  "token.rotated",
  "token.revoked",
  "token.used",
  "service.created",
  "service.described",
  "service.retired",
  "model.created",
  "model.described",
  "model.visibility_changed",
  "grant.set",
  "grant.removed",
  "version.drafted",
  "version.files_attached",
  "version.discarded",
  "version.draft_restored",
  "version.described",
  "version.uploads_opened",
  "version.uploads_cancelled",
  "version.file_removed",
  "version.registered",
  "version.deleted",
  "version.restored",
  "storage.settings_changed",
  "storage.quota_set",
  "storage.collection_ordered",
  "storage.collected",
  "version.purged",
  "alias.set",
  "alias.removed",
  "version.archived",
  "version.unarchived",
  "session.confirmed",
  "stage.created",
  "stage.changed",
  "stage.retired",
  "stages.reordered",
  "policy.saved",
  "check.defined",
  "check.described",
  "check.retired",
  "check.reported",
  "promotion.requested",
  "promotion.described",
  "promotion.submitted",
  "promotion.reviewed",
  "promotion.reviewers_asked",
  "promotion.review_dismissed",
  "promotion.commented",
  "promotion.comment_edited",
  "promotion.thread_resolved",
  "promotion.thread_reopened",
  "promotion.approved",
  "promotion.reopened",
  "promotion.scheduled",
  "promotion.evidence_changed",
  "promotion.withdrawn",
  "promotion.rejected",
  "promotion.expired",
  "promotion.superseded",
  "promotion.failed",
  "promotion.applied",
  "promotion.bypassed",
  "tag_group.saved",
  "tag_group.renamed",
  "tag_group.removed",
  "tag.created",
  "tag.changed",
  "tag.renamed",
  "tag.merged",
  "tag.removed",
  "model.tagged",
  "version.tagged",
  "metadata_schema.saved",
  "card.revised",
  "card_template.saved",
  "recall.raised",
  "recall.lifted",
  "lineage.reported",
  "view.saved",
  "view.removed",
  "webhook.created",
  "webhook.changed",
  "webhook.secret_rotated",
  "webhook.paused",
  "webhook.resumed",
  "webhook.broken",
  "webhook.removed",
  "webhook.tested",
  "webhook.redelivered",
  "deployment.opened",
  "deployment.reported",
  "deployment.succeeded",
  "deployment.failed",
  "deployment.rolled_back",
  "deployment.superseded",
  "runtime.changed",
  "notifications.chosen",
  "notifications.muted",
  "notifications.unmuted",
  "registry.backed_up",
  "registry.restored",
  "write.refused",
  "audit.retention_set",
  "audit.trimmed",
] as const;
export type Action = (typeof actions)[number];

export const outcomes = ["done", "refused"] as const;
export type Outcome = (typeof outcomes)[number];

export const auditEntrySchema = z.object({
  seq: z.number().int(),
  at: z.iso.datetime(),
  actor: personSchema,
  action: z.enum(actions),
  /** What it was done to, as people name it: `risk/fraud-detector@7`, an e-mail address, a promotion's id. */
  target: z.string(),
  details: z.record(z.string(), z.unknown()),
});
export type AuditEntry = z.infer<typeof auditEntrySchema>;

const instant = z.iso.datetime({ offset: true, error: "must be an instant such as 2026-05-03T10:00:00Z" });

/** Which entries of the whole record are asked for; what is left out is not asked about. */
export const recordFilterSchema = z.object({
  /** An account: its e-mail address, its id or its name. */
  actor: z.string().trim().min(1).max(254).optional(),
  action: z.enum(actions, { error: "must be an action, such as promotion.applied" }).optional(),
  /** `team/model` */
  model: modelNameSchema.optional(),
  outcome: z.enum(outcomes, { error: "must be done or refused" }).optional(),
  since: instant.optional(),
  /** Not that instant itself. */
  until: instant.optional(),
  /** Words in the target, the reason, the actor's name, the address or the request's id. */
  text: z.string().trim().min(1).max(200).optional(),
});
export type RecordFilter = z.infer<typeof recordFilterSchema>;

export const formats = ["jsonl", "csv"] as const;

/** An entry with everything that is kept of it. */
export const recordEntrySchema = auditEntrySchema.extend({
  credential: z.string(),
  onBehalfOf: z.string().nullable(),
  address: z.string(),
  userAgent: z.string(),
  requestId: z.string(),
  /** The model's `team/model`, where it concerns one that still exists. */
  model: z.string().nullable(),
  outcome: z.enum(outcomes),
  reason: z.string().nullable(),
  previousHash: z.string(),
  hash: z.string(),
});
export type RecordEntry = z.infer<typeof recordEntrySchema>;

/** How the chain stands. */
export const chainStateSchema = z.object({
  /** Names the registry in its checkpoints. */
  registry: z.string(),
  /** Null while there is no entry. */
  first: z.object({ seq: z.number().int(), at: z.iso.datetime() }).nullable(),
  last: z.object({ seq: z.number().int(), at: z.iso.datetime(), hash: z.string() }).nullable(),
  /** The last one that was signed and kept outside the database. Up to there the chain was verified. */
  checkpoint: z.object({ seq: z.number().int(), at: z.iso.datetime(), hash: z.string() }).nullable(),
  /** The first entry that did not follow the one before when a checkpoint was due. */
  brokenAt: z.number().int().nullable(),
  /** The key that checkpoints are signed with, as PEM; null before the first checkpoint. */
  publicKey: z.string().nullable(),
  keepMonths: z.number().int().nullable(),
  /** What was removed, the latest first. */
  removed: z.array(z.object({ until: z.number().int(), at: z.iso.datetime(), exportName: z.string(), exportSha256: z.string() })),
});
export type ChainState = z.infer<typeof chainStateSchema>;

export const retentionSchema = z.object({
  /** Null: the record is kept for ever. */
  keepMonths: z
    .number()
    .int({ error: "must be a whole number of months" })
    .min(1, { error: "must be at least 1 month" })
    .max(1200, { error: "must be at most 1,200 months" })
    .nullable(),
});
