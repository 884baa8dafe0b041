import { z } from "zod";
import { reading, router, writing } from "../trpc.ts";
import { createModel, describeModel } from "./commands.ts";
import { getModel } from "./queries.ts";
import { getOverview } from "./overview.ts";
import { descriptionSchema, modelDetailSchema, modelNameSchema, modelOverviewSchema, newModelSchema } from "./schema.ts";

const named = z.object({ reference: z.string() });

export const modelsRouter = router({
  get: reading
    .meta({ permission: "model:read" })
    .input(z.object({ model: modelNameSchema }))
    .output(modelDetailSchema)
    .query(({ ctx, input }) => getModel(ctx.db, ctx.actor, input.model)),

  /** What is to be known of a model at a glance: what is live and by whose signature, its owners, and what is not as it should be. */
  overview: reading
    .meta({ permission: "model:read" })
    .input(z.object({ model: modelNameSchema }))
    .output(modelOverviewSchema)
    .query(({ ctx, input }) => getOverview(ctx.db, ctx.actor, input.model)),

  create: writing
    .meta({ permission: "model:create" })
    .input(newModelSchema)
    .output(named)
    .mutation(({ ctx, input }) => createModel(ctx.tx, ctx.actor, input)),

  describe: writing
    .meta({ permission: "model:describe" })
    .input(z.object({ model: modelNameSchema, description: descriptionSchema }))
    .output(named)
    .mutation(({ ctx, input }) => describeModel(ctx.tx, ctx.actor, input)),
});
