import { z } from "zod";
import { personSchema } from "../identity/schema.ts";
import { referenceSchema } from "../pointers/schema.ts";

/** Where a revision of a card came from: the version's README.md, or somebody's hand. */
export const cardSources = ["file", "hand"] as const;

/** The longest card, in bytes of UTF-8. */
export const longestCard = 256 * 1024;

/** A card as it is written: Markdown, with front matter if need be. */
export const cardBodySchema = z
  .string()
  .refine((body) => body.trim() !== "", { error: "must not be empty" })
  .refine((body) => new TextEncoder().encode(body).length <= longestCard, { error: "must have at most 256 KiB" });

/** The number of a revision, from 1 on. */
export const revisionSchema = z.number().int().min(1).max(1_000_000, { error: "must be a revision's number" });

/** What is wrong in a card, and in which of its lines, from 1 on. */
export const cardFaultSchema = z.object({ line: z.number().int(), message: z.string() });
export type CardFault = z.infer<typeof cardFaultSchema>;

/** What of the front matter means something here. */
export const frontFactsSchema = z.object({
  /** An SPDX identifier or a name. */
  license: z.string().nullable(),
  /** `pipeline_tag` */
  task: z.string().nullable(),
  languages: z.array(z.string()),
  tags: z.array(z.string()),
  datasets: z.array(z.string()),
});
export type FrontFacts = z.infer<typeof frontFactsSchema>;

/** A card as it is read: without front matter, its references filled in. */
export const shownCardSchema = z.object({
  /** Markdown. Whoever shows it as HTML sanitizes it: raw HTML in it is what somebody wrote. */
  markdown: z.string(),
  facts: frontFactsSchema,
  /** References that name nothing, and front matter that can't be read. */
  faults: z.array(cardFaultSchema),
});
export type ShownCard = z.infer<typeof shownCardSchema>;

export const revisionSummarySchema = z.object({
  revision: z.number().int(),
  source: z.enum(cardSources),
  note: z.string(),
  author: personSchema,
  createdAt: z.iso.datetime(),
  /** Of the text, in UTF-8. */
  bytes: z.number().int(),
  /** SHA-256 of the text, in hex: what an approval of the version covers. */
  sha256: z.string(),
});
export type RevisionSummary = z.infer<typeof revisionSummarySchema>;

export const cardSchema = revisionSummarySchema.extend({
  /** The exact version that it is of. */
  reference: z.string(),
  /** The last revision that there is. */
  newest: z.number().int(),
  /** As it was written. */
  body: z.string(),
  /** All of the front matter. */
  front: z.record(z.string(), z.unknown()),
  shown: shownCardSchema,
});
export type Card = z.infer<typeof cardSchema>;

/** Why a README.md is no card: it is too long, or no text in UTF-8. */
export const unfitSchema = z.enum(["too_long", "no_text"]);

export const gotCardSchema = z.object({
  /** Null where the version has none. */
  card: cardSchema.nullable(),
  /** Why its README.md is none. */
  unfit: unfitSchema.nullable(),
});
export type GotCard = z.infer<typeof gotCardSchema>;

export const reviseInputSchema = z.object({
  reference: referenceSchema,
  body: cardBodySchema,
  /** What was changed and why. */
  note: z.string().trim().max(500, { error: "must have at most 500 characters" }).default(""),
  /** The last revision that its author saw; 0 where there was none. */
  expected: z.number().int().min(0),
});

/** What a new card can begin with. */
export const cardBeginningsSchema = z.object({
  template: z.string(),
  /** The card of the last version before this one that has one. */
  previous: z.object({ reference: z.string(), revision: z.number().int(), body: z.string() }).nullable(),
  /** What can be put in, each as it is written and what it stands for here. */
  references: z.array(z.object({ write: z.string(), meaning: z.string(), value: z.string() })),
});
export type CardBeginnings = z.infer<typeof cardBeginningsSchema>;

/** Left out: the last revision. */
const oneSide = z.object({ reference: referenceSchema, revision: revisionSchema.optional() });
export const diffInputSchema = z.object({ from: oneSide, to: oneSide });

/** One line of two texts laid side by side. */
export const diffLineSchema = z.object({
  kind: z.enum(["same", "added", "removed"]),
  text: z.string(),
  /** Where a line stands for another one: its pieces, and whether the other has them. */
  words: z.array(z.object({ text: z.string(), changed: z.boolean() })).optional(),
});
export type DiffLine = z.infer<typeof diffLineSchema>;

export const cardDiffSchema = z.object({
  from: z.object({ reference: z.string(), revision: z.number().int() }).nullable(),
  to: z.object({ reference: z.string(), revision: z.number().int() }).nullable(),
  lines: z.array(diffLineSchema),
});
export type CardDiff = z.infer<typeof cardDiffSchema>;

/** What new cards begin with here. */
export const siteTemplateSchema = z.object({
  body: z.string(),
  /** Who wrote it, and when; null while it is the one that is built in. */
  saved: z.object({ by: personSchema, at: z.iso.datetime() }).nullable(),
  /** References that hold for every version, and kinds of them that hold for some, each as it is written and what it stands for. */
  references: z.array(z.object({ write: z.string(), meaning: z.string() })),
});
export type SiteTemplate = z.infer<typeof siteTemplateSchema>;

/** Null for the one that is built in. */
export const saveTemplateSchema = z.object({ body: cardBodySchema.nullable() });
