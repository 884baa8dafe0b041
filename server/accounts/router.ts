import { z } from "zod";
import { siteRoles } from "../identity/schema.ts";
import { reading, router, writing } from "../trpc.ts";
import { changeSiteRole, deactivateAccount, reactivateAccount } from "./commands.ts";
import { listAccounts, readAccount } from "./queries.ts";
import { accountFilterSchema, accountReasonSchema, accountRowSchema, accountSchema } from "./schema.ts";

const one = z.object({ id: z.uuid() });
const withReason = one.extend({ reason: accountReasonSchema });

export const accountsRouter = router({
  /** A page of the accounts of people, by e-mail address. */
  list: reading
    .meta({ permission: "user:manage" })
    .input(accountFilterSchema)
    .output(z.object({ items: z.array(accountRowSchema), nextCursor: z.string().nullable(), total: z.number().int() }))
    .query(({ ctx, input }) => listAccounts(ctx.db, input)),

  get: reading
    .meta({ permission: "user:manage" })
    .input(one)
    .output(accountSchema)
    .query(({ ctx, input }) => readAccount(ctx.db, input.id)),

  changeRole: writing
    .meta({ permission: "user:manage" })
    .input(one.extend({ siteRole: z.enum(siteRoles) }))
    .output(z.object({ siteRole: z.enum(siteRoles) }))
    .mutation(({ ctx, input }) => changeSiteRole(ctx.tx, ctx.actor, input)),

  /** Ends an account's sessions and tokens at once. What it did stays on record. */
  deactivate: writing
    .meta({ permission: "user:manage" })
    .input(withReason)
    .output(z.object({ sessions: z.number().int(), tokens: z.number().int() }))
    .mutation(({ ctx, input }) => deactivateAccount(ctx.tx, ctx.actor, input)),

  reactivate: writing
    .meta({ permission: "user:manage" })
    .input(withReason)
    .output(z.object({ reactivated: z.boolean() }))
    .mutation(({ ctx, input }) => reactivateAccount(ctx.tx, ctx.actor, input)),
});
