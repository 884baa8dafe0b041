import { z } from "zod";
import { publicReading, publicWriting, reading, router, writing } from "../trpc.ts";
import { confirmPassword, createUser, setUp, signOut } from "./commands.ts";
import { describeActor, isEmptyRegistry, listUsers } from "./queries.ts";
import { newUserSchema, siteRoles, userSchema, whoamiSchema } from "./schema.ts";

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
