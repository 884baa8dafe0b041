import { z } from "zod";
import { reading, router, writing } from "../trpc.ts";
import { createToken, revokeToken, rotateToken } from "./commands.ts";
import { listAllTokens, listTokens, previewToken } from "./queries.ts";
import { allTokensSchema, newSecretSchema, newTokenSchema, previewInputSchema, previewSchema, rotationSchema, tokenListSchema, tokenPageSchema } from "./schema.ts";

export const tokensRouter = router({
  /** One's own tokens, or those of a service account that one manages, without the revoked. */
  list: reading
    .meta({ permission: "account:manage" })
    .input(tokenListSchema.default({ limit: 50 }))
    .output(tokenPageSchema)
    .query(({ ctx, input }) => listTokens(ctx.db, ctx.actor, input)),

  /** Everybody's, the revoked included. */
  listAll: reading
    .meta({ permission: "user:manage" })
    .input(allTokensSchema.default({ limit: 50 }))
    .output(tokenPageSchema)
    .query(({ ctx, input }) => listAllTokens(ctx.db, input)),

  /** What a token would reach now. */
  preview: reading
    .meta({ permission: "account:manage" })
    .input(previewInputSchema)
    .output(previewSchema)
    .query(({ ctx, input }) => previewToken(ctx.db, ctx.actor, input)),

  /** The secret is in this answer, and never shown again. */
  create: writing
    .meta({ permission: "account:manage" })
    .input(newTokenSchema)
    .output(newSecretSchema)
    .mutation(({ ctx, input }) => createToken(ctx.tx, ctx.actor, input)),

  /** A new secret in the place of an old one, which ends after the overlap. */
  rotate: writing
    .meta({ permission: "account:manage" })
    .input(rotationSchema)
    .output(newSecretSchema.extend({ overlapEndsAt: z.iso.datetime() }))
    .mutation(({ ctx, input }) => rotateToken(ctx.tx, ctx.actor, input)),

  revoke: writing
    .meta({ permission: "account:manage" })
    .input(z.object({ id: z.uuid() }))
    .output(z.object({ revoked: z.boolean() }))
    .mutation(({ ctx, input }) => revokeToken(ctx.tx, ctx.actor, input.id)),
});
