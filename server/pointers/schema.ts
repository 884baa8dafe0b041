import { z } from "zod";
import { personSchema } from "../identity/schema.ts";
import { slugSchema } from "../teams/schema.ts";
import { modelNameSchema } from "../models/schema.ts";

/** Any way to name a version: `team/model`, `team/model@7`, `@production`, `@champion`, `@sha256:…`. */
export const referenceSchema = z.string().min(3).max(300);

export const aliasSchema = slugSchema.refine((alias) => !/^\d+$/.test(alias), {
  error: "must not be a number, because numbers name versions",
});

export const stageSchema = z.object({ name: z.string(), position: z.number().int(), description: z.string() });
export type Stage = z.infer<typeof stageSchema>;

export const resolvedSchema = z.object({
  /** The exact reference, `team/model@7`. */
  reference: z.string(),
  model: z.string(),
  version: z.number().int(),
  digest: z.string(),
  versionId: z.string(),
});
export type Resolved = z.infer<typeof resolvedSchema>;

export const moveSchema = z.object({
  id: z.string(),
  pointer: z.string(),
  isStage: z.boolean(),
  from: z.number().int().nullable(),
  to: z.number().int().nullable(),
  promotionId: z.string().nullable(),
  kind: z.enum(["promote", "rollback", "alias"]),
  by: personSchema,
  approvedBy: z.array(personSchema),
  at: z.iso.datetime(),
});
export type Move = z.infer<typeof moveSchema>;

export const aliasInputSchema = z.object({ model: modelNameSchema, alias: aliasSchema });
