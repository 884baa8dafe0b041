import { z } from "zod";
import { slugSchema } from "../teams/schema.ts";
import { modelSummarySchema, type stageHolderSchema } from "../models/schema.ts";
import { versionSummarySchema } from "../versions/schema.ts";

export type StageHolder = z.infer<typeof stageHolderSchema>;

export const mostQueryCharacters = 1000;

/** A query in the language of the search, see docs/search.md; empty for everything. */
export const querySchema = z.string().max(mostQueryCharacters, { error: "must have at most 1,000 characters" });

/** What is wrong with a query, with the place in it: details of the error `invalid_query`. */
export const queryFaultSchema = z.object({
  message: z.string(),
  /** Where it begins, from 0, and how many characters it is long. */
  at: z.number().int(),
  length: z.number().int(),
  /** The whole query as it was probably meant; null where nothing suggests itself. */
  suggestion: z.string().nullable(),
});
export type QueryFault = z.infer<typeof queryFaultSchema>;

export const findInputSchema = z.object({
  query: querySchema.default(""),
  cursor: z.string().max(1000).optional(),
  limit: z.number().int().min(1).max(100).default(50),
});

/** Pieces of a text, those that match marked. */
export const excerptSchema = z.array(z.object({ text: z.string(), match: z.boolean() }));

export const modelHitSchema = modelSummarySchema.extend({
  /** How many versions it has. */
  versions: z.number().int(),
  tags: z.array(z.string()),
  /** Of the newest version. */
  license: z.string().nullable(),
  recalled: z.boolean(),
  /** The number that the query sorts by or asks for, by its field: `metric.auc`. */
  numbers: z.record(z.string(), z.number()),
  /** Of its text, where words of the query stand in it; null without any. */
  excerpt: excerptSchema.nullable(),
});
export type ModelHit = z.infer<typeof modelHitSchema>;

export const versionHitSchema = versionSummarySchema.extend({
  model: z.string(),
  recalled: z.boolean(),
  numbers: z.record(z.string(), z.number()),
  excerpt: excerptSchema.nullable(),
});
export type VersionHit = z.infer<typeof versionHitSchema>;

/** A count that is not followed to its end: `more` says that there are more than `count`. */
export const boundedCountSchema = z.object({ count: z.number().int(), more: z.boolean() });

const pageOf = { nextCursor: z.string().nullable(), total: boundedCountSchema, /** Words that were taken for others: what was typed, what was searched. */ read: z.array(z.object({ typed: z.string(), as: z.array(z.string()) })) };

export const foundSchema = z.discriminatedUnion("in", [
  z.object({ in: z.literal("models"), items: z.array(modelHitSchema), ...pageOf }),
  z.object({ in: z.literal("versions"), items: z.array(versionHitSchema), ...pageOf }),
]);
export type Found = z.infer<typeof foundSchema>;

/** One field of the language with its values among what was found, the frequent first. */
export const facetSchema = z.object({
  field: z.string(),
  label: z.string(),
  values: z.array(
    z.object({
      value: z.string(),
      count: z.number().int(),
      /** The query asks for it already. */
      chosen: z.boolean(),
      /** The query with this value added, or taken out where it was chosen. */
      query: z.string(),
    }),
  ),
  /** There are more values than these. */
  more: z.boolean(),
});
export type Facet = z.infer<typeof facetSchema>;

/** `atLeast`: more was found than is counted, and every count is of the first part alone. */
export const facetsSchema = z.object({ facets: z.array(facetSchema), atLeast: z.boolean() });
export type Facets = z.infer<typeof facetsSchema>;

export const completeInputSchema = z.object({ query: querySchema, /** Where the cursor stands. */ at: z.number().int().min(0) });
export const completionsSchema = z.object({
  /** The part of the query that a completion takes the place of. */
  from: z.number().int(),
  to: z.number().int(),
  items: z.array(z.object({ insert: z.string(), label: z.string(), detail: z.string(), kind: z.enum(["field", "value", "name"]) })),
});
export type Completions = z.infer<typeof completionsSchema>;

export const layouts = ["list", "cards"] as const;
/** How a view shows what it finds. */
export const viewLayoutSchema = z.object({ as: z.enum(layouts).default("list"), columns: z.array(z.string().max(100)).max(20).default([]) });
export type ViewLayout = z.infer<typeof viewLayoutSchema>;

export const newViewSchema = z.object({
  /** The caller's own view that is changed, and called by the name from now on; left out: the one of that name, or a new one. */
  id: z.uuid({ error: "must be the id of a view" }).optional(),
  name: z.string().trim().min(1, { error: "must not be empty" }).max(80, { error: "must have at most 80 characters" }),
  query: querySchema,
  layout: viewLayoutSchema,
  /** The team whose members see it too; left out: the caller's alone. */
  team: slugSchema.optional(),
});
export type NewView = z.output<typeof newViewSchema>;

export const viewSchema = z.object({
  id: z.string(),
  name: z.string(),
  query: z.string(),
  layout: viewLayoutSchema,
  team: z.string().nullable(),
  owner: z.object({ id: z.string(), name: z.string() }),
  /** Whether the caller may change and remove it. */
  mine: z.boolean(),
});
export type View = z.infer<typeof viewSchema>;
