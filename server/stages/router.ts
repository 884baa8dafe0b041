import { z } from "zod";
import { reading, router, writing } from "../trpc.ts";
import { changeStage, createStage, reorderStages, retireStage } from "./commands.ts";
import { listKeptStages, listStages } from "./queries.ts";
import { keptStageSchema, newStageSchema, stageChangeSchema, stageNameSchema, stageOrderSchema, stageSchema } from "./schema.ts";

const named = z.object({ name: z.string() });

export const stagesRouter = router({
  /** The stages in use, in their order. */
  list: reading
    .meta({ permission: "model:read" })
    .output(z.array(stageSchema))
    .query(({ ctx }) => listStages(ctx.db)),

  /** Every stage that there ever was, with what is live and open there. */
  kept: reading
    .meta({ permission: "site:manage" })
    .output(z.array(keptStageSchema))
    .query(({ ctx }) => listKeptStages(ctx.db)),

  create: writing
    .meta({ permission: "site:manage" })
    .input(newStageSchema)
    .output(named)
    .mutation(({ ctx, input }) => createStage(ctx.tx, ctx.actor, input)),

  change: writing
    .meta({ permission: "site:manage" })
    .input(stageChangeSchema)
    .output(named)
    .mutation(({ ctx, input }) => changeStage(ctx.tx, ctx.actor, input)),

  reorder: writing
    .meta({ permission: "site:manage" })
    .input(stageOrderSchema)
    .output(stageOrderSchema)
    .mutation(({ ctx, input }) => reorderStages(ctx.tx, ctx.actor, input)),

  /** Takes a stage out of use; `failed` counts the promotions to it that ended thereby. */
  retire: writing
    .meta({ permission: "site:manage" })
    .input(z.object({ name: stageNameSchema, reason: z.string().trim().min(1, { error: "must say why" }).max(1000) }))
    .output(named.extend({ failed: z.number().int() }))
    .mutation(({ ctx, input }) => retireStage(ctx.tx, ctx.actor, input)),
});
