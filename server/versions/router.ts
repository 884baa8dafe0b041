import { z } from "zod";
import { filePathSchema } from "../blobs/schema.ts";
import { modelNameSchema, pageSchema } from "../models/schema.ts";
import { referenceSchema } from "../pointers/schema.ts";
import { reading, router, sharedWriting, writing } from "../trpc.ts";
import { archiveVersion, unarchiveVersion } from "./archival.ts";
import { attachFiles, draftVersion, finalizeVersion } from "./commands.ts";
import { metricHistory } from "./history.ts";
import { getVersion, listFiles, listVersions, novelSizes, readPreview } from "./queries.ts";
import { registerVersion } from "./registration.ts";
import { archiveInputSchema, draftInputSchema, fileSchema, metricHistoryInputSchema, metricHistorySchema, newFileSchema, numberSchema, registeredSchema, registrationSchema, versionDetailSchema, versionSummarySchema } from "./schema.ts";

const archived = z.object({ reference: z.string(), archived: z.boolean() });
const draftId = z.uuid({ error: "must be a draft's id" });

export const versionsRouter = router({
  /** The versions of a model, the newest first; `before` a number, with the `parameters` of these names. */
  list: reading
    .meta({ permission: "model:read" })
    .input(pageSchema.omit({ cursor: true }).extend({ model: modelNameSchema, before: numberSchema.optional(), parameters: z.array(z.string().max(200)).max(20).optional() }))
    .output(z.object({ items: z.array(versionSummarySchema), next: z.number().int().nullable() }))
    .query(({ ctx, input }) => listVersions(ctx.db, ctx.actor, input)),

  get: reading
    .meta({ permission: "model:read" })
    .input(z.object({ reference: referenceSchema }))
    .output(versionDetailSchema)
    .query(({ ctx, input }) => getVersion(ctx.db, ctx.actor, input.reference)),

  /** One metric over the versions of a model, with what was live where. Of many versions some are left out. */
  metricHistory: reading
    .meta({ permission: "model:read" })
    .input(metricHistoryInputSchema)
    .output(metricHistorySchema)
    .query(({ ctx, input }) => metricHistory(ctx.db, ctx.actor, input)),

  /** The files of a version in the order of their paths; `after` a path. */
  files: reading
    .meta({ permission: "model:read" })
    .input(z.object({ reference: referenceSchema, after: filePathSchema.optional(), limit: z.number().int().min(1).max(1000).default(1000) }))
    .output(z.object({ items: z.array(fileSchema), next: z.string().nullable() }))
    .query(({ ctx, input }) => listFiles(ctx.db, ctx.actor, input)),

  /** The first 256 KiB of a file, as text; null when the version has no such file. */
  preview: reading
    .meta({ permission: "model:read" })
    .input(z.object({ reference: referenceSchema, path: filePathSchema }))
    .output(z.object({ text: z.string(), truncated: z.boolean(), binary: z.boolean() }).nullable())
    .query(({ ctx, input }) => readPreview(ctx.db, ctx.store, ctx.actor, input)),

  /** Which of these sizes, in bytes, no file has that the caller could read: such a file need not be hashed to be sent. */
  novelSizes: reading
    .meta({ permission: "version:create" })
    .input(z.object({ sizes: z.array(z.number().int().nonnegative()).min(1).max(200) }))
    .output(z.array(z.number().int()))
    .query(({ ctx, input }) => novelSizes(ctx.db, ctx.actor, input.sizes)),

  /** Retires a version: it goes to no stage any more. */
  archive: writing
    .meta({ permission: "version:delete" })
    .input(archiveInputSchema)
    .output(archived)
    .mutation(({ ctx, input }) => archiveVersion(ctx.tx, ctx.actor, input)),

  unarchive: writing
    .meta({ permission: "version:delete" })
    .input(z.object({ reference: referenceSchema }))
    .output(archived)
    .mutation(({ ctx, input }) => unarchiveVersion(ctx.tx, ctx.actor, input)),

  /** Opens a draft, which its author fills with files and then finalizes. */
  draft: writing
    .meta({ permission: "version:create" })
    .input(draftInputSchema)
    .output(z.object({ draft: z.string(), model: z.string() }))
    .mutation(({ ctx, input }) => draftVersion(ctx.tx, ctx.actor, input)),

  /** Attaches files whose bytes are here already; the answer names those that have to be sent. */
  attach: writing
    .meta({ permission: "version:create" })
    .input(z.object({ draft: draftId, files: z.array(newFileSchema).min(1).max(1000) }))
    .output(z.object({ missing: z.array(z.string()) }))
    .mutation(({ ctx, input }) => attachFiles(ctx.tx, ctx.actor, input)),

  /**
   * Registers a version in one call, where nothing of it has to be sent: the bytes of all its files are here, and the caller's to read.
   * In a transaction that it shares with others, when many are registered at once.
   */
  register: reading
    .meta({ permission: "version:create" })
    .input(registrationSchema)
    .use(sharedWriting)
    .output(registeredSchema)
    .mutation(({ ctx, input }) => registerVersion(ctx.tx, ctx.actor, input)),

  finalize: writing
    .meta({ permission: "version:create" })
    .input(
      z.object({
        draft: draftId,
        /** How many files the caller has put into it. */
        files: z.number().int().nonnegative(),
        version: numberSchema.optional(),
      }),
    )
    .output(registeredSchema)
    .mutation(({ ctx, input }) => finalizeVersion(ctx.tx, ctx.actor, input)),
});
