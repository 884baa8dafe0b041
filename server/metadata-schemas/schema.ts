import { z } from "zod";
import { personSchema } from "../identity/schema.ts";
import { modelNameSchema } from "../models/schema.ts";
import { policyScopeSchema } from "../policies/schema.ts";

/** Whose schema it is: all models', a team's, or one model's. */
export const schemaScopeSchema = policyScopeSchema;
export type SchemaScope = z.infer<typeof schemaScopeSchema>;

/** JSON Schema, draft 2020-12, about the whole metadata of a version; docs/metadata.md says what of it is supported. */
export const jsonSchemaSchema = z.record(z.string(), z.unknown());
export type JsonSchema = z.infer<typeof jsonSchemaSchema>;

/** What is missing or wrong: the path in what was looked at, and the end of a sentence that begins with it. */
export const faultSchema = z.object({ path: z.string(), message: z.string() });
export type Fault = z.infer<typeof faultSchema>;

/** The same of metadata, with the schema that asks for it. */
export const metadataFaultSchema = faultSchema.extend({ scope: schemaScopeSchema, version: z.number().int() });
export type MetadataFault = z.infer<typeof metadataFaultSchema>;

/** One version of a scope's schema. */
export const savedSchemaSchema = z.object({
  scope: schemaScopeSchema,
  /** Counts from 1 within its scope. */
  version: z.number().int(),
  /** Null where this version took the schema away. */
  schema: jsonSchemaSchema.nullable(),
  note: z.string(),
  by: personSchema,
  at: z.iso.datetime(),
});
export type SavedSchema = z.infer<typeof savedSchemaSchema>;

export const fieldTypes = ["text", "number", "whole number", "true or false", "any"] as const;

/** An attribute or a parameter that a schema declares, as a form asks for it. */
export const formFieldSchema = z.object({
  part: z.enum(["attributes", "parameters"]),
  name: z.string(),
  type: z.enum(fieldTypes),
  required: z.boolean(),
  /** One of these, where only they are allowed. */
  options: z.array(z.union([z.string(), z.number(), z.boolean()])).nullable(),
  description: z.string(),
});
export type FormField = z.infer<typeof formFieldSchema>;

export const effectiveSchema = z.object({
  /** Every schema that counts, from the widest scope on: all of them must hold. */
  schemas: z.array(z.object({ scope: schemaScopeSchema, version: z.number().int(), schema: jsonSchemaSchema })),
  fields: z.array(formFieldSchema),
});
export type EffectiveSchema = z.infer<typeof effectiveSchema>;

export const scopedSchema = z.object({ scope: schemaScopeSchema });

const note = z.string().trim().min(1, { error: "must say why" }).max(1000, { error: "must have at most 1,000 characters" });
/** The newest version that its author saw; 0 when there was none. */
const expected = z.number().int().nonnegative();

export const newSchemaSchema = z.object({ scope: schemaScopeSchema, schema: jsonSchemaSchema, note, expected });
export const schemaRemovalSchema = z.object({ scope: schemaScopeSchema, note, expected });

export const schemaDraftSchema = z.object({ scope: schemaScopeSchema, schema: jsonSchemaSchema });

export const mostTried = 50;

/** A schema that is not saved: why it could not be, and which of the newest versions it would have refused. */
export const schemaPreviewSchema = z.object({
  faults: z.array(faultSchema),
  fields: z.array(formFieldSchema),
  /** How many of the newest versions were looked at: 50 at most, of those that the caller sees. */
  tried: z.number().int(),
  failed: z.number().int(),
  /** The first ten of them, with a few of the reasons. */
  failing: z.array(z.object({ reference: z.string(), faults: z.array(faultSchema) })),
});
export type SchemaPreview = z.infer<typeof schemaPreviewSchema>;

export const trialInputSchema = z.object({
  /** Whose schemas count. */
  model: modelNameSchema,
  metadata: z.record(z.string(), z.unknown()),
});

export const trialSchema = z.object({ faults: z.array(metadataFaultSchema) });
