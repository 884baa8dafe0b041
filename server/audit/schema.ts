import { z } from "zod";
import { personSchema } from "../identity/schema.ts";

/** The closed list of what can be done, each also the type of the event that tells of it. */
export const actions = [
  "registry.set_up",
  "user.created",
  "user.signed_in",
  "user.signed_out",
  "team.created",
  "member.set",
  "member.removed",
  "token.created",
  "token.revoked",
  "model.created",
  "model.described",
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
  "promotion.requested",
  "promotion.reviewed",
  "promotion.evidence_changed",
  "promotion.withdrawn",
  "promotion.superseded",
  "promotion.applied",
] as const;
export type Action = (typeof actions)[number];

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
