import { z } from "zod";
import { reading, router, writing } from "../trpc.ts";
import { applyByHand, bypassPromotion, describePromotion, rejectPromotion, requestPromotion, requestRemoval, submitPromotion, withdrawPromotion } from "./commands.ts";
import { getPromotion } from "./dossier.ts";
import { countWaiting, listPromotions, readPulse, rollbackTargets } from "./queries.ts";
import { rollback } from "./rollback.ts";
import {
  describeInputSchema,
  promotionIdInput,
  promotionListSchema,
  promotionRequestSchema,
  promotionSchema,
  promotionSummarySchema,
  pulseSchema,
  reasonedInput,
  removalRequestSchema,
  rollbackInputSchema,
  rollbackTargetsSchema,
} from "./schema.ts";

export const promotionsRouter = router({
  list: reading
    .meta({ permission: "model:read" })
    .input(promotionListSchema)
    .output(z.object({ items: z.array(promotionSummarySchema), nextCursor: z.string().nullable() }))
    .query(({ ctx, input }) => listPromotions(ctx.db, ctx.actor, input)),

  /** How many wait for the caller's review, and how many of the caller's own are undecided: up to 100 each. */
  waiting: reading
    .meta({ permission: "model:read" })
    .output(z.object({ count: z.number().int(), mine: z.number().int() }))
    .query(({ ctx }) => countWaiting(ctx.db, ctx.actor)),

  get: reading
    .meta({ permission: "model:read" })
    .input(promotionIdInput)
    .output(promotionSchema)
    .query(({ ctx, input }) => getPromotion(ctx.db, ctx.actor, input.id)),

  /** Differs from the last time when there is something new to see. */
  pulse: reading
    .meta({ permission: "model:read" })
    .input(promotionIdInput)
    .output(pulseSchema)
    .query(({ ctx, input }) => readPulse(ctx.db, ctx.actor, input.id)),

  request: writing
    .meta({ permission: "promotion:request" })
    .input(promotionRequestSchema)
    .output(promotionSchema)
    .mutation(async ({ ctx, input }) => {
      const { id } = await requestPromotion(ctx.tx, ctx.actor, input);
      return await getPromotion(ctx.tx, ctx.actor, id);
    }),

  /** Asks that a stage should name nothing any more. */
  requestRemoval: writing
    .meta({ permission: "promotion:request" })
    .input(removalRequestSchema)
    .output(promotionSchema)
    .mutation(async ({ ctx, input }) => {
      const { id } = await requestRemoval(ctx.tx, ctx.actor, input);
      return await getPromotion(ctx.tx, ctx.actor, id);
    }),

  /** Submits a draft to its reviewers. */
  submit: writing
    .meta({ permission: "promotion:request" })
    .input(promotionIdInput)
    .output(promotionSchema)
    .mutation(async ({ ctx, input }) => {
      const { id } = await submitPromotion(ctx.tx, ctx.actor, input);
      return await getPromotion(ctx.tx, ctx.actor, id);
    }),

  describe: writing
    .meta({ permission: "promotion:request" })
    .input(describeInputSchema)
    .output(promotionSchema)
    .mutation(async ({ ctx, input }) => {
      const { id } = await describePromotion(ctx.tx, ctx.actor, input);
      return await getPromotion(ctx.tx, ctx.actor, id);
    }),

  withdraw: writing
    .meta({ permission: "promotion:request" })
    .input(promotionIdInput)
    .output(promotionSchema)
    .mutation(async ({ ctx, input }) => {
      const { id } = await withdrawPromotion(ctx.tx, ctx.actor, input);
      return await getPromotion(ctx.tx, ctx.actor, id);
    }),

  reject: writing
    .meta({ permission: "promotion:moderate" })
    .input(reasonedInput)
    .output(promotionSchema)
    .mutation(async ({ ctx, input }) => {
      const { id } = await rejectPromotion(ctx.tx, ctx.actor, input);
      return await getPromotion(ctx.tx, ctx.actor, id);
    }),

  /** Applies what is approved, where the policy wants somebody to say so. */
  applyNow: writing
    .meta({ permission: "promotion:request" })
    .input(promotionIdInput)
    .output(promotionSchema)
    .mutation(async ({ ctx, input }) => {
      const { id } = await applyByHand(ctx.tx, ctx.actor, input);
      return await getPromotion(ctx.tx, ctx.actor, id);
    }),

  /** Applies it over what stands in the way. */
  bypass: writing
    .meta({ permission: "promotion:bypass" })
    .input(reasonedInput)
    .output(promotionSchema)
    .mutation(async ({ ctx, input }) => {
      const { id } = await bypassPromotion(ctx.tx, ctx.actor, input);
      return await getPromotion(ctx.tx, ctx.actor, id);
    }),

  /** Where a stage could be rolled back to, which version is offered, and whether it goes at once. */
  rollbackTargets: reading
    .meta({ permission: "model:read" })
    .input(rollbackInputSchema.pick({ model: true, stage: true }))
    .output(rollbackTargetsSchema)
    .query(({ ctx, input }) => rollbackTargets(ctx.db, ctx.actor, input)),

  /** Returns a stage to a version that was signed for before: at once, unless the policy wants it reviewed. */
  rollback: writing
    .meta({ permission: "promotion:rollback" })
    .input(rollbackInputSchema)
    .output(promotionSchema)
    .mutation(async ({ ctx, input }) => {
      const { id } = await rollback(ctx.tx, ctx.actor, input);
      return await getPromotion(ctx.tx, ctx.actor, id);
    }),
});
