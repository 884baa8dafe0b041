import { z } from "zod";
import { publicReading, publicWriting, reading, router, writing } from "../trpc.ts";
import { confirmPassword, createUser, setUp, signOut } from "./commands.ts";
import { isFresh } from "./fresh.ts";
import { isEmptyRegistry, listUsers } from "./queries.ts";
import { newUserSchema, sessionMethods, siteRoles, userSchema } from "./schema.ts";

const account = z.object({ id: z.string(), email: z.string() });

export const identityRouter = router({
  /** Whether this registry waits for its first visit. */
  status: publicReading
    .meta({ permission: "public" })
    .output(z.object({ empty: z.boolean() }))
    .query(async ({ ctx }) => ({ empty: await isEmptyRegistry(ctx.db) })),

  /** Creates the administrator of an empty registry. */
  setUp: publicWriting
    .meta({ permission: "public" })
    .input(newUserSchema)
    .output(account)
    .mutation(({ ctx, input }) => setUp(ctx.tx, ctx.request, input)),

  /** Who the caller is, and what their credential allows. */
  whoami: reading
    .meta({ permission: "public" })
    .output(
      z.object({
        id: z.string(),
        name: z.string(),
        email: z.string(),
        siteRole: z.enum(siteRoles),
        /** A role on the site that does not count until the caller has a second factor. */
        withheldRole: z.enum(siteRoles).nullable(),
        /** How the caller's session was opened; null for a token. */
        signedInBy: z.enum(sessionMethods).nullable(),
        /** Whether the caller has proved lately enough who they are for acts that want it. */
        isFresh: z.boolean(),
        scopes: z.array(z.string()).nullable(),
      }),
    )
    .query(({ ctx: { actor } }) => ({
      id: actor.userId,
      name: actor.name,
      email: actor.email,
      siteRole: actor.siteRole,
      withheldRole: actor.withheldRole ?? null,
      signedInBy: actor.credential.kind === "session" ? (actor.credential.method ?? "password") : null,
      isFresh: isFresh(actor),
      scopes: actor.credential.kind === "token" ? [...actor.credential.scopes] : null,
    })),

  /** Ends the session that asks. */
  signOut: writing
    .meta({ permission: "public" })
    .output(z.object({ signedOut: z.boolean() }))
    .mutation(({ ctx }) => signOut(ctx.tx, ctx.actor)),

  /** Takes the password once more: dangerous acts want one of the last ten minutes. */
  confirmPassword: writing
    .meta({ permission: "public" })
    .input(z.object({ password: z.string().min(1).max(200) }))
    .output(z.object({ confirmedAt: z.iso.datetime() }))
    .mutation(({ ctx, input }) => confirmPassword(ctx.db, ctx.tx, ctx.actor, input.password)),

  users: reading
    .meta({ permission: "site:manage" })
    .input(z.object({ search: z.string().max(200).optional(), cursor: z.string().max(300).optional(), limit: z.number().int().min(1).max(100).default(50) }))
    .output(z.object({ items: z.array(userSchema), nextCursor: z.string().nullable(), total: z.number().int() }))
    .query(({ ctx, input }) => listUsers(ctx.db, input)),

  createUser: writing
    .meta({ permission: "site:manage" })
    .input(newUserSchema.extend({ siteRole: z.enum(siteRoles).default("member") }))
    .output(account)
    .mutation(({ ctx, input }) => createUser(ctx.tx, ctx.actor, input)),
});
