import { z } from "zod";
import { digestSchema } from "../blobs/schema.ts";
import { personSchema } from "../identity/schema.ts";
import { slugSchema } from "../teams/schema.ts";

export const verdicts = ["approve", "request_changes", "comment"] as const;
export type Verdict = (typeof verdicts)[number];

/**
 * Why a review does not count:
 * - `evidence`: it is an approval of other evidence than the present one
 * - `later`: the same reviewer has reviewed again
 * - `dismissed`: a maintainer has dismissed it, with a reason
 * - `lapsed`: the policy lets approvals count for so many days only
 * - `not_entitled`: the reviewer may not review there any more
 */
export const lapseReasons = ["evidence", "later", "dismissed", "lapsed", "not_entitled"] as const;
export type LapseReason = (typeof lapseReasons)[number];

export const promotionIdSchema = z.uuid({ error: "must be a promotion's id" });

export const reviewSchema = z.object({
  id: z.string(),
  reviewer: personSchema,
  verdict: z.enum(verdicts),
  comment: z.string(),
  round: z.number().int(),
  /** The evidence that was seen, and signed if it is an approval. */
  evidenceDigest: z.string(),
  /** Whether it counts now. */
  current: z.boolean(),
  /** Why not; null when it does, or when it is a comment. */
  lapsed: z.enum(lapseReasons).nullable(),
  dismissal: z.object({ by: personSchema, reason: z.string(), at: z.iso.datetime() }).nullable(),
  at: z.iso.datetime(),
});
export type Review = z.infer<typeof reviewSchema>;

const bodySchema = z.string().trim().min(1, { error: "must say something" }).max(10_000, { error: "must have at most 10,000 characters" });

export const commentSchema = z.object({
  id: z.string(),
  author: personSchema,
  body: z.string(),
  at: z.iso.datetime(),
  editedAt: z.iso.datetime().nullable(),
  /** Whom it mentions, by the address that is written after the @. */
  mentions: z.array(personSchema.extend({ email: z.string() })),
  /** What it said before each edit, the earliest first. */
  edits: z.array(z.object({ body: z.string(), at: z.iso.datetime() })),
});
export type Comment = z.infer<typeof commentSchema>;

/** A comment and the answers to it. */
export const threadSchema = z.object({
  id: z.string(),
  /** What of the comparison it is about: `metrics`, `metrics.auc`, `files/model.onnx`; null when it is about all. */
  about: z.string().nullable(),
  comments: z.array(commentSchema),
  resolved: z.object({ by: personSchema, at: z.iso.datetime() }).nullable(),
});
export type Thread = z.infer<typeof threadSchema>;

/** Somebody who was asked to review, by name or as a member of a team. */
export const askedSchema = z.object({
  person: personSchema.extend({ email: z.string() }).nullable(),
  team: z.string().nullable(),
  by: personSchema,
  at: z.iso.datetime(),
  /** Whether a review of the present evidence has come from them. */
  answered: z.boolean(),
});
export type Asked = z.infer<typeof askedSchema>;

export const reviewInputSchema = z
  .object({
    id: promotionIdSchema,
    verdict: z.enum(verdicts),
    comment: z.string().trim().max(10_000, { error: "must have at most 10,000 characters" }).default(""),
    /** The evidence that the reviewer saw; refused when it is not the current one. */
    evidenceDigest: digestSchema,
  })
  .refine((review) => review.verdict === "approve" || review.comment !== "", {
    path: ["comment"],
    error: "must say what has to change, or what you want to say",
  });

export const dismissInputSchema = z.object({
  id: promotionIdSchema,
  review: z.uuid({ error: "must be a review's id" }),
  reason: z.string().trim().min(1, { error: "must say why" }).max(2000, { error: "must have at most 2,000 characters" }),
});

export const askInputSchema = z
  .object({
    id: promotionIdSchema,
    /** E-mail addresses. Asking somebody again reminds them. */
    people: z.array(z.string().trim().toLowerCase().max(254)).max(50).default([]),
    teams: z.array(slugSchema).max(20).default([]),
  })
  .refine(({ people, teams }) => people.length + teams.length > 0, { error: "must name somebody or a team", path: ["people"] });

export const commentInputSchema = z.object({
  id: promotionIdSchema,
  body: bodySchema,
  /** The thread that it answers; left out, it begins one. */
  thread: z.uuid().optional(),
  about: z.string().trim().min(1).max(300).optional(),
});

export const editInputSchema = z.object({ comment: z.uuid({ error: "must be a comment's id" }), body: bodySchema });

export const resolveInputSchema = z.object({ thread: z.uuid({ error: "must be a thread's id" }), resolved: z.boolean().default(true) });

/** Whom a comment that is being written may mention. */
export const mentionableInputSchema = z.object({
  id: promotionIdSchema,
  /** What stands after the @ so far: part of a name or of an address. */
  search: z.string().trim().max(100, { error: "must have at most 100 characters" }).default(""),
});

/** `@` and the address is what a comment mentions them by. */
export const mentionableSchema = z.array(personSchema.extend({ email: z.string() }));
export type Mentionable = z.infer<typeof mentionableSchema>;
