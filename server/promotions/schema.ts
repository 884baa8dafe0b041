import { z } from "zod";
import { auditEntrySchema } from "../audit/schema.ts";
import { outcomeSchema } from "../checks/schema.ts";
import { deploymentStates } from "../deployments/schema.ts";
import { personSchema } from "../identity/schema.ts";
import { modelNameSchema, pageSchema } from "../models/schema.ts";
import { referenceSchema } from "../pointers/schema.ts";
import { wordedPolicySchema } from "../policies/schema.ts";
import { askedSchema, promotionIdSchema, reviewSchema, threadSchema } from "../reviews/schema.ts";
import { stageNameSchema } from "../stages/schema.ts";
import { slugSchema } from "../teams/schema.ts";
import { numberSchema, versionDetailSchema } from "../versions/schema.ts";

/**
 * Stored states. `approved`: everything is satisfied but the time, or the word of somebody who applies it. What else can
 * be said of a promotion (awaiting review, changes requested, checks failing, frozen) comes from the blockers.
 */
export const promotionStates = ["draft", "open", "approved", "applying", "applied", "rejected", "withdrawn", "expired", "superseded", "failed"] as const;
export type PromotionState = (typeof promotionStates)[number];

/** States in which something can still come of it. */
export const undecidedStates = ["draft", "open", "approved", "applying"] as const satisfies readonly PromotionState[];

export const promotionKinds = ["promote", "rollback", "remove"] as const;
export type PromotionKind = (typeof promotionKinds)[number];

/**
 * Which promotions a list holds: those that the caller can sign and has not, their own undecided ones, those decided
 * lately that the caller requested, reviewed or ended, or all.
 */
export const promotionFilters = ["waiting_for_me", "mine", "decided", "all"] as const;
export type PromotionFilter = (typeof promotionFilters)[number];

/** What can stand in the way. The ones from `wait_time` on are a matter of time alone. */
export const blockerKinds = [
  "draft",
  "approvals_missing",
  "group_approvals_missing",
  "changes_requested",
  "recalled",
  "check_failed",
  "check_missing",
  "check_pending",
  "threads_unresolved",
  "not_applied_yet",
  "wait_time",
  "not_before",
  "outside_window",
  "frozen",
  "deploying",
] as const;
export type BlockerKind = (typeof blockerKinds)[number];

/** What would clear a blocker, for a page to offer the button. */
export const clearings = ["submit", "review", "approve_or_dismiss", "report", "new_version", "resolve", "apply", "lift", "wait"] as const;

/** One reason why a promotion can't be applied yet. */
export const blockerSchema = z.object({
  kind: z.enum(blockerKinds),
  /** What stands in the way, in one sentence. */
  what: z.string(),
  /** Why it does. */
  why: z.string(),
  /** Who can clear it. */
  who: z.string(),
  /** Whether the one who asks is among them. */
  you: z.boolean(),
  clear: z.enum(clearings),
  /** The check, review, group or recall that it is about, so that a page can point there; null where there is none. */
  about: z.string().nullable(),
  /** When it goes away by itself; null where it does not. */
  until: z.iso.datetime().nullable(),
});
export type Blocker = z.infer<typeof blockerSchema>;

export const promotionSummarySchema = z.object({
  id: z.string(),
  model: z.string(),
  version: z.number().int(),
  stage: z.string(),
  kind: z.enum(promotionKinds),
  state: z.enum(promotionStates),
  reason: z.string(),
  requester: personSchema,
  author: personSchema,
  round: z.number().int(),
  /** The version that the stage named when this round began. */
  baseline: z.number().int().nullable(),
  createdAt: z.iso.datetime(),
  closedAt: z.iso.datetime().nullable(),
  /** When it goes into effect by itself; null when that is not fixed. */
  appliesAt: z.iso.datetime().nullable(),
  /** When it expires if it is not decided; null of a draft. */
  expiresAt: z.iso.datetime().nullable(),
  /** It was applied over the blockers that stood in its way. */
  bypassed: z.boolean(),
});
export type PromotionSummary = z.infer<typeof promotionSummarySchema>;

