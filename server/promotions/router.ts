import { z } from "zod";
import { modelNameSchema, pageSchema } from "../models/schema.ts";
import { slugSchema } from "../teams/schema.ts";
import { reading, router, writing } from "../trpc.ts";
import { requestPromotion, reviewPromotion, rollback, withdrawPromotion } from "./commands.ts";
import { countWaiting, getPromotion, listPromotions, rollbackTargets } from "./queries.ts";
import { promotionFilters, promotionRequestSchema, promotionSchema, promotionSummarySchema, reviewInputSchema, rollbackInputSchema, rollbackTargetsSchema } from "./schema.ts";

const promotionId = z.object({ id: z.uuid({ error: "must be a promotion's id" }) });

export const promotionsRouter = router({
  list: reading
    .meta({ permission: "model:read" })
    .input(pageSchema.extend({ filter: z.enum(promotionFilters).default("all"), model: modelNameSchema.optional(), open: z.boolean().optional() }))
    .output(z.object({ items: z.array(promotionSummarySchema), nextCursor: z.string().nullable() }))
    .query(({ ctx, input }) => listPromotions(ctx.db, ctx.actor, input)),

  /** How many wait for the caller's review, up to 100. */
  waiting: reading
    .meta({ permission: "model:read" })
    .output(z.object({ count: z.number().int() }))
    .query(async ({ ctx }) => ({ count: await countWaiting(ctx.db, ctx.actor) })),

  get: reading
    .meta({ permission: "model:read" })
    .input(promotionId)
    .output(promotionSchema)
    .query(({ ctx, input }) => getPromotion(ctx.db, ctx.actor, input.id)),

  request: writing
    .meta({ permission: "promotion:request" })
    .input(promotionRequestSchema)
    .output(promotionSchema)
    .mutation(async ({ ctx, input }) => {
      const { id } = await requestPromotion(ctx.tx, ctx.actor, input);
      return await getPromotion(ctx.tx, ctx.actor, id);
    }),

  /** Approves, requests changes or comments. The approval that clears the last blocker moves the stage. */
  review: writing
    .meta({ permission: "promotion:review" })
    .input(reviewInputSchema)
    .output(promotionSchema)
    .mutation(async ({ ctx, input }) => {
      const { id } = await reviewPromotion(ctx.tx, ctx.actor, input);
      return await getPromotion(ctx.tx, ctx.actor, id);
    }),

  withdraw: writing
    .meta({ permission: "promotion:request" })
    .input(promotionId)
    .output(promotionSchema)
    .mutation(async ({ ctx, input }) => {
      const { id } = await withdrawPromotion(ctx.tx, ctx.actor, input);
      return await getPromotion(ctx.tx, ctx.actor, id);
    }),

  /** Where a stage could be rolled back to, and which version is offered. */
  rollbackTargets: reading
    .meta({ permission: "model:read" })
    .input(z.object({ model: modelNameSchema, stage: slugSchema }))
    .output(rollbackTargetsSchema)
    .query(({ ctx, input }) => rollbackTargets(ctx.db, ctx.actor, input)),

  /** Returns a stage to a version that was signed for before, at once. */
  rollback: writing
    .meta({ permission: "promotion:rollback" })
    .input(rollbackInputSchema)
    .output(promotionSchema)
    .mutation(async ({ ctx, input }) => {
      const { id } = await rollback(ctx.tx, ctx.actor, input);
      return await getPromotion(ctx.tx, ctx.actor, id);
    }),
});
