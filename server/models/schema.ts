import { z } from "zod";
import { permissions, personSchema } from "../identity/schema.ts";
import { slugSchema } from "../teams/schema.ts";

export const visibilities = ["internal", "private"] as const;
export type Visibility = (typeof visibilities)[number];

export const visibilityMeanings: Record<Visibility, string> = {
  internal: "Everybody who is signed in sees it, as a viewer does",
  private: "Its team sees it, and who was given a role on it",
};

/** `team/model`, both lower-case slugs. */
export const modelNameSchema = z
  .string()
  .max(129)
  .regex(/^[^/]+\/[^/]+$/, { error: "must be team/model, such as risk/fraud-detector" })
  .refine((name) => name.split("/").every((part) => slugSchema.safeParse(part).success), {
    error: "must be team/model in lower-case letters, digits and single hyphens, such as risk/fraud-detector",
  });

export const descriptionSchema = z.string().trim().max(2000, { error: "must have at most 2,000 characters" });

export const stageHolderSchema = z.object({ stage: z.string(), version: z.number().int(), since: z.iso.datetime() });

export const modelSummarySchema = z.object({
  id: z.string(),
  /** `team/model`. */
  reference: z.string(),
  team: z.string(),
  name: z.string(),
  description: z.string(),
  visibility: z.enum(visibilities),
  /** Of the newest version; null while there is none. */
  task: z.string().nullable(),
  framework: z.string().nullable(),
  newestVersion: z.number().int().nullable(),
  stages: z.array(stageHolderSchema),
  updatedAt: z.iso.datetime(),
});
export type ModelSummary = z.infer<typeof modelSummarySchema>;

export const modelDetailSchema = modelSummarySchema.extend({
  createdAt: z.iso.datetime(),
  createdBy: personSchema,
  aliases: z.array(z.object({ alias: z.string(), version: z.number().int() })),
  openPromotions: z.number().int(),
  /** Stages that name a version which is recalled. */
  recalledStages: z.array(z.string()),
  tags: z.array(z.string()),
  /** What the one who asks may do here. */
  can: z.array(z.enum(permissions)),
});
export type ModelDetail = z.infer<typeof modelDetailSchema>;

/** What is not as it should be with a version that is live or the newest: the stage that names it, if one does. */
export const concernSchema = z.object({ kind: z.enum(["recalled", "unsafe", "no_card", "nothing_live"]), version: z.number().int(), stage: z.string().nullable() });
export type Concern = z.infer<typeof concernSchema>;

const stageMove = { stage: z.string(), kind: z.enum(["promote", "rollback", "remove"]), promotionId: z.string(), by: personSchema };

export const modelOverviewSchema = z.object({
  /** How many there are that were not deleted. */
  versions: z.number().int(),
  /** What each stage names, who moved it there, and who signed for it. */
  live: z.array(z.object({ ...stageMove, version: z.number().int(), since: z.iso.datetime(), approvedBy: z.array(personSchema) })),
  /** The last move of any stage. */
  lastMove: z.object({ ...stageMove, from: z.number().int().nullable(), to: z.number().int().nullable(), at: z.iso.datetime() }).nullable(),
  /** The maintainers of its team: how many, and the first ten by name. */
  owners: z.object({ count: z.number().int(), first: z.array(personSchema) }),
  /** The worst first. */
  concerns: z.array(concernSchema),
});
export type ModelOverview = z.infer<typeof modelOverviewSchema>;

/** Who sees a new model. Left out: as the site's settings have it. `internal` needs model:share. */
export const newVisibilitySchema = z.enum(visibilities).optional();

export const newModelSchema = z.object({ model: modelNameSchema, description: descriptionSchema.default(""), visibility: newVisibilitySchema });

/** What every keyset-paginated list takes. */
export const pageSchema = z.object({
  cursor: z.string().max(500).optional(),
  limit: z.number().int().min(1).max(100).default(50),
});
