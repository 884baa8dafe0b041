import { z } from "zod";
import { filePathSchema } from "../blobs/schema.ts";
import { referenceSchema } from "../pointers/schema.ts";
import { reading, router } from "../trpc.ts";
import { getInspected, inspectionOfVersion, listInspected } from "./queries.ts";
import { inspectionSchema } from "./schema.ts";
import { inspectedFileSchema, versionInspectionSchema } from "./summary.ts";

export const inspectRouter = router({
  /** The files of a version in the order of their paths, with what their headers say; `after` a path. */
  files: reading
    .meta({ permission: "model:read" })
    .input(z.object({ reference: referenceSchema, after: filePathSchema.optional(), limit: z.number().int().min(1).max(1000).default(500) }))
    .output(z.object({ items: z.array(inspectedFileSchema), next: z.string().nullable() }))
    .query(({ ctx, input }) => listInspected(ctx.db, ctx.actor, input)),

  /** All that the header of one file says: tensors, imports, inputs and so on. */
  file: reading
    .meta({ permission: "model:read" })
    .input(z.object({ reference: referenceSchema, path: filePathSchema }))
    .output(z.object({ path: z.string(), size: z.number().int(), sha256: z.string(), inspection: inspectionSchema.nullable() }))
    .query(({ ctx, input }) => getInspected(ctx.db, ctx.actor, input)),

  /** What the headers of all files of a version say together. */
  version: reading
    .meta({ permission: "model:read" })
    .input(z.object({ reference: referenceSchema }))
    .output(versionInspectionSchema)
    .query(({ ctx, input }) => inspectionOfVersion(ctx.db, ctx.actor, input.reference)),
});
