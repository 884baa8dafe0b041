import { z } from "zod";
import { noting, reading, router, writing } from "../trpc.ts";
import { choose, markRead, mute, unmute } from "./commands.ts";
import { choicesOf, countUnread, listNotifications, muteState } from "./queries.ts";
import { choicesSchema, chooseSchema, countSchema, markReadSchema, mutedSchema, muteStateSchema, notificationListSchema, notificationSchema } from "./schema.ts";

export const notificationsRouter = router({
  /** What the caller was told of, the latest first. */
  list: reading
    .meta({ permission: "model:read" })
    .input(notificationListSchema)
    .output(z.object({ items: z.array(notificationSchema), nextCursor: z.string().nullable() }))
    .query(({ ctx, input }) => listNotifications(ctx.db, ctx.actor, input)),

  /** How many of those are unread. */
  count: reading
    .meta({ permission: "model:read" })
    .output(countSchema)
    .query(({ ctx }) => countUnread(ctx.db, ctx.actor)),

  /** One that was read, or all up to one that was seen. */
  markRead: noting
    .meta({ permission: "model:read" })
    .input(markReadSchema)
    .output(countSchema)
    .mutation(({ ctx, input }) => markRead(ctx.tx, ctx.actor, input)),

  /** Whether a promotion or a model is muted. */
  muteState: reading
    .meta({ permission: "model:read" })
    .input(mutedSchema)
    .output(muteStateSchema)
    .query(({ ctx, input }) => muteState(ctx.db, ctx.actor, input)),

  /** Brings nothing more of a promotion, or of a model. */
  mute: writing
    .meta({ permission: "promotion:comment" })
    .input(mutedSchema)
    .output(muteStateSchema.pick({ muted: true }))
    .mutation(({ ctx, input }) => mute(ctx.tx, ctx.actor, input)),

  unmute: writing
    .meta({ permission: "promotion:comment" })
    .input(mutedSchema)
    .output(muteStateSchema.pick({ muted: true }))
    .mutation(({ ctx, input }) => unmute(ctx.tx, ctx.actor, input)),

  /** How the caller hears of each kind. */
  choices: reading
    .meta({ permission: "model:read" })
    .output(choicesSchema)
    .query(async ({ ctx }) => ({ choices: await choicesOf(ctx.db, ctx.actor), mails: ctx.mailing.origin !== null })),

  choose: writing
    .meta({ permission: "account:manage" })
    .input(chooseSchema)
    .output(choicesSchema)
    .mutation(async ({ ctx, input }) => ({ choices: await choose(ctx.tx, ctx.actor, input.choices), mails: ctx.mailing.origin !== null })),
});
