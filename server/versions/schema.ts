import { z } from "zod";
import { personSchema } from "../identity/schema.ts";
import { parentSchema } from "../lineage/schema.ts";
import { betterSchema } from "./metric-names.ts";
import { tagSchema } from "../tags/schema.ts";
import { modelNameSchema, newVisibilitySchema } from "../models/schema.ts";
import { digestSchema, filePathSchema, sha256Schema } from "../blobs/schema.ts";

const text = (most: number) =>
  z
    .string()
    .trim()
    .min(1, { error: "must not be empty" })
    .max(most, { error: `must have at most ${most.toLocaleString("en")} characters` });

/** A version's number: as much as Postgres's integer holds. */
export const numberSchema = z.number().int().positive().max(2_147_483_647, { error: "must be a version's number" });

const key = text(200);
const scalar = z.union([z.string().max(10_000), z.number(), z.boolean()]);

const datasetSchema = z.object({
  name: text(200),
  /** Which of its versions: a date, a number, a snapshot's name. */
  version: text(100).optional(),
  /** What it was used for: training, evaluation, validation, test. */
  role: text(50),
  rows: z.number().int().nonnegative().optional(),
  digest: digestSchema.optional(),
  uri: text(2000).optional(),
});

const tensorSpecSchema = z.object({
  name: text(200),
  type: text(50),
  /** −1 stands for a size that varies. */
  shape: z.array(z.number().int().min(-1)).max(16),
});

/** A metric of a part of the data, or step by step: what the one number in `metrics` does not tell. */
export const evaluationSchema = z
  .object({
    metric: key,
    /** Left out where `series` holds the values. */
    value: z.number({ error: "must be a finite number" }).optional(),
    /** The dataset that it was measured on, by its name. */
    dataset: text(200).optional(),
    /** The part of it: `age>65`, `region=eu`. */
    slice: text(200).optional(),
    /** Step and value, by step. */
    series: z
      .array(z.tuple([z.number(), z.number()]))
      .min(1)
      .max(2000, { error: "must hold at most 2,000 steps" })
      .transform((series) => series.toSorted(([one], [other]) => one - other))
      .optional(),
  })
  .refine(({ value, series }) => value !== undefined || series !== undefined, { error: "must have a value or a series" });

const knownKeys = {
  description: text(2000),
  framework: text(100),
  task: text(100),
  metrics: z
    .record(key, z.number({ error: "must be a finite number" }))
    .refine((metrics) => Object.keys(metrics).length > 0, { error: "must hold at least one metric" })
    .refine((metrics) => Object.keys(metrics).length <= 1000, { error: "must hold at most 1,000 metrics" }),
  /** Which direction of a metric is the better one; of those left out, the name tells. */
  directions: z.record(key, z.enum(["higher", "lower"], { error: "must be higher or lower" })).optional(),
  evaluations: z
    .array(evaluationSchema)
    .max(1000, { error: "must hold at most 1,000 evaluations" })
    .superRefine((evaluations, ctx) => {
      const seen = new Set<string>();
      for (const [at, { metric, dataset, slice }] of evaluations.entries()) {
        const of = JSON.stringify([metric, dataset, slice]);
        if (seen.has(of)) ctx.addIssue({ code: "custom", path: [at], message: "is of the same metric, dataset and slice as one before it" });
        seen.add(of);
      }
    })
    .optional(),
  parameters: z.record(key, z.unknown()),
  datasets: z.array(datasetSchema).min(1, { error: "must name at least one dataset" }).max(100),
  code: z.object({ repository: text(2000), commit: text(100), /** Whether there were changes that no commit holds. */ dirty: z.boolean().optional() }).optional(),
  environment: z.record(key, z.string().max(500)).default({}),
  /** The lock file that fixes the environment: by its path in the version, or by the digest of one that lies elsewhere. */
  environmentLock: z.object({ path: filePathSchema.optional(), digest: digestSchema.optional(), uri: text(2000).optional() }).optional(),
  /** What made it, to be run at the root of the code: `python train.py --depth 6`. */
  command: text(5000).optional(),
  tags: z.array(tagSchema).max(50).default([]),
  signature: z
    .object({ inputs: z.array(tensorSpecSchema).max(5000), outputs: z.array(tensorSpecSchema).max(5000) })
    .optional(),
  run: z.object({ tracker: text(100), id: text(200), url: z.url().max(2000).optional() }).optional(),
  attributes: z.record(key, scalar).default({}),
  /** The versions that it was made from. */
  parents: z.array(parentSchema).max(100, { error: "must name at most 100 versions" }).optional(),
};

