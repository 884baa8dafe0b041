import { z } from "zod";
import { digestSchema } from "../blobs/schema.ts";
import { personSchema } from "../identity/schema.ts";

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

const reasonSchema = z.string().trim().min(1, { error: "must say why" }).max(2000, { error: "must have at most 2,000 characters" });

/** What lineage is asked about, in one line: see subject.ts for the forms. */
export const subjectSchema = z.string().trim().min(1, { error: "must name a dataset, a commit or a version" }).max(2000, { error: "must have at most 2,000 characters" });

const datasetNameSchema = z.string().trim().min(1, { error: "must not be empty" }).max(1001, { error: "must have at most 1,001 characters" });

/** A dataset to recall: all of it, one of its versions, or (with a digest) the bytes of that digest whatever they are called. */
export const recallDatasetSchema = z.object({ dataset: datasetNameSchema, version: z.string().trim().min(1).max(100).optional(), digest: digestSchema.optional(), reason: reasonSchema });
export const recallVersionSchema = z.object({ reference: z.string().min(3).max(300), reason: reasonSchema });
export const recallIdSchema = z.uuid({ error: "must be a recall's id" });
export const liftSchema = z.object({ id: recallIdSchema, reason: reasonSchema });

/** A recall as those see it whom it touches. */
export const recallSchema = z.object({
  id: z.string(),
  kind: z.enum(recallKinds),
  /** What was recalled, as lineage is asked about it; null for a version that the caller may not see. */
  subject: z.string().nullable(),
  dataset: z.object({ name: z.string(), version: z.string().nullable(), digest: z.string().nullable() }).nullable(),
  /** Of a version that the caller may see. */
  reference: z.string().nullable(),
  reason: z.string(),
  by: personSchema,
  at: z.iso.datetime(),
  lifted: z.object({ by: personSchema, at: z.iso.datetime(), reason: z.string() }).nullable(),
  /** Whether the caller may lift it. */
  canLift: z.boolean(),
});
export type Recall = z.infer<typeof recallSchema>;

/** A recall that touches a version: `direct` when the version itself was recalled, or was made from the recalled data. */
export const recallMarkSchema = recallSchema.extend({ direct: z.boolean() });
export type RecallMark = z.infer<typeof recallMarkSchema>;

export const recallListSchema = z.object({
  /** Those in force alone, or those that were lifted alone. */
  open: z.boolean().optional(),
  cursor: z.string().max(1000).optional(),
  limit: z.number().int().min(1).max(100).default(50),
});

/** A count that is not followed to its end: `more` says that there are more than `count`. */
const boundedSchema = z.object({ count: z.number().int(), more: z.boolean() });
export type Bounded = z.infer<typeof boundedSchema>;

/** Which of the versions that are touched: all, those that are live in a stage, those with an open promotion. */
export const touchedFilters = ["all", "live", "open"] as const;
export type TouchedFilter = (typeof touchedFilters)[number];

export const impactInputSchema = z.object({
  of: subjectSchema,
  show: z.enum(touchedFilters).default("all"),
  cursor: z.string().max(1000).optional(),
  limit: z.number().int().min(1).max(200).default(50),
});

export const touchedVersionSchema = z.object({
  reference: z.string(),
  model: z.string(),
  number: z.number().int(),
  digest: z.string(),
  createdAt: z.iso.datetime(),
  /** Made from it directly, and not by way of other versions; true of the version itself. */
  direct: z.boolean(),
  stages: z.array(z.string()),
  promotions: z.array(z.object({ id: z.string(), stage: z.string(), state: z.string() })),
  recalled: z.boolean(),
});
export type TouchedVersion = z.infer<typeof touchedVersionSchema>;

/** One of the versions of a dataset that versions of models were made from. */
export const datasetVersionSchema = z.object({ version: z.string().nullable(), digest: z.string().nullable(), uri: z.string().nullable(), uses: boundedSchema });

