import { z } from "zod";
import { modelNameSchema, pageSchema } from "../models/schema.ts";
import { reading, router } from "../trpc.ts";
import { listActivity } from "./queries.ts";
import { auditEntrySchema } from "./schema.ts";

export const auditRouter = router({
  /** What was done to a model, the latest first. */
  activity: reading
    .meta({ permission: "model:read" })
    .input(pageSchema.extend({ model: modelNameSchema }))
    .output(z.object({ items: z.array(auditEntrySchema), nextCursor: z.string().nullable() }))
    .query(({ ctx, input }) => listActivity(ctx.db, ctx.actor, input)),
});