/** Keys of a trainer's metadata.json that the registry gives or computes itself. */
const registryKeys = new Set(["model", "version", "files"]);

/**
 * Puts the keys that the registry does not know among the attributes, so that a trainer's own file can be
 * given as it is and nothing in it is lost.
 */
function foldUnknownKeys(input: unknown): unknown {
  if (typeof input !== "object" || input === null || Array.isArray(input)) return input;
  const known: Record<string, unknown> = {};
  const free: Record<string, unknown> = {};
  for (const [name, value] of Object.entries(input)) {
    if (Object.hasOwn(knownKeys, name)) known[name] = value;
    else if (!registryKeys.has(name)) free[name] = value;
  }
  if (Object.keys(free).length === 0) return known;
  const { attributes } = known;
  if (attributes !== undefined && (typeof attributes !== "object" || attributes === null)) return known;
  return { ...known, attributes: { ...free, ...attributes } };
}

export const metadataObject = z.object(knownKeys);
export type Metadata = z.infer<typeof metadataObject>;
export type MetadataInput = z.input<typeof metadataObject> & Record<string, unknown>;

/** The names of all metrics that are declared, of the whole and of parts. */
const measured = ({ metrics, evaluations }: Pick<Metadata, "metrics" | "evaluations">) => new Set([...Object.keys(metrics), ...(evaluations ?? []).map(({ metric }) => metric)]);

/** What of a version's metadata is asked when it is registered, beyond each of its parts. */
const wholeMetadata = metadataObject.superRefine((metadata, ctx) => {
  const known = measured(metadata);
  for (const name of Object.keys(metadata.directions ?? {})) {
    if (!known.has(name)) ctx.addIssue({ code: "custom", path: ["directions", name], message: "must be of a metric that is declared" });
  }
});

/** What must be known of a version: what it was made from, how, how well it does, and what it is for. */
export const metadataSchema = z.preprocess<unknown, typeof wholeMetadata, MetadataInput>(
  foldUnknownKeys,
  wholeMetadata,
);

/** The same while a draft is being put together: what is there must be right, and what is missing may come later. */
const partialMetadata = metadataObject.partial();
export type DraftMetadata = z.infer<typeof partialMetadata>;
export const draftMetadataSchema = z.preprocess<unknown, typeof partialMetadata, Record<string, unknown>>(foldUnknownKeys, partialMetadata);

/** Shown with every refusal of incomplete metadata. */
export const metadataExample = {
  description: "Flags card payments that are likely to be fraud.",
  framework: "scikit-learn",
  task: "classification",
  metrics: { auc: 0.93 },
  parameters: { max_depth: 6 },
  datasets: [{ name: "transactions-2026", role: "training", rows: 120000 }],
} satisfies MetadataInput;

export const fileSchema = z.object({
  path: z.string(),
  /** Bytes. */
  size: z.number().int().nonnegative(),
  sha256: z.string(),
});
export type VersionFile = z.infer<typeof fileSchema>;

export const newFileSchema = z.object({
  path: filePathSchema,
  size: z.number().int().nonnegative(),
  sha256: sha256Schema,
});

export const archiveInputSchema = z.object({
  reference: z.string().min(3).max(300),
  reason: z.string().trim().min(1, { error: "must say why" }).max(2000, { error: "must have at most 2,000 characters" }),
});

