import { z } from "zod";

/** How a version came from another. */
export const relations = ["fine-tuned-from", "distilled-from", "quantized-from", "ensemble-of"] as const;

/** A version that another one was made from: `risk/fraud-detector@7` of this registry, or an address elsewhere. */
export const parentSchema = z.object({
  relation: z.enum(relations, { error: `must be one of ${relations.join(", ")}` }),
  reference: z.string().trim().min(1, { error: "must not be empty" }).max(2000, { error: "must have at most 2,000 characters" }),
});
export type Parent = z.infer<typeof parentSchema>;

/** Where a fact of a version's lineage came from: declared with the version, or from a lineage event later. */
export const factSources = ["declared", "event"] as const;

/** What can be recalled. */
export const recallKinds = ["dataset", "version"] as const;
