import { z } from "zod";
import { slugSchema } from "../teams/schema.ts";

/** What a stage is marked with on pages, by name: the pages have a shade of each for light and for dark. */
export const stageColors = ["slate", "blue", "teal", "green", "amber", "orange", "rose", "violet"] as const;
export type StageColor = (typeof stageColors)[number];

/** A stage's name is that of its pointers: it can't be a number, because numbers name versions. */
export const stageNameSchema = slugSchema.refine((name) => !/^\d+$/.test(name), {
  error: "must not be a number, because numbers name versions",
});

export const stageSchema = z.object({
  name: z.string(),
  /** Stages are shown in this order; a soak time looks at earlier ones. */
  position: z.number().int(),
  description: z.string(),
  color: z.enum(stageColors),
  /** Teams that are told of every move of this stage, besides the team that owns the model. */
  tells: z.array(z.string()),
});
export type Stage = z.infer<typeof stageSchema>;

/** A stage as administrators see it. */
export const keptStageSchema = stageSchema.extend({
  /** Models that have something live there. */
  live: z.number().int(),
  /** Promotions to it that are not decided. */
  open: z.number().int(),
  retiredAt: z.iso.datetime().nullable(),
});
export type KeptStage = z.infer<typeof keptStageSchema>;

const described = {
  description: z.string().trim().max(300, { error: "must have at most 300 characters" }),
  color: z.enum(stageColors, { error: `must be one of ${stageColors.join(", ")}` }),
  tells: z.array(slugSchema).max(50, { error: "must name at most 50 teams" }),
};

export const newStageSchema = z.object({
  name: stageNameSchema,
  description: described.description.default(""),
  color: described.color.default("slate"),
  tells: described.tells.default([]),
});

export const stageChangeSchema = z.object({ name: stageNameSchema, ...described }).partial({ description: true, color: true, tells: true });

/** All stages that are in use, in their new order. */
export const stageOrderSchema = z.object({ names: z.array(stageNameSchema).min(1).max(50) });
