import { z } from "zod";
import { slugSchema } from "../teams/schema.ts";
import { reading, router, writing } from "../trpc.ts";
import { createServiceAccount, describeServiceAccount, retireServiceAccount } from "./commands.ts";
import { getServiceAccount, listServiceAccounts } from "./queries.ts";
import { describedServiceAccountSchema, newServiceAccountSchema, serviceAccountSchema } from "./schema.ts";

const page = { cursor: z.string().max(300).optional(), limit: z.number().int().min(1).max(200).default(50) };

export const serviceAccountsRouter = router({
  list: reading
    .meta({ permission: "model:read" })
    .input(z.object({ team: slugSchema, ...page }))
    .output(z.object({ items: z.array(serviceAccountSchema), nextCursor: z.string().nullable() }))
    .query(({ ctx, input }) => listServiceAccounts(ctx.db, ctx.actor, input)),

  get: reading
    .meta({ permission: "model:read" })
    .input(z.object({ team: slugSchema, name: slugSchema }))
    .output(serviceAccountSchema)
    .query(({ ctx, input }) => getServiceAccount(ctx.db, ctx.actor, input)),

  create: writing
    .meta({ permission: "service:manage" })
    .input(newServiceAccountSchema)
    .output(z.object({ id: z.string(), name: z.string(), email: z.string() }))
    .mutation(({ ctx, input }) => createServiceAccount(ctx.tx, ctx.actor, input)),

  describe: writing
    .meta({ permission: "service:manage" })
    .input(describedServiceAccountSchema)
    .output(z.object({ id: z.string(), name: z.string() }))
    .mutation(({ ctx, input }) => describeServiceAccount(ctx.tx, ctx.actor, input)),

  /** Ends all of its tokens at once, for good. */
  retire: writing
    .meta({ permission: "service:manage" })
    .input(z.object({ account: z.uuid(), reason: z.string().trim().min(1, { error: "must say why" }).max(1000) }))
    .output(z.object({ retired: z.boolean(), tokens: z.number().int() }))
    .mutation(({ ctx, input }) => retireServiceAccount(ctx.tx, ctx.actor, input)),
});
