import { z } from "zod";
import { metadataObject } from "../versions/schema.ts";

/** A draft as its author sees it in a list. */
export const draftSummarySchema = z.object({
  draft: z.string(),
  model: z.string(),
  description: z.string(),
  files: z.number().int(),
  bytes: z.number().int(),
  /** Files that have not wholly arrived. */
  arriving: z.number().int(),
  createdAt: z.iso.datetime(),
  /** When it was deleted; null while it was not. */
  deletedAt: z.iso.datetime().nullable(),
  restorableUntil: z.iso.datetime().nullable(),
});
export type DraftSummary = z.infer<typeof draftSummarySchema>;

export const draftDetailSchema = draftSummarySchema.extend({
  metadata: z.record(z.string(), z.unknown()),
  /** What is missing or wrong before it can become a version: the path in the metadata, and a sentence. */
  faults: z.array(z.object({ path: z.string(), message: z.string() })),
  /** What the newest version of the model declares, to start from. */
  previous: z.object({ reference: z.string(), metadata: metadataObject }).nullable(),
});
export type DraftDetail = z.infer<typeof draftDetailSchema>;
