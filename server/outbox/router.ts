import { reading, router } from "../trpc.ts";
import { readFeed } from "./feed.ts";
import { feedInputSchema, feedPageSchema } from "./schema.ts";

export const eventsRouter = router({
  /** A page of what has happened, the oldest first. */
  list: reading
    .meta({ permission: "model:read" })
    .input(feedInputSchema)
    .output(feedPageSchema)
    .query(({ ctx, input }) => readFeed(ctx.db, ctx.actor, input)),
});
