import { z } from "zod";
import { reading, router, writing } from "../trpc.ts";
import { beginEnrolment, confirmEnrolment, disableSecondFactor, removeSecondFactor, renewRecoveryCodes } from "./commands.ts";
import { readSecondFactor } from "./queries.ts";
import { codeSchema, enrolmentSchema, secondFactorSchema } from "./schema.ts";

const withCode = z.object({ code: codeSchema });
const proof = withCode.extend({ password: z.string().min(1, { error: "must not be empty" }).max(200).optional() });
const codes = z.object({ codes: z.array(z.string()) });

export const secondFactorRouter = router({
  /** One's own. */
  status: reading
    .meta({ permission: "account:manage" })
    .output(secondFactorSchema)
    .query(({ ctx }) => readSecondFactor(ctx.db, ctx.actor.userId)),

  /** Draws a secret to set an authenticator up with. */
  begin: writing
    .meta({ permission: "account:manage" })
    .output(enrolmentSchema)
    .mutation(({ ctx }) => beginEnrolment(ctx.tx, ctx.actor, ctx)),

  /** Turns it on. The recovery codes are in this answer, and never shown again. */
  confirm: writing
    .meta({ permission: "account:manage" })
    .input(withCode)
    .output(codes)
    .mutation(({ ctx, input }) => confirmEnrolment(ctx.tx, ctx.actor, ctx, input.code)),

  renewCodes: writing
    .meta({ permission: "account:manage" })
    .input(proof)
    .output(codes)
    .mutation(({ ctx, input }) => renewRecoveryCodes(ctx.tx, ctx.actor, ctx, input)),

  disable: writing
    .meta({ permission: "account:manage" })
    .input(proof)
    .output(z.object({ disabled: z.boolean() }))
    .mutation(({ ctx, input }) => disableSecondFactor(ctx.tx, ctx.actor, ctx, input)),

  /** Takes it from somebody who has lost it. */
  remove: writing
    .meta({ permission: "user:manage" })
    .input(z.object({ user: z.uuid() }))
    .output(z.object({ removed: z.boolean() }))
    .mutation(({ ctx, input }) => removeSecondFactor(ctx.tx, ctx.actor, input.user)),
});
