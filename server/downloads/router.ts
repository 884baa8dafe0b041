import { z } from "zod";
import { referenceSchema } from "../pointers/schema.ts";
import { reading, router } from "../trpc.ts";
import { downloadStats } from "./queries.ts";
import { downloadStatsSchema } from "./schema.ts";

export const downloadsRouter = router({
  /** How often a version was fetched, when and by whom. */
  stats: reading
    .meta({ permission: "model:read" })
    .input(z.object({ reference: referenceSchema }))
    .output(downloadStatsSchema)
    .query(({ ctx, input }) => downloadStats(ctx.db, ctx.actor, input.reference)),
});