export const fileChangeSchema = z.object({
  path: z.string(),
  kind: z.enum(["added", "removed", "changed"]),
  candidate: z.object({ size: z.number().int(), sha256: z.string() }).nullable(),
  live: z.object({ size: z.number().int(), sha256: z.string() }).nullable(),
});
export type FileChange = z.infer<typeof fileChangeSchema>;

export const tensorChangeSchema = z.object({
  /** `path: name`. */
  name: z.string(),
  kind: z.enum(["added", "removed", "changed"]),
  /** `F32 [768, 768]`. */
  candidate: z.string().nullable(),
  live: z.string().nullable(),
});
export type TensorChange = z.infer<typeof tensorChangeSchema>;

/** What a version's file headers say together, as evidence counts it. */
export const scanSchema = z.object({
  files: z.number().int(),
  /** Not looked into yet. */
  pending: z.number().int(),
  runsCode: z.number().int(),
  mayRunCode: z.number().int(),
  unreadable: z.number().int(),
  damaged: z.number().int(),
});
export type Scan = z.infer<typeof scanSchema>;

/** What an approval is of, part by part: each with the digest that goes into the digest of the whole. */
export const evidenceSchema = z.object({
  digest: z.string(),
  parts: z.array(z.object({ name: z.string(), value: z.string() })),
});
export type Evidence = z.infer<typeof evidenceSchema>;

export const comparedSchema = z.object({
  /** Of the files that differ, the first 500 by path. */
  files: z.array(fileChangeSchema),
  /** How many differ, and how many are the same. */
  changedFiles: z.number().int(),
  sameFiles: z.number().int(),
  /** Of the tensors that differ in shape or type, the first 500. */
  tensors: z.array(tensorChangeSchema),
  changedTensors: z.number().int(),
  sameTensors: z.number().int(),
  candidateScan: scanSchema,
  /** SHA-256 of the model cards, and which revisions they are; null where there is none. Once it is decided: as they were then. */
  card: z.object({ candidate: z.string().nullable(), candidateRevision: z.number().int().nullable(), live: z.string().nullable(), liveRevision: z.number().int().nullable() }),
});
export type Compared = z.infer<typeof comparedSchema>;

export const promotionSchema = promotionSummarySchema.extend({
  /** What an approval is of; see Evidence. */
  evidenceDigest: z.string(),
  evidence: evidenceSchema,
  /** Why this round began; empty in the first. */
  roundBecause: z.string(),
  blockers: z.array(blockerSchema),
  /** What would stand in the way besides, if the policies that are only tried were enforced. */
  triedBlockers: z.array(blockerSchema),
  policy: wordedPolicySchema,
  checks: z.array(outcomeSchema),
  reviews: z.array(reviewSchema),
  threads: z.array(threadSchema),
  asked: z.array(askedSchema),
  /** People who could sign and were not asked, those that the policy wants first. At most 20. */
  suggested: z.array(personSchema.extend({ email: z.string(), because: z.string() })),
  candidate: versionDetailSchema,
  live: versionDetailSchema.nullable(),
  compared: comparedSchema,
  /** Since when `live` has been in the stage, and who signed for it. */
  liveSince: z.object({ at: z.iso.datetime(), approvedBy: z.array(personSchema) }).nullable(),
  supersededBy: z.string().nullable(),
  /** What the outside world does with it; null before it is applied, and of what was applied before that was kept. */
  deployment: z
    .object({ id: z.string(), state: z.enum(deploymentStates), openedAt: z.iso.datetime(), endedAt: z.iso.datetime().nullable(), deadlineAt: z.iso.datetime().nullable(), gates: z.boolean(), rollsBack: z.boolean(), last: z.object({ environment: z.string(), summary: z.string(), url: z.string().nullable(), logUrl: z.string().nullable(), at: z.iso.datetime() }).nullable() })
    .nullable(),
  /** Of a rollback: the promotion that first brought the version there, and on whose signatures it rests. */
  restsOn: z.object({ id: z.string(), evidenceDigest: z.string(), closedAt: z.iso.datetime(), approvedBy: z.array(personSchema) }).nullable(),
  submittedAt: z.iso.datetime().nullable(),
  notBefore: z.iso.datetime().nullable(),
  /** How it was ended by somebody: rejected, withdrawn, bypassed, failed, and why. */
  closing: z.object({ by: personSchema, reason: z.string() }).nullable(),
  /** Why it could not come about: a deployment that failed, evidence that went away. Null unless it has failed, or where nobody knows. */
  failure: z.string().nullable(),
  /** What was done to it, the earliest first: the 200 latest entries of the record. */
  timeline: z.array(auditEntrySchema),
  /** The mark of its pulse at this instant. */
  mark: z.string(),
  you: z.object({
    id: z.string(),
    /** Null when the one who asks may review, else the reason why not. */
    cannotReview: z.string().nullable(),
    /** Whether that is because they lack the permission, which somebody could give them. */
    lacksReview: z.boolean(),
    canWithdraw: z.boolean(),
    canSubmit: z.boolean(),
    canAsk: z.boolean(),
    canApply: z.boolean(),
    canReject: z.boolean(),
    canDismiss: z.boolean(),
    canComment: z.boolean(),
    /** Resolve a thread, or open it again. Who began one may in any case. */
    canResolve: z.boolean(),
    /** Null when they may bypass what stands in the way (with a fresh sign-in), else the reason why not. */
    cannotBypass: z.string().nullable(),
    /** The evidence of their own last approval, when it is not the present one. */
    signedBefore: z.string().nullable(),
  }),
});
export type Promotion = z.infer<typeof promotionSchema>;

