import { z } from "zod";
import { reading, router, writing } from "../trpc.ts";
import { changeStorageSettings, orderCollection, setTeamQuota } from "./commands.ts";
import { storageOverview, storageOfTeam } from "./queries.ts";
import { storageOverviewSchema, storageSettingsSchema, teamQuotaInputSchema } from "./schema.ts";
import { slugSchema } from "../teams/schema.ts";

const bytes = z.number().int().nullable();

export const storageRouter = router({
  /** What is stored, by whom, and when it was last collected. */
  overview: reading
    .meta({ permission: "site:manage" })
    .output(storageOverviewSchema)
    .query(({ ctx }) => storageOverview(ctx.db, ctx.store.kind)),

  /** What a team of the caller's stores and may store, in bytes. */
  team: reading
    .meta({ permission: "model:read" })
    .input(z.object({ team: slugSchema }))
    .output(z.object({ bytes: z.number().int(), quotaBytes: bytes }))
    .query(({ ctx, input }) => storageOfTeam(ctx.db, ctx.actor, input.team)),

  change: writing
    .meta({ permission: "site:manage" })
    .input(storageSettingsSchema)
    .output(storageSettingsSchema)
    .mutation(({ ctx, input }) => changeStorageSettings(ctx.tx, ctx.actor, input)),

  setQuota: writing
    .meta({ permission: "site:manage" })
    .input(teamQuotaInputSchema)
    .output(z.object({ team: z.string(), quotaBytes: bytes }))
    .mutation(({ ctx, input }) => setTeamQuota(ctx.tx, ctx.actor, input)),

  /** Has what nothing needs collected now, or (dry run) only counted; the overview tells what came of it. */
  collect: writing
    .meta({ permission: "site:manage" })
    .input(z.object({ dryRun: z.boolean() }))
    .output(z.object({ ordered: z.boolean() }))
    .mutation(({ ctx, input }) => orderCollection(ctx.tx, ctx.actor, input)),
});
