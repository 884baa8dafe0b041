import { z } from "zod";
import { personSchema } from "../identity/schema.ts";
import { slugSchema } from "../teams/schema.ts";
import { modelNameSchema, pageSchema } from "../models/schema.ts";

/** Any way to name a version: `team/model`, `team/model@7`, `@production`, `@champion`, `@sha256:…`. */
export const referenceSchema = z.string().min(3).max(300);

export const aliasSchema = slugSchema.refine((alias) => !/^\d+$/.test(alias), {
  error: "must not be a number, because numbers name versions",
});

export const resolvedSchema = z.object({
  /** The exact reference, `team/model@7`. */
  reference: z.string(),
  model: z.string(),
  version: z.number().int(),
  digest: z.string(),
  versionId: z.string(),
});
export type Resolved = z.infer<typeof resolvedSchema>;

/** How a pointer came to move: by a promotion of one of three kinds, or freely. */
export const moveKinds = ["promote", "rollback", "remove", "alias"] as const;

export const moveSchema = z.object({
  id: z.string(),
  pointer: z.string(),
  isStage: z.boolean(),
  from: z.number().int().nullable(),
  to: z.number().int().nullable(),
  promotionId: z.string().nullable(),
  kind: z.enum(moveKinds),
  by: personSchema,
  approvedBy: z.array(personSchema),
  at: z.iso.datetime(),
});
export type Move = z.infer<typeof moveSchema>;

export const aliasInputSchema = z.object({ model: modelNameSchema, alias: aliasSchema });

/** One stay of a version in a stage. */
export const staySchema = z.object({
  stage: z.string(),
  version: z.number().int(),
  from: z.iso.datetime(),
  /** Null while it is live. */
  until: z.iso.datetime().nullable(),
  /** Seconds. */
  seconds: z.number().int(),
  promotionId: z.string().nullable(),
  kind: z.enum(moveKinds),
  by: personSchema,
  approvedBy: z.array(personSchema),
  bypassed: z.boolean(),
});
export type Stay = z.infer<typeof staySchema>;

export const historyInputSchema = pageSchema.extend({
  model: modelNameSchema,
  /** A stage or an alias; left out, all stages. */
  pointer: slugSchema.optional(),
});

export const liveAtInputSchema = z.object({
  model: modelNameSchema,
  at: z.iso.datetime({ offset: true, error: "must be an instant such as 2026-05-03T10:00:00Z" }),
});