/** A reading small enough to be asked for every other second: when it differs, there is something new to see. */
export const pulseSchema = z.object({ state: z.enum(promotionStates), evidenceDigest: z.string(), mark: z.string() });

const reasonSchema = z.string().trim().min(1, { error: "must say why" }).max(5000, { error: "must have at most 5,000 characters" });

export const promotionRequestSchema = z.object({
  reference: referenceSchema,
  stage: stageNameSchema,
  reason: reasonSchema,
  /** Not reviewed before it is submitted. */
  draft: z.boolean().default(false),
  /** Applied no earlier. */
  notBefore: z.iso.datetime({ offset: true, error: "must be an instant such as 2026-05-03T10:00:00Z" }).optional(),
});

/** Asks that a stage should name nothing any more. */
export const removalRequestSchema = z.object({ model: modelNameSchema, stage: stageNameSchema, reason: reasonSchema });

export const promotionIdInput = z.object({ id: promotionIdSchema });
export const reasonedInput = promotionIdInput.extend({ reason: reasonSchema });

export const describeInputSchema = promotionIdInput.extend({
  reason: reasonSchema.optional(),
  notBefore: z.iso.datetime({ offset: true }).nullable().optional(),
});

export const promotionListSchema = pageSchema.extend({
  filter: z.enum(promotionFilters).default("all"),
  model: modelNameSchema.optional(),
  team: slugSchema.optional(),
  stage: stageNameSchema.optional(),
  /** Only those that are not decided, or only those that are. */
  open: z.boolean().optional(),
});

export const rollbackTargetsSchema = z.object({
  /** The one to return to unless another is wanted; null when there is none. */
  suggested: z.number().int().nullable(),
  /** The versions that were signed for this stage before, the latest first, without the present one. */
  versions: z.array(z.number().int()),
  /** Whether it goes at once, or is reviewed first. */
  policy: z.enum(["at_once", "reviewed"]),
});
export type RollbackTargets = z.infer<typeof rollbackTargetsSchema>;

export const rollbackInputSchema = z.object({
  model: modelNameSchema,
  stage: stageNameSchema,
  reason: reasonSchema,
  /** The version to return to; without it, the last one that was live before the present one. */
  to: numberSchema.optional(),
  /** The version that the caller believes to be live; refused when it is another one by now. */
  from: numberSchema.optional(),
});
