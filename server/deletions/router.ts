import { z } from "zod";
import { modelNameSchema } from "../models/schema.ts";
import { referenceSchema } from "../pointers/schema.ts";
import { reading, router, writing } from "../trpc.ts";
import { deleteVersion, discardDraft, restoreDraft, restoreVersion } from "./commands.ts";
import { listDeleted } from "./queries.ts";
import { deletedVersionSchema, deletionReasonSchema } from "./schema.ts";

const draftId = z.uuid({ error: "must be a draft's id" });
const number = z.number().int().positive().max(2_147_483_647, { error: "must be a version's number" });

export const deletionsRouter = router({
  /** The deleted versions of a model. */
  list: reading
    .meta({ permission: "model:read" })
    .input(z.object({ model: modelNameSchema }))
    .output(z.array(deletedVersionSchema))
    .query(({ ctx, input }) => listDeleted(ctx.db, ctx.actor, input.model)),

  deleteVersion: writing
    .meta({ permission: "version:delete" })
    .input(z.object({ reference: referenceSchema, reason: deletionReasonSchema }))
    .output(z.object({ reference: z.string(), restorableUntil: z.iso.datetime() }))
    .mutation(({ ctx, input }) => deleteVersion(ctx.tx, ctx.actor, input)),

  restoreVersion: writing
    .meta({ permission: "version:delete" })
    .input(z.object({ model: modelNameSchema, version: number }))
    .output(z.object({ reference: z.string() }))
    .mutation(({ ctx, input }) => restoreVersion(ctx.tx, ctx.actor, input)),

  discardDraft: writing
    .meta({ permission: "version:create" })
    .input(z.object({ draft: draftId }))
    .output(z.object({ discarded: z.boolean() }))
    .mutation(({ ctx, input }) => discardDraft(ctx.tx, ctx.actor, input)),

  restoreDraft: writing
    .meta({ permission: "version:create" })
    .input(z.object({ draft: draftId }))
    .output(z.object({ draft: z.string() }))
    .mutation(({ ctx, input }) => restoreDraft(ctx.tx, ctx.actor, input)),
});
