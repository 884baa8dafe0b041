import { z } from "zod";
import { reading, router, writing } from "../trpc.ts";
import { addMapping, removeMapping, unlinkAccount } from "./commands.ts";
import { lookAtProvider } from "./provider.ts";
import { countLinked, listMappings } from "./queries.ts";
import { mappingSchema, newMappingSchema, providerStatusSchema } from "./schema.ts";

export const singleSignOnRouter = router({
  /**
   * How the provider is configured, and whether it answers now; null when none is.
   * `origin` is the address that people open.
   */
  status: reading
    .meta({ permission: "user:manage" })
    .input(z.object({ origin: z.url({ protocol: /^https?$/ }) }))
    .output(providerStatusSchema.extend({ linked: z.number().int() }).nullable())
    .query(async ({ ctx: { db, provider }, input }) => provider && { ...(await lookAtProvider(provider, new URL(input.origin).origin)), linked: await countLinked(db) }),

  mappings: reading
    .meta({ permission: "user:manage" })
    .output(z.array(mappingSchema))
    .query(({ ctx }) => listMappings(ctx.db)),

  addMapping: writing
    .meta({ permission: "user:manage" })
    .input(newMappingSchema)
    .output(z.object({ id: z.string() }))
    .mutation(({ ctx, input }) => addMapping(ctx.tx, ctx.actor, input)),

  removeMapping: writing
    .meta({ permission: "user:manage" })
    .input(z.object({ id: z.uuid() }))
    .output(z.object({ removed: z.literal(true) }))
    .mutation(({ ctx, input }) => removeMapping(ctx.tx, ctx.actor, input)),

  /** Unlinks an account from who signs in to it at the provider, and ends the sessions that came of it. */
  unlink: writing
    .meta({ permission: "user:manage" })
    .input(z.object({ userId: z.uuid() }))
    .output(z.object({ unlinked: z.number().int() }))
    .mutation(({ ctx, input }) => unlinkAccount(ctx.tx, ctx.actor, input)),
});
