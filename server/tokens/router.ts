import { z } from "zod";
import { reading, router, writing } from "../trpc.ts";
import { createToken, revokeToken } from "./commands.ts";
import { listTokensOf } from "./queries.ts";
import { newTokenSchema, tokenSchema } from "./schema.ts";

export const tokensRouter = router({
  list: reading
    .meta({ permission: "account:manage" })
    .output(z.array(tokenSchema))
    .query(({ ctx }) => listTokensOf(ctx.db, ctx.actor.userId)),

  /** The secret is in this answer, and never shown again. */
  create: writing
    .meta({ permission: "account:manage" })
    .input(newTokenSchema)
    .output(z.object({ id: z.string(), secret: z.string(), prefix: z.string(), expiresAt: z.iso.datetime() }))
    .mutation(({ ctx, input }) => createToken(ctx.tx, ctx.actor, input)),

  revoke: writing
    .meta({ permission: "account:manage" })
    .input(z.object({ id: z.uuid() }))
    .output(z.object({ revoked: z.boolean() }))
    .mutation(({ ctx, input }) => revokeToken(ctx.tx, ctx.actor, input.id)),
});
