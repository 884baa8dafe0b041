import { z } from "zod";
import { filePathSchema } from "../blobs/schema.ts";
import { modelNameSchema } from "../models/schema.ts";
import { reading, router, writing } from "../trpc.ts";
import { draftMetadataSchema, fileSchema } from "../versions/schema.ts";
import { describeDraft, removeDraftFile } from "./commands.ts";
import { getDraft, listDraftFiles, listDrafts } from "./queries.ts";
import { draftDetailSchema, draftSummarySchema } from "./schema.ts";

const draftId = z.uuid({ error: "must be a draft's id" });

export const draftsRouter = router({
  /** The caller's own drafts, the latest first, also deleted ones that can be restored; of one model, or of all. */
  list: reading
    .meta({ permission: "version:create" })
    .input(z.object({ model: modelNameSchema.optional() }))
    .output(z.array(draftSummarySchema))
    .query(({ ctx, input }) => listDrafts(ctx.db, ctx.actor, input.model)),

  get: reading
    .meta({ permission: "version:create" })
    .input(z.object({ draft: draftId }))
    .output(draftDetailSchema)
    .query(({ ctx, input }) => getDraft(ctx.db, ctx.actor, input.draft)),

  /** The files that are wholly in a draft, in the order of their paths; `after` a path. */
  files: reading
    .meta({ permission: "version:create" })
    .input(z.object({ draft: draftId, after: filePathSchema.optional(), limit: z.number().int().min(1).max(1000).default(1000) }))
    .output(z.object({ items: z.array(fileSchema), next: z.string().nullable() }))
    .query(({ ctx, input }) => listDraftFiles(ctx.db, ctx.actor, input)),

  /** Replaces what is declared of a draft; it need not be complete yet. */
  describe: writing
    .meta({ permission: "version:create" })
    .input(z.object({ draft: draftId, metadata: draftMetadataSchema }))
    .output(z.object({ draft: z.string() }))
    .mutation(({ ctx, input }) => describeDraft(ctx.tx, ctx.actor, input)),

  removeFile: writing
    .meta({ permission: "version:create" })
    .input(z.object({ draft: draftId, path: filePathSchema }))
    .output(z.object({ draft: z.string(), path: z.string() }))
    .mutation(({ ctx, input }) => removeDraftFile(ctx.tx, ctx.actor, input)),
});
