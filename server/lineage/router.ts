import { z } from "zod";
import { referenceSchema } from "../pointers/schema.ts";
import { reading, router, writing } from "../trpc.ts";
import { readCompleteness, readRecipe } from "./dossier.ts";
import { graphOf } from "./graph.ts";
import { impactOf } from "./impact.ts";
import { lineageOf, listDatasets, listRecalls, requireRecall } from "./queries.ts";
import { liftRecall, recallDataset, recallVersion } from "./recalls.ts";
import {
  completenessSchema,
  datasetListSchema,
  datasetSummarySchema,
  graphInputSchema,
  graphSchema,
  impactInputSchema,
  impactSchema,
  liftSchema,
  lineageSchema,
  recallDatasetSchema,
  recallIdSchema,
  recallListSchema,
  recallSchema,
  recallVersionSchema,
  reproductionSchema,
} from "./schema.ts";

export const lineageRouter = router({
  /** The facts of one version: what it was made from, what was made from it, and the recalls that touch it. */
  of: reading
    .meta({ permission: "model:read" })
    .input(z.object({ reference: z.string().min(3).max(300) }))
    .output(lineageSchema)
    .query(({ ctx, input }) => lineageOf(ctx.db, ctx.actor, input.reference)),

  /** Upstream and downstream of a version, a dataset or a commit, as nodes and edges. */
  graph: reading
    .meta({ permission: "model:read" })
    .input(graphInputSchema)
    .output(graphSchema)
    .query(({ ctx, input }) => graphOf(ctx.db, ctx.actor, input)),

  /** What a dataset, a commit, a version or a recall touches: versions, live stages, open promotions. */
  impact: reading
    .meta({ permission: "model:read" })
    .input(impactInputSchema)
    .output(impactSchema)
    .query(({ ctx, input }) => impactOf(ctx.db, ctx.actor, input)),

  /** The datasets of the versions that the caller may see, by name. */
  datasets: reading
    .meta({ permission: "model:read" })
    .input(datasetListSchema)
    .output(z.object({ items: z.array(datasetSummarySchema), nextCursor: z.string().nullable() }))
    .query(({ ctx, input }) => listDatasets(ctx.db, ctx.actor, input)),

  /** The recalls that touch what the caller may see, the latest first. */
  recalls: reading
    .meta({ permission: "model:read" })
    .input(recallListSchema)
    .output(z.object({ items: z.array(recallSchema), nextCursor: z.string().nullable() }))
    .query(({ ctx, input }) => listRecalls(ctx.db, ctx.actor, input)),

  recall: reading
    .meta({ permission: "model:read" })
    .input(z.object({ id: recallIdSchema }))
    .output(recallSchema)
    .query(({ ctx, input }) => requireRecall(ctx.db, ctx.actor, input.id)),

  /** Flags everything that was made from a dataset; it goes to no stage until that is lifted. */
  recallDataset: writing
    .meta({ permission: "dataset:recall" })
    .input(recallDatasetSchema)
    .output(recallSchema)
    .mutation(({ ctx, input }) => recallDataset(ctx.tx, ctx.actor, input)),

  /** The same for a version and everything that was made from it. */
  recallVersion: writing
    .meta({ permission: "version:recall" })
    .input(recallVersionSchema)
    .output(recallSchema)
    .mutation(({ ctx, input }) => recallVersion(ctx.tx, ctx.actor, input)),

  lift: writing
    .meta({ permission: "version:recall" })
    .input(liftSchema)
    .output(recallSchema)
    .mutation(({ ctx, input }) => liftRecall(ctx.tx, ctx.actor, input)),

  /** How a version was made: as a recipe, and as a script that makes it again. */
  recipe: reading
    .meta({ permission: "model:read" })
    .input(z.object({ reference: referenceSchema }))
    .output(reproductionSchema)
    .query(({ ctx, input }) => readRecipe(ctx.db, ctx.actor, input.reference)),

  /** How much is known of how a version was made, and what to do about the rest. */
  completeness: reading
    .meta({ permission: "model:read" })
    .input(z.object({ reference: referenceSchema }))
    .output(completenessSchema.extend({ reference: z.string() }))
    .query(({ ctx, input }) => readCompleteness(ctx.db, ctx.actor, input.reference)),
});
