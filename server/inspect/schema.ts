import { z } from "zod";

/** What an inspection holds at most; what is beyond is counted, and not listed. */
export const most = {
  tensors: 20_000,
  imports: 1_000,
  operators: 1_000,
  /** Inputs, and as many outputs. */
  ports: 1_000,
  facts: 500,
  /** Characters of a name or a value. */
  text: 500,
  /** Dimensions of a tensor. */
  dimensions: 64,
} as const;

/**
 * What can be said of loading the file:
 * - `safe`: the format can't run code, and the file was read to the end of its header without a problem
 * - `runs_code`: it imports what is known to run code, or what can't be told from its bytes
 * - `unknown`: it may run code. A pickle never gets further than this, even when all that it imports is known, because
 *   what its imports do with their arguments is beyond its bytes; a policy that wants no unsafe serialization asks for
 *   `safe` or `data`. Damaged files, formats that are only recognised and files not wholly looked at are here as well.
 * - `data`: nothing that is loaded as a model: text, tables, pictures
 */
export const safetySchema = z.enum(["safe", "runs_code", "unknown", "data"]);
export type Safety = z.infer<typeof safetySchema>;

export const verdictSchema = z.enum(["safe", "unknown", "dangerous"]);
export type Verdict = z.infer<typeof verdictSchema>;

const count = z.number().int().nonnegative();
const text = z.string().max(most.text);

export const tensorSchema = z.object({
  name: text,
  /** As the format calls it: `F32`, `float32`, `Q4_K`. */
  dtype: text,
  /** Outermost dimension first, whatever the order in the file. */
  shape: z.array(count).max(most.dimensions),
  /** Elements: the product of the shape. */
  parameters: count,
  /** Bytes in the file; null when they lie elsewhere or can't be told. */
  bytes: count.nullable(),
});
export type Tensor = z.infer<typeof tensorSchema>;

export const importSchema = z.object({
  /** `module.name` as the pickle gives it, without the names that newer Pythons map it to. */
  name: text,
  verdict: verdictSchema,
  /** How often it is imported. */
  count,
  why: text.optional(),
});
export type Import = z.infer<typeof importSchema>;

export const portSchema = z.object({
  name: text,
  type: text,
  /** A name stands for a size that varies, and `?` for one that has none. */
  shape: z.array(z.union([count, text])).max(most.dimensions),
});
export type Port = z.infer<typeof portSchema>;

export const factSchema = z.object({ name: text, value: text });
export type Fact = z.infer<typeof factSchema>;

export const badgeSchema = z.object({ tone: z.enum(["good", "bad", "warn", "neutral"]), text });
export type Badge = z.infer<typeof badgeSchema>;

/** What a file says of itself in its header: never what happens when it is run, because it is not. */
export const inspectionSchema = z.object({
  /** One of the formats in detect.ts: `safetensors`, `pickle`. */
  format: text,
  /** For people: `Pickle (protocol 4)`. */
  label: text,
  safety: safetySchema,
  /** A sentence, when the file can't be read as what it claims to be. */
  problem: text.nullable(),
  /** Not wholly looked at: a limit was reached first. */
  truncated: z.boolean(),
  /** Of all tensors; null when the format has none or they can't be told. */
  parameters: count.nullable(),
  tensors: z.array(tensorSchema).max(most.tensors),
  tensorCount: count,
  dtypes: z.array(z.object({ dtype: text, tensors: count, parameters: count })),
  /** The worst first. */
  imports: z.array(importSchema).max(most.imports),
  inputs: z.array(portSchema).max(most.ports),
  outputs: z.array(portSchema).max(most.ports),
  /** The most used first. */
  operators: z.array(z.object({ name: text, count })).max(most.operators),
  facts: z.array(factSchema).max(most.facts),
  badges: z.array(badgeSchema),
});
export type Inspection = z.infer<typeof inspectionSchema>;
