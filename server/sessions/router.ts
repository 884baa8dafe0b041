import { z } from "zod";
import { reading, router, writing } from "../trpc.ts";
import { endSession, endSessions } from "./commands.ts";
import { listSessions } from "./queries.ts";
import { sessionSchema } from "./schema.ts";

const ended = z.object({ ended: z.number().int() });
const ofUser = z.object({ user: z.uuid() });
const one = z.object({ session: z.uuid() });

export const sessionsRouter = router({
  /** One's own. */
  list: reading
    .meta({ permission: "account:manage" })
    .output(z.array(sessionSchema))
    .query(({ ctx }) => listSessions(ctx.db, ctx.actor, ctx.actor.userId)),

  end: writing
    .meta({ permission: "account:manage" })
    .input(one)
    .output(ended)
    .mutation(({ ctx, input }) => endSession(ctx.tx, ctx.actor, { ...input, user: ctx.actor.userId })),

  /** Ends all of one's own but the one that asks. */
  endOthers: writing
    .meta({ permission: "account:manage" })
    .output(ended)
    .mutation(({ ctx }) => endSessions(ctx.tx, ctx.actor, ctx.actor.userId)),

  /** Those of somebody else. */
  ofUser: reading
    .meta({ permission: "user:manage" })
    .input(ofUser)
    .output(z.array(sessionSchema))
    .query(({ ctx, input }) => listSessions(ctx.db, ctx.actor, input.user)),

  endOfUser: writing
    .meta({ permission: "user:manage" })
    .input(ofUser.extend(one.shape))
    .output(ended)
    .mutation(({ ctx, input }) => endSession(ctx.tx, ctx.actor, input)),

  endAllOfUser: writing
    .meta({ permission: "user:manage" })
    .input(ofUser)
    .output(ended)
    .mutation(({ ctx, input }) => endSessions(ctx.tx, ctx.actor, input.user)),
});
