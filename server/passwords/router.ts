import { z } from "zod";
import { publicReading, publicWriting, router, writing } from "../trpc.ts";
import { askForLink, changePassword, makeResetLink, resetPassword } from "./commands.ts";
import { readResetLink } from "./queries.ts";
import { askForLinkSchema, changePasswordSchema, newPasswordSchema } from "./schema.ts";

export const passwordsRouter = router({
  /** Whether the registry sends mail: then who has forgotten their password asks for a link themselves. */
  mails: publicReading
    .meta({ permission: "public" })
    .output(z.object({ mails: z.boolean() }))
    .query(({ ctx }) => ({ mails: ctx.mailing.origin !== null })),

  /** Makes a link by which somebody sets their password anew. Its secret is in this answer, and never shown again. */
  makeLink: writing
    .meta({ permission: "user:manage" })
    .input(z.object({ user: z.uuid() }))
    .output(z.object({ secret: z.string(), expiresAt: z.iso.datetime() }))
    .mutation(({ ctx, input }) => makeResetLink(ctx.tx, ctx.actor, input.user, ctx.provider?.name ?? null)),

  /** Has a link mailed, if there is such an account: the answer does not tell. */
  askForLink: publicWriting
    .meta({ permission: "public" })
    .input(askForLinkSchema)
    .output(z.object({ asked: z.boolean() }))
    .mutation(({ ctx, input }) => askForLink(ctx.db, ctx.tx, ctx.request, ctx.mailing, input.email, ctx.provider?.name ?? null)),

  /** Whose password a link is for. */
  readLink: publicReading
    .meta({ permission: "public" })
    .input(newPasswordSchema.pick({ secret: true }))
    .output(z.object({ email: z.string(), name: z.string() }))
    .query(({ ctx, input }) => readResetLink(ctx.db, input.secret)),

  reset: publicWriting
    .meta({ permission: "public" })
    .input(newPasswordSchema)
    .output(z.object({ email: z.string() }))
    .mutation(({ ctx, input }) => resetPassword(ctx.tx, ctx.request, input, ctx.provider?.name ?? null)),

  /** Changes one's own, and ends one's other sessions. */
  change: writing
    .meta({ permission: "account:manage" })
    .input(changePasswordSchema)
    .output(z.object({ sessions: z.number().int() }))
    .mutation(({ ctx, input }) => changePassword(ctx.db, ctx.tx, ctx.actor, input, ctx.provider?.name ?? null)),
});