/** What something has touched, as far as the caller may see it. */
export const impactSchema = z.object({
  /** What was asked about, written out: `dataset:transactions@2026-05`. */
  subject: z.string(),
  kind: z.enum(["dataset", "code", "version", "recall"]),
  /** What people call it. */
  name: z.string(),
  /** Up to 20,000 versions are followed; `more` says that there are more. */
  counts: z.object({ versions: z.number().int(), models: z.number().int(), live: z.number().int(), open: z.number().int(), more: z.boolean() }),
  items: z.array(touchedVersionSchema),
  nextCursor: z.string().nullable(),
  /** Of a dataset: its versions, up to 100. */
  datasetVersions: z.array(datasetVersionSchema),
  /** Recalls of it that are in force. */
  recalls: z.array(recallSchema),
});
export type Impact = z.infer<typeof impactSchema>;

export const datasetListSchema = z.object({ search: z.string().trim().max(200).optional(), cursor: z.string().max(1000).optional(), limit: z.number().int().min(1).max(100).default(50) });
export const datasetSummarySchema = z.object({ name: z.string(), versions: boundedSchema, uses: boundedSchema, recalled: z.boolean() });
export type DatasetSummary = z.infer<typeof datasetSummarySchema>;

export const nodeKinds = ["version", "dataset", "code", "run", "outside"] as const;

/** A thing in a graph of lineage. */
export const nodeSchema = z.object({
  id: z.string(),
  kind: z.enum(nodeKinds),
  /** `digit-reader v3`, `transactions@2026-05`, a short commit, a run's id, an address. */
  label: z.string(),
  /** The reference of a version, the digest of data, the repository of code, the address of a run. */
  detail: z.string(),
  /** What lineage is asked about to learn more of it; null where nothing more is known. */
  subject: z.string().nullable(),
  /** Where it lies outside of the registry; null where that is not known. */
  url: z.string().nullable(),
  /** Of a version. */
  stages: z.array(z.string()),
  recalled: z.boolean(),
});
export type LineageNode = z.infer<typeof nodeSchema>;

/** What came of what: from what was there first to what was made from it. */
export const edgeSchema = z.object({ from: z.string(), to: z.string(), relation: z.string() });
export type LineageEdge = z.infer<typeof edgeSchema>;

export const mostNodes = 5000;

export const graphInputSchema = z.object({
  of: subjectSchema,
  /** How many steps it goes in each direction. */
  depth: z.number().int().min(1).max(1000).default(1000),
  limit: z.number().int().min(1).max(mostNodes).default(mostNodes),
});

export const graphSchema = z.object({
  /** The node that was asked about. */
  root: z.string(),
  nodes: z.array(nodeSchema),
  edges: z.array(edgeSchema),
  /** There is more than is shown, in that direction. */
  more: z.object({ upstream: z.boolean(), downstream: z.boolean() }),
});
export type LineageGraph = z.infer<typeof graphSchema>;

/** The facts of one version's lineage: as declared with it, or as lineage events said. */
export const lineageSchema = z.object({
  reference: z.string(),
  datasets: z.array(z.object({ name: z.string(), version: z.string().nullable(), digest: z.string().nullable(), uri: z.string().nullable(), role: z.string(), source: z.enum(factSources) })),
  code: z.array(z.object({ repository: z.string(), commit: z.string(), dirty: z.boolean(), source: z.enum(factSources) })),
  runs: z.array(z.object({ tracker: z.string(), id: z.string(), url: z.string().nullable(), source: z.enum(factSources) })),
  /** Versions that it was made from, as they were named; `reference` of those that the caller may see. */
  parents: z.array(z.object({ relation: z.enum(relations), named: z.string(), reference: z.string().nullable() })),
  /** Versions that were made from it directly and that the caller may see: up to 100. */
  children: z.array(z.object({ relation: z.enum(relations), reference: z.string() })),
  recalls: z.array(recallMarkSchema),
});
export type Lineage = z.infer<typeof lineageSchema>;

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

/** What came of a lineage event. */
export const reportSchema = z.object({
  /** Its run; null for an event of a job or a dataset alone. */
  run: z.string().nullable(),
  /** Whether it is kept. */
  kept: z.boolean(),
  /** Whether it was known before. */
  known: z.boolean(),
  /** The versions that the events of its run name so far, and how many facts were new. */
  versions: z.array(z.object({ reference: z.string(), added: z.object({ data: z.number().int(), code: z.number().int(), runs: z.number().int(), parents: z.number().int() }) })),
  /** What was let be, and why. */
  notes: z.array(z.string()),
});
export type Report = z.infer<typeof reportSchema>;
