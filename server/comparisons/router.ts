import { reading, router } from "../trpc.ts";
import { compareFiles, compareTensors, compareVersions } from "./queries.ts";
import { comparedFilesSchema, comparedPageSchema, comparedTensorsSchema, compareInputSchema, comparisonSchema } from "./schema.ts";

export const comparisonsRouter = router({
  /** Two to six versions side by side, also of different models: what differs, or with `all` everything. */
  compare: reading
    .meta({ permission: "model:read" })
    .input(compareInputSchema)
    .output(comparisonSchema)
    .query(({ ctx, input }) => compareVersions(ctx.db, ctx.actor, input)),

  /** Their files by path, page by page. */
  files: reading
    .meta({ permission: "model:read" })
    .input(comparedPageSchema)
    .output(comparedFilesSchema)
    .query(({ ctx, input }) => compareFiles(ctx.db, ctx.actor, input)),

  /** The tensors of the files that differ, or of all, page by page. */
  tensors: reading
    .meta({ permission: "model:read" })
    .input(comparedPageSchema)
    .output(comparedTensorsSchema)
    .query(({ ctx, input }) => compareTensors(ctx.db, ctx.actor, input)),
});
