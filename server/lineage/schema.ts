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

const source = z.enum(factSources);

/** What is asked of a version so that it can be made again, each with its weight: docs/reproduce.md has them too. */
export const completenessWeights = {
  data: 25,
  code: 20,
  clean: 5,
  lock: 15,
  environment: 5,
  parameters: 5,
  command: 10,
  seed: 5,
  run: 5,
  metrics: 5,
} as const;
export type CompletenessPart = keyof typeof completenessWeights;

const partSchema = z.enum(Object.keys(completenessWeights) as [CompletenessPart, ...CompletenessPart[]]);

/** How much of what it takes to make a version again is known. */
export const completenessSchema = z.object({
  /** 0–100, the sum of what was earned. */
  score: z.number().int(),
  items: z.array(
    z.object({
      part: partSchema,
      weight: z.number().int(),
      earned: z.number().int(),
      /** What is known of it, in a sentence. */
      found: z.string(),
      /** What to do, where something is missing. */
      remedy: z.string().nullable(),
    }),
  ),
});
export type Completeness = z.infer<typeof completenessSchema>;

/** Names the format of a recipe: another number when something in it comes to mean something else. */
export const recipeFormat = "countersign.recipe/1";

/**
 * How a version was made, as far as it is known: what was declared with it and what lineage events have said since.
 * Described in docs/reproduce.md.
 */
export const recipeSchema = z.object({
  format: z.literal(recipeFormat),
  reference: z.string(),
  digest: z.string(),
  registeredAt: z.iso.datetime(),
  completeness: completenessSchema,
  /** What whoever runs it should know first, in sentences. */
  warnings: z.array(z.string()),
  code: z.object({ repository: z.string(), commit: z.string(), dirty: z.boolean(), source }).nullable(),
  data: z.array(
    z.object({
      name: z.string(),
      version: z.string().nullable(),
      role: z.string(),
      rows: z.number().int().nullable(),
      digest: z.string().nullable(),
      uri: z.string().nullable(),
      source,
    }),
  ),
  environment: z.object({
    packages: z.record(z.string(), z.string()),
    /** The lock file: by its path in the version, or where it lies elsewhere. */
    lock: z.object({ path: z.string().nullable(), digest: z.string().nullable(), uri: z.string().nullable() }).nullable(),
  }),
  parameters: z.record(z.string(), z.unknown()),
  /** Names of the parameters that fix the randomness. */
  seeds: z.array(z.string()),
  command: z.string().nullable(),
  runs: z.array(z.object({ tracker: z.string(), id: z.string(), url: z.string().nullable(), source })),
  parents: z.array(parentSchema.extend({ source })),
  metrics: z.array(z.object({ name: z.string(), value: z.number(), dataset: z.string().nullable(), slice: z.string().nullable() })),
  /** What came out: the first thousand files by path. */
  files: z.array(z.object({ path: z.string(), size: z.number().int(), sha256: z.string() })),
  /** How many files it has in all. */
  fileCount: z.number().int(),
});
export type Recipe = z.infer<typeof recipeSchema>;

/** A recipe, and the same as a script for sh. */
export const reproductionSchema = z.object({ recipe: recipeSchema, script: z.string() });
