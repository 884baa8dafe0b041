import { z } from "zod";
import { publicReading, publicWriting, reading, router, writing } from "../trpc.ts";
import { confirmPassword, createUser, renameMyself, setUp, signOut } from "./commands.ts";
import { staysFresh } from "./fresh.ts";
import { describeActor, isEmptyRegistry, readProofs } from "./queries.ts";
import { newUserSchema, personNameSchema, siteRoles, whoamiSchema } from "./schema.ts";

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
    .output(whoamiSchema)
    .query(({ ctx }) => describeActor(ctx.db, ctx.actor)),

  /** Ends the session that asks. */
  signOut: writing
    .meta({ permission: "public" })
    .output(z.object({ signedOut: z.boolean() }))
    .mutation(({ ctx }) => signOut(ctx.tx, ctx.actor)),

  /** What the caller can prove by that they are who they are, and whether a dangerous act asks no more of them for a while. */
  proofs: reading
    .meta({ permission: "account:manage" })
    .output(
      z.object({
        password: z.boolean(),
        secondFactor: z.boolean(),
        /** What the single sign-on provider is called, for who has come by it: then a sign-in there is the proof. */
        provider: z.string().nullable(),
        fresh: z.boolean(),
      }),
    )
    .query(async ({ ctx: { db, actor, provider } }) => {
      const byProvider = actor.credential.kind === "session" && actor.credential.method === "oidc";
      return { ...(await readProofs(db, actor.userId)), provider: byProvider ? (provider?.name ?? null) : null, fresh: staysFresh(actor) };
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
