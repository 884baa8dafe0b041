import { z } from "zod";
import { referenceSchema } from "../pointers/schema.ts";
import { betterSchema } from "../versions/metric-names.ts";
import { versionSummarySchema } from "../versions/schema.ts";

export const mostCompared = 6;

const references = z
  .array(referenceSchema)
  .min(2, { error: "must name at least two versions" })
  .max(mostCompared, { error: `must name at most ${mostCompared} versions` });

/** Whether what is the same in all of them is given too. */
const all = z.boolean().default(false);

export const compareInputSchema = z
  .object({
    references,
    /** With which of them the others are compared: its place among the references, from 0. */
    baseline: z.number().int().min(0).default(0),
    all,
  })
  .refine((input) => input.baseline < input.references.length, { path: ["baseline"], error: "must be the place of one of the references" });
export type CompareInput = z.infer<typeof compareInputSchema>;

/** A comparison as an address asks for it: `versions=risk/a@1,risk/b@3&baseline=risk/b@3&all=1&format=csv`. */
export const compareAddressSchema = z
  .object({
    versions: z.string().transform((text) => text.split(",").map((reference) => reference.trim())).pipe(references),
    baseline: z.string().optional(),
    all: z.enum(["0", "1"], { error: "must be 0 or 1" }).default("0"),
    format: z.enum(["csv", "markdown", "json"], { error: "must be csv, markdown or json" }).default("json"),
  })
  .refine(({ versions, baseline }) => baseline === undefined || versions.includes(baseline), { path: ["baseline"], error: "must be one of the versions, written as it is there" });

/** A page of the files or the tensors of the versions; `cursor` is the name that it begins behind. */
export const comparedPageSchema = z.object({
  references,
  all,
  cursor: z.string().max(5000).optional(),
  limit: z.number().int().min(1).max(1000).default(200),
});
export type ComparedPage = z.infer<typeof comparedPageSchema>;

/** Lists beside the versions hold one entry for each of them, in the order of the references. */
const each = <Value extends z.ZodType>(value: Value) => z.array(value.nullable());

/** A number of the versions: a headline metric, or one of a dataset or of a part of it. */
export const measureSchema = z.object({
  metric: z.string(),
  dataset: z.string().nullable(),
  slice: z.string().nullable(),
  better: betterSchema,
  values: each(z.number()),
  /** To the baseline's; null of the baseline itself, and where one of the two has none. */
  differences: each(z.number()),
  /** The places of the best; none where no direction is the better one, or all are the same. */
  best: z.array(z.number().int()),
  /** All have it, and the same. */
  same: z.boolean(),
});
export type Measure = z.infer<typeof measureSchema>;

const partSchema = z.object({ metric: z.string(), dataset: z.string().nullable(), slice: z.string().nullable() });

/** A metric, of a dataset or a part of it, that some of the versions have step by step. */
export const seriesHeadSchema = partSchema.extend({ /** How many of them. */ versions: z.number().int() });
export type SeriesHead = z.infer<typeof seriesHeadSchema>;

export const seriesInputSchema = z.object({ references, metric: z.string().max(200), dataset: z.string().max(200).nullable().default(null), slice: z.string().max(200).nullable().default(null) });

export type SeriesInput = z.output<typeof seriesInputSchema>;

/** Step and value of each version, by step; null of one that has no such series. */
export const comparedSeriesSchema = partSchema.extend({ better: betterSchema, values: each(z.array(z.tuple([z.number(), z.number()]))) });
export type ComparedSeries = z.infer<typeof comparedSeriesSchema>;

const rowSchema = z.object({ name: z.string(), values: each(z.string()), same: z.boolean() });
export type FactRow = z.infer<typeof rowSchema>;

export const comparedFileSchema = z.object({ path: z.string(), values: each(z.object({ sha256: z.string(), size: z.number().int() })), same: z.boolean() });
export type ComparedFile = z.infer<typeof comparedFileSchema>;

export const comparedTensorSchema = rowSchema;
export type ComparedTensor = FactRow;

const counts = {
  /** How many differ, and how many are the same in all versions, shown or not. */
  differing: z.number().int(),
  same: z.number().int(),
};

/** Rows of which only the first are given; `nextCursor` is the name that the page after them begins behind. */
const pageOf = <Row extends z.ZodType>(row: Row) => z.object({ items: z.array(row), nextCursor: z.string().nullable() });
export const comparedFilesSchema = pageOf(comparedFileSchema);
export const comparedTensorsSchema = pageOf(comparedTensorSchema);

/** The parts of what was declared that are compared fact by fact, in their order. */
export const factParts = ["parameters", "data", "lineage", "environment", "signature", "attributes", "facts"] as const;
export type FactPart = (typeof factParts)[number];

export const comparedVersionSchema = versionSummarySchema.omit({ metrics: true }).extend({ model: z.string() });
export type ComparedVersion = z.infer<typeof comparedVersionSchema>;

const measuresSchema = z.object({ rows: z.array(measureSchema), ...counts, /** So many differ and are not given. */ more: z.number().int() });

export const comparisonSchema = z.object({
  versions: z.array(comparedVersionSchema),
  baseline: z.number().int(),
  /** Whether what is the same is given too. */
  all: z.boolean(),
  metrics: measuresSchema,
  /** Of datasets and their parts. */
  evaluations: measuresSchema,
  /** What some of the versions have step by step, those first that most of them have: 200 at most. `comparisons.series` gives the steps. */
  series: z.array(seriesHeadSchema),
  sections: z.array(z.object({ part: z.enum(factParts), title: z.string(), rows: z.array(rowSchema), ...counts, more: z.number().int() })),
  files: comparedFilesSchema.extend(counts),
  /** Of the files that differ: those of files that are the same are the same. */
  tensors: comparedTensorsSchema.extend(counts),
  /** The SHA-256 of each card; null where there is none. */
  cards: each(z.string()),
});
export type Comparison = z.infer<typeof comparisonSchema>;
