import { publicReading, reading, router, writing } from "../trpc.ts";
import { changeSiteSettings } from "./commands.ts";
import { readSignInWays, readSiteSettings } from "./queries.ts";
import { signInWaysSchema, siteSettingsSchema } from "./schema.ts";

export const settingsRouter = router({
  /** What the registry is called, and how people can sign in. */
  signInWays: publicReading
    .meta({ permission: "public" })
    .output(signInWaysSchema)
    .query(({ ctx }) => readSignInWays(ctx.db, ctx.provider?.name ?? null)),

  site: reading
    .meta({ permission: "site:manage" })
    .output(siteSettingsSchema)
    .query(({ ctx }) => readSiteSettings(ctx.db)),

  change: writing
    .meta({ permission: "site:manage" })
    .input(siteSettingsSchema)
    .output(siteSettingsSchema)
    .mutation(({ ctx, input }) => changeSiteSettings(ctx.tx, ctx.actor, input, ctx.provider?.name ?? null)),
});
