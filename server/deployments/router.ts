import { z } from "zod";
import { reading, router, writing } from "../trpc.ts";
import { reportDeployment } from "./commands.ts";
import { getDeployment, listDeployments } from "./queries.ts";
import { deploymentInputSchema, deploymentListSchema, deploymentReportSchema, deploymentSchema, deploymentSummarySchema, reportTakenSchema } from "./schema.ts";

export const deploymentsRouter = router({
  list: reading
    .meta({ permission: "model:read" })
    .input(deploymentListSchema)
    .output(z.object({ items: z.array(deploymentSummarySchema), nextCursor: z.string().nullable() }))
    .query(({ ctx, input }) => listDeployments(ctx.db, ctx.actor, input)),

  get: reading
    .meta({ permission: "model:read" })
    .input(deploymentInputSchema)
    .output(deploymentSchema)
    .query(({ ctx, input }) => getDeployment(ctx.db, ctx.actor, input)),

  /** Takes a pipeline's report; `counts` is false when it came before. */
  report: writing
    .meta({ permission: "deployment:report" })
    .input(deploymentReportSchema)
    .output(reportTakenSchema)
    .mutation(({ ctx, input }) => reportDeployment(ctx.tx, ctx.actor, input)),
});