export const draftInputSchema = z.object({
  model: modelNameSchema,
  /** Left out, it has to be given before the draft is finalized. */
  metadata: metadataSchema.optional(),
  /** The number that the caller expects to get; refused when the registry would give another. */
  version: numberSchema.optional(),
  /** Of a model that begins with this version; refused for one that is there already. */
  visibility: newVisibilitySchema,
});

export const registrationSchema = z.object({
  /** Of the version, a new one chosen by the caller: asked for twice, it is registered once, and the second answer is `already_finalized`. */
  id: z.uuid({ error: "must be a UUID" }),
  model: modelNameSchema,
  metadata: metadataSchema,
  /** What it holds, all of it here already. A version of more files begins as a draft. */
  files: z.array(newFileSchema).min(1, { error: "must hold at least one file" }).max(1000, { error: "must hold at most 1,000 files" }),
  /** The number that it has to get. */
  version: numberSchema.optional(),
  /** Of a model that begins with this version; refused for one that is there already. */
  visibility: newVisibilitySchema,
});

/** A version that has just been registered. */
export const registeredSchema = z.object({
  reference: z.string(),
  version: z.number().int(),
  digest: z.string(),
  files: z.number().int(),
  bytes: z.number().int(),
});

export const versionSummarySchema = z.object({
  id: z.string(),
  reference: z.string(),
  number: z.number().int(),
  digest: z.string(),
  description: z.string(),
  framework: z.string(),
  task: z.string(),
  metrics: z.record(z.string(), z.number()),
  tags: z.array(z.string()),
  files: z.number().int(),
  bytes: z.number().int(),
  author: personSchema,
  createdAt: z.iso.datetime(),
  /** Stages and aliases that point here. */
  stages: z.array(z.string()),
  aliases: z.array(z.string()),
  /** Retired: it can be read and pulled, and goes to no stage any more. */
  archived: z.boolean(),
  /** By a recall of it, or of what it was made from, that is in force. */
  recalled: z.boolean(),
  /** Those of its parameters that were asked for. */
  parameters: z.record(z.string(), z.unknown()).optional(),
});
export type VersionSummary = z.infer<typeof versionSummarySchema>;

export const versionDetailSchema = versionSummarySchema.extend({
  model: z.string(),
  metadata: metadataObject,
  /** The last revision of its card, and what that says of itself; null where there is none, or while nobody has read its README.md. */
  card: z.object({ revision: z.number().int(), license: z.string().nullable(), languages: z.array(z.string()) }).nullable(),
  /** Promotions that are open for this version. */
  openPromotions: z.array(z.object({ id: z.string(), stage: z.string() })),
  archival: z.object({ by: personSchema, reason: z.string(), at: z.iso.datetime() }).nullable(),
});
export type VersionDetail = z.infer<typeof versionDetailSchema>;

/** Which metric of a model, over its versions; left out: the one that people look at first. */
export const metricHistoryInputSchema = z.object({ model: modelNameSchema, metric: key.optional() });

export const metricHistorySchema = z.object({
  /** The metrics that there are to choose from, those first that most versions have and that people look at first. */
  names: z.array(z.string()),
  /** The one that is given; null where no version has any. */
  metric: z.string().nullable(),
  better: betterSchema,
  /** The headline number first, then each dataset and part of it; by the versions' numbers. */
  lines: z.array(z.object({ dataset: z.string().nullable(), slice: z.string().nullable(), points: z.array(z.object({ number: z.number().int(), value: z.number() })) })),
  /** So many parts have no line here. */
  moreLines: z.number().int(),
  /** The versions that stages name, or have named. */
  staged: z.array(z.object({ number: z.number().int(), live: z.array(z.string()), was: z.array(z.string()) })),
  /** 1 where every version is given, else each so manieth, beside those that a stage names or has named. */
  every: z.number().int(),
});
export type MetricHistory = z.infer<typeof metricHistorySchema>;
