import { reading, router } from "../trpc.ts";
import { compareFiles, compareSeries, compareTensors, compareVersions } from "./queries.ts";
import { comparedFilesSchema, comparedPageSchema, comparedSeriesSchema, comparedTensorsSchema, compareInputSchema, comparisonSchema, seriesInputSchema } from "./schema.ts";

export const comparisonsRouter = router({
  /** Two to six versions side by side, also of different models: what differs, or with `all` everything. */
  compare: reading
    .meta({ permission: "model:read" })
    .input(compareInputSchema)
    .output(comparisonSchema)
    .query(({ ctx, input }) => compareVersions(ctx.db, ctx.actor, input)),

  /** One metric of theirs, of a dataset or a part of it, step by step. */
  series: reading
    .meta({ permission: "model:read" })
    .input(seriesInputSchema)
    .output(comparedSeriesSchema)
    .query(({ ctx, input }) => compareSeries(ctx.db, ctx.actor, input)),

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
