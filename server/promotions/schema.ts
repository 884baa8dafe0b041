import { z } from "zod";
import { personSchema } from "../identity/schema.ts";
import { numberSchema, versionSummarySchema } from "../versions/schema.ts";
import { slugSchema } from "../teams/schema.ts";
import { modelNameSchema } from "../models/schema.ts";
import { referenceSchema } from "../pointers/schema.ts";
import { digestSchema } from "../blobs/schema.ts";

/** Stored states. What is derived (awaiting review, changes requested) comes from the blockers. */
export const promotionStates = ["open", "applied", "withdrawn", "superseded"] as const;
export type PromotionState = (typeof promotionStates)[number];

export const promotionKinds = ["promote", "rollback"] as const;
export type PromotionKind = (typeof promotionKinds)[number];

export const verdicts = ["approve", "request_changes", "comment"] as const;
export type Verdict = (typeof verdicts)[number];

/** Which promotions a list holds: those that the caller can sign, their own open ones, their decided ones, or all. */
export const promotionFilters = ["waiting_for_me", "mine", "decided", "all"] as const;
export type PromotionFilter = (typeof promotionFilters)[number];

export const blockerKinds = ["approval_missing", "changes_requested"] as const;

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
});
export type Blocker = z.infer<typeof blockerSchema>;

export const reviewSchema = z.object({
  id: z.string(),
  reviewer: personSchema,
  verdict: z.enum(verdicts),
  comment: z.string(),
  round: z.number().int(),
  evidenceDigest: z.string(),
  /** False when it is of an earlier round, or when the same reviewer has reviewed again since. */
  current: z.boolean(),
  at: z.iso.datetime(),
});
export type Review = z.infer<typeof reviewSchema>;

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
});
export type PromotionSummary = z.infer<typeof promotionSummarySchema>;

export const promotionSchema = promotionSummarySchema.extend({
  /** What an approval is of: SHA-256 over the candidate's digest, the baseline's digest and the stage. */
  evidenceDigest: z.string(),
  blockers: z.array(blockerSchema),
  reviews: z.array(reviewSchema),
  candidate: versionSummarySchema,
  live: versionSummarySchema.nullable(),
  /** Since when `live` has been in the stage, and who signed for it. */
  liveSince: z.object({ at: z.iso.datetime(), approvedBy: z.array(personSchema) }).nullable(),
  supersededBy: z.string().nullable(),
  you: z.object({
    /** Null when the one who asks may review, else the reason why not. */
    cannotReview: z.string().nullable(),
    canWithdraw: z.boolean(),
  }),
});
export type Promotion = z.infer<typeof promotionSchema>;

const reasonSchema = z
  .string()
  .trim()
  .min(1, { error: "must say why" })
  .max(5000, { error: "must have at most 5,000 characters" });

export const promotionRequestSchema = z.object({
  reference: referenceSchema,
  stage: slugSchema,
  reason: reasonSchema,
});

export const reviewInputSchema = z
  .object({
    id: z.uuid({ error: "must be a promotion's id" }),
    verdict: z.enum(verdicts),
    comment: z.string().trim().max(10_000, { error: "must have at most 10,000 characters" }).default(""),
    /** The evidence that the reviewer saw; refused when it is not the current one. */
    evidenceDigest: digestSchema,
  })
  .refine((review) => review.verdict === "approve" || review.comment !== "", {
    path: ["comment"],
    error: "must say what has to change, or what you want to say",
  });

export const rollbackTargetsSchema = z.object({
  /** The one to return to unless another is wanted; null when there is none. */
  suggested: z.number().int().nullable(),
  /** The versions that were signed for this stage before, the latest first, without the present one. */
  versions: z.array(z.number().int()),
});
export type RollbackTargets = z.infer<typeof rollbackTargetsSchema>;

export const rollbackInputSchema = z.object({
  model: modelNameSchema,
  stage: slugSchema,
  reason: reasonSchema,
  /** The version to return to; without it, the last one that was live before the present one. */
  to: numberSchema.optional(),
  /** The version that the caller believes to be live; refused when it is another one by now. */
  from: numberSchema.optional(),
});
