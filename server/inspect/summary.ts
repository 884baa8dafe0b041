import { z } from "zod";
import { fileSchema } from "../versions/schema.ts";
import { inspectionSchema } from "./schema.ts";

/** Raised when the readers look for more: then what was looked at is looked at again. */
export const edition = 1;

/** What a list shows of an inspection: all but its long parts. */
export const inspectionSummarySchema = inspectionSchema.omit({ tensors: true, imports: true, inputs: true, outputs: true, operators: true, facts: true });
export type InspectionSummary = z.infer<typeof inspectionSummarySchema>;

export const inspectedFileSchema = fileSchema.extend({
  /** Null while nobody has looked into it. */
  inspection: inspectionSummarySchema.nullable(),
});
export type InspectedFile = z.infer<typeof inspectedFileSchema>;

/** What the headers of a version's files say together. */
export const versionInspectionSchema = z.object({
  files: z.number().int(),
  /** Files that nobody has looked into yet. */
  pending: z.number().int(),
  /** Of all files; null when none has any. */
  parameters: z.number().nullable(),
  /** How many files run code when they are loaded, as far as can be told. */
  runsCode: z.number().int(),
  /** How many may. */
  unknown: z.number().int(),
  /** How many can't be read as what they claim to be. */
  damaged: z.number().int(),
  /** The formats of the files that are loaded as models. */
  formats: z.array(z.string()),
});
export type VersionInspection = z.infer<typeof versionInspectionSchema>;
