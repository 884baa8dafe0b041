import { z } from "zod";
import { publicReading, publicWriting, reading, router, writing } from "../trpc.ts";
import { confirmPassword, createUser, renameMyself, setUp, signOut } from "./commands.ts";
import { freshMs, isFresh } from "./fresh.ts";
import { isEmptyRegistry, readProofs } from "./queries.ts";
import { newUserSchema, personNameSchema, sessionMethods, siteRoles } from "./schema.ts";

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

  /** What the caller can prove by that they are who they are, and until when a dangerous act asks no more of them. */
  proofs: reading
    .meta({ permission: "account:manage" })
    .output(z.object({ password: z.boolean(), secondFactor: z.boolean(), freshUntil: z.iso.datetime().nullable() }))
    .query(async ({ ctx }) => {
      const { credential, userId } = ctx.actor;
      const until = credential.kind === "session" ? new Date(credential.confirmedAt.getTime() + freshMs) : null;
      return { ...(await readProofs(ctx.db, userId)), freshUntil: until?.toISOString() ?? null };
    }),

  /** Takes the password once more: dangerous acts want one of the last ten minutes. */
  confirmPassword: writing
    .meta({ permission: "public" })
    .input(z.object({ password: z.string().min(1, { error: "must not be empty" }).max(200), code: z.string().max(40).optional() }))
    .output(z.object({ confirmedAt: z.iso.datetime() }))
    .mutation(({ ctx, input }) => confirmPassword(ctx, ctx.tx, ctx.actor, input)),

  /** Changes what the caller is called. */
  rename: writing
    .meta({ permission: "account:manage" })
    .input(z.object({ name: personNameSchema }))
    .output(z.object({ name: z.string() }))
    .mutation(({ ctx, input }) => renameMyself(ctx.tx, ctx.actor, input.name)),

  createUser: writing
    .meta({ permission: "user:manage" })
    .input(newUserSchema.extend({ siteRole: z.enum(siteRoles).default("member") }))
    .output(account)
    .mutation(({ ctx, input }) => createUser(ctx.tx, ctx.actor, input)),
});
