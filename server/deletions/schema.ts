import { z } from "zod";
import { personSchema } from "../identity/schema.ts";

export const deletionReasonSchema = z
  .string()
  .trim()
  .min(1, { error: "must say why" })
  .max(2000, { error: "must have at most 2,000 characters" });

/** A version that was deleted. */
export const deletedVersionSchema = z.object({
  reference: z.string(),
  number: z.number().int(),
  digest: z.string(),
  files: z.number().int(),
  bytes: z.number().int(),
  deletedBy: personSchema,
  deletedAt: z.iso.datetime(),
  reason: z.string(),
  /** Until when it can be restored; null when its files were given up. */
  restorableUntil: z.iso.datetime().nullable(),
});
export type DeletedVersion = z.infer<typeof deletedVersionSchema>;

/** One thing that needs a version, because of which it is not deleted. */
export const dependentSchema = z.object({
  kind: z.enum(["stage", "alias", "promotion", "version"]),
  /** The stage's or alias's name, the promotion's id, or the version's reference. */
  name: z.string(),
});
export type Dependent = z.infer<typeof dependentSchema>;
