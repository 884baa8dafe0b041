import { z } from "zod";
import { referenceSchema } from "../pointers/schema.ts";
import { slugSchema } from "../teams/schema.ts";
import { reading, router, writing } from "../trpc.ts";
import { defineCheck, describeCheck, reportCheck, retireCheck } from "./commands.ts";
import { latestReports, listExternalChecks } from "./queries.ts";
import { externalCheckSchema, newExternalCheckSchema, reportInputSchema, reportSchema, reportStatuses } from "./schema.ts";

const named = z.object({ name: z.string() });

export const checksRouter = router({
  /** The checks that pipelines may report. */
  list: reading
    .meta({ permission: "model:read" })
    .output(z.array(externalCheckSchema))
    .query(({ ctx }) => listExternalChecks(ctx.db)),

  define: writing
    .meta({ permission: "site:manage" })
    .input(newExternalCheckSchema)
    .output(named)
    .mutation(({ ctx, input }) => defineCheck(ctx.tx, ctx.actor, input)),

  describe: writing
    .meta({ permission: "site:manage" })
    .input(newExternalCheckSchema)
    .output(named)
    .mutation(({ ctx, input }) => describeCheck(ctx.tx, ctx.actor, input)),

  retire: writing
    .meta({ permission: "site:manage" })
    .input(z.object({ name: slugSchema }))
    .output(named)
    .mutation(({ ctx, input }) => retireCheck(ctx.tx, ctx.actor, input)),

  /** The last report of each check on a version. */
  latest: reading
    .meta({ permission: "model:read" })
    .input(z.object({ reference: referenceSchema }))
    .output(z.array(reportSchema))
    .query(({ ctx, input }) => latestReports(ctx.db, ctx.actor, input.reference)),

  /** Takes a pipeline's report; `counts` is false when it only repeats what is known. */
  report: writing
    .meta({ permission: "check:report" })
    .input(reportInputSchema)
    .output(z.object({ reference: z.string(), check: z.string(), status: z.enum(reportStatuses), counts: z.boolean() }))
    .mutation(({ ctx, input }) => reportCheck(ctx.tx, ctx.actor, input)),
});
