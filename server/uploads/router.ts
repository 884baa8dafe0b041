import { z } from "zod";
import { filePathSchema } from "../blobs/schema.ts";
import { reading, router, writing } from "../trpc.ts";
import { cancelUploads, openUploads } from "./commands.ts";
import { getUpload, listUploads } from "./queries.ts";
import { newUploadsSchema, openedUploadSchema, uploadSchema } from "./schema.ts";

const draftId = z.uuid({ error: "must be a draft's id" });

export const uploadsRouter = router({
  /**
   * Opens uploads into a draft, or finds those that were begun before. Where the registry's store takes bytes from
   * clients itself, the answer says in parts of how many bytes; else they go to `PUT /api/uploads/{upload}`.
   */
  open: writing
    .meta({ permission: "version:create" })
    .input(z.object({ draft: draftId, files: newUploadsSchema }))
    .output(z.array(openedUploadSchema))
    .mutation(async ({ ctx, input }) => {
      const { direct } = ctx.store;
      const opened = await openUploads(ctx.tx, ctx.actor, { ...input, way: direct ? "direct" : "sdk" });
      const sizes = new Map(input.files.map((file) => [file.path, file.size]));
      return opened.map((upload) => ({ ...upload, partBytes: direct?.partBytes(sizes.get(upload.path) ?? 0) ?? null }));
    }),

  get: reading
    .meta({ permission: "version:create" })
    .input(z.object({ upload: z.uuid({ error: "must be an upload's id" }) }))
    .output(uploadSchema)
    .query(({ ctx, input }) => getUpload(ctx.db, ctx.actor, input.upload)),

  /** The uploads of a draft that are not in it yet, in the order of their paths; `after` a path. */
  list: reading
    .meta({ permission: "version:create" })
    .input(z.object({ draft: draftId, after: filePathSchema.optional(), limit: z.number().int().min(1).max(1000).default(1000) }))
    .output(z.object({ items: z.array(uploadSchema), next: z.string().nullable() }))
    .query(({ ctx, input }) => listUploads(ctx.db, ctx.actor, input)),

  /** Gives up what has not wholly come; without paths, all of it. */
  cancel: writing
    .meta({ permission: "version:create" })
    .input(z.object({ draft: draftId, paths: z.array(filePathSchema).min(1).max(1000).optional() }))
    .output(z.object({ cancelled: z.number().int() }))
    .mutation(({ ctx, input }) => cancelUploads(ctx.tx, ctx.actor, input)),
});
