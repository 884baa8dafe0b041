import { z } from "zod";
import { modelNameSchema, pageSchema } from "../models/schema.ts";
import { reading, router, writing } from "../trpc.ts";
import { setRetention } from "./commands.ts";
import { listActivity, listEntries, readChainState } from "./queries.ts";
import { auditEntrySchema, chainStateSchema, recordEntrySchema, recordFilterSchema, retentionSchema } from "./schema.ts";

export const auditRouter = router({
  /** What was done to a model, the latest first. */
  activity: reading
    .meta({ permission: "model:read" })
    .input(pageSchema.extend({ model: modelNameSchema }))
    .output(z.object({ items: z.array(auditEntrySchema), nextCursor: z.string().nullable() }))
    .query(({ ctx, input }) => listActivity(ctx.db, ctx.actor, input)),

  /** The whole record, or what a filter leaves of it, the latest first. */
  entries: reading
    .meta({ permission: "audit:read" })
    .input(pageSchema.extend(recordFilterSchema.shape))
    .output(z.object({ items: z.array(recordEntrySchema), nextCursor: z.string().nullable() }))
    .query(({ ctx, input }) => listEntries(ctx.db, input)),

  /** How the chain stands, and up to where it is signed. */
  state: reading
    .meta({ permission: "audit:read" })
    .output(chainStateSchema)
    .query(({ ctx }) => readChainState(ctx.db)),

  /** Decides for how long the record is kept. What is older is removed behind a checkpoint, and exported before. */
  setRetention: writing
    .meta({ permission: "site:manage" })
    .input(retentionSchema)
    .output(retentionSchema)
    .mutation(({ ctx, input }) => setRetention(ctx.tx, ctx.actor, input)),
});
