import { z } from "zod";
import { modelNameSchema } from "../models/schema.ts";
import { noting, reading, router } from "../trpc.ts";
import { checkIn } from "./commands.ts";
import { runtimeOf } from "./queries.ts";
import { checkedInSchema, checkInSchema, modelRuntimeSchema } from "./schema.ts";

export const runtimeRouter = router({
  /** What should run, what was deployed and what runs of a model. */
  of: reading
    .meta({ permission: "model:read" })
    .input(z.object({ model: modelNameSchema }))
    .output(modelRuntimeSchema)
    .query(({ ctx, input }) => runtimeOf(ctx.db, ctx.actor, input)),

  /** An instance of a service says what it has loaded. Only what is new goes into the record. */
  checkIn: noting
    .meta({ permission: "runtime:report" })
    .input(checkInSchema)
    .output(checkedInSchema)
    .mutation(({ ctx, input }) => checkIn(ctx.tx, ctx.actor, input)),
});
