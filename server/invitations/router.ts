import { z } from "zod";
import { siteRoles } from "../identity/schema.ts";
import { slugSchema } from "../teams/schema.ts";
import { publicReading, publicWriting, reading, router, writing } from "../trpc.ts";
import { acceptInvitation, invite, revokeInvitation } from "./commands.ts";
import { listInvitations, readInvitation } from "./queries.ts";
import { acceptInvitationSchema, invitationSchema, invitedTeamSchema, linkSecretSchema, newInvitationSchema } from "./schema.ts";

export const invitationsRouter = router({
  /** Those that wait, the latest first: all, for administrators; or those into one team, for who keeps it. */
  list: reading
    .meta({ permission: "team:manage" })
    .input(z.object({ team: slugSchema.optional(), cursor: z.string().max(200).optional(), limit: z.number().int().min(1).max(100).default(50) }))
    .output(z.object({ items: z.array(invitationSchema), nextCursor: z.string().nullable() }))
    .query(({ ctx, input }) => listInvitations(ctx.db, ctx.actor, input)),

  /** The secret of the link is in this answer, and never shown again. */
  create: writing
    .meta({ permission: "team:manage" })
    .input(newInvitationSchema)
    .output(z.object({ id: z.string(), secret: z.string(), expiresAt: z.iso.datetime() }))
    .mutation(({ ctx, input }) => invite(ctx.tx, ctx.actor, ctx.mailing, input)),

  revoke: writing
    .meta({ permission: "team:manage" })
    .input(z.object({ id: z.uuid() }))
    .output(z.object({ revoked: z.boolean() }))
    .mutation(({ ctx, input }) => revokeInvitation(ctx.tx, ctx.actor, input.id)),

  /** What the one who holds a link is invited to. */
  read: publicReading
    .meta({ permission: "public" })
    .input(z.object({ secret: linkSecretSchema }))
    .output(z.object({ email: z.string(), by: z.string(), siteRole: z.enum(siteRoles), teams: z.array(invitedTeamSchema), expiresAt: z.iso.datetime(), taken: z.boolean() }))
    .query(async ({ ctx, input }) => {
      const { email, by, siteRole, teams, expiresAt, taken } = await readInvitation(ctx.db, input.secret);
      return { email, by, siteRole, teams, expiresAt, taken };
    }),

  /** Makes the account. */
  accept: publicWriting
    .meta({ permission: "public" })
    .input(acceptInvitationSchema)
    .output(z.object({ id: z.string(), email: z.string() }))
    .mutation(({ ctx, input }) => acceptInvitation(ctx.tx, ctx.request, input)),
});
