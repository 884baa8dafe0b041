import { promotionSchema } from "../promotions/schema.ts";
import { reading, router, writing } from "../trpc.ts";
import { addComment, askReviewers, dismissReview, editComment, resolveThread, reviewPromotion } from "./commands.ts";
import { listMentionable } from "./mentionable.ts";
import { askInputSchema, commentInputSchema, dismissInputSchema, editInputSchema, mentionableInputSchema, mentionableSchema, resolveInputSchema, reviewInputSchema } from "./schema.ts";

/** Each that changes something answers with the promotion as it is then. */
export const reviewsRouter = router({
  /** Approves, requests changes or comments. The approval that clears the last blocker moves the stage. */
  review: writing
    .meta({ permission: "promotion:review" })
    .input(reviewInputSchema)
    .output(promotionSchema)
    .mutation(({ ctx, input }) => reviewPromotion(ctx.tx, ctx.actor, input)),

  /** Says that a review does not count, and why. */
  dismiss: writing
    .meta({ permission: "promotion:moderate" })
    .input(dismissInputSchema)
    .output(promotionSchema)
    .mutation(({ ctx, input }) => dismissReview(ctx.tx, ctx.actor, input)),

  /** Asks people and teams for their review; asking again reminds them. */
  ask: writing
    .meta({ permission: "promotion:comment" })
    .input(askInputSchema)
    .output(promotionSchema)
    .mutation(({ ctx, input }) => askReviewers(ctx.tx, ctx.actor, input)),

  comment: writing
    .meta({ permission: "promotion:comment" })
    .input(commentInputSchema)
    .output(promotionSchema)
    .mutation(({ ctx, input }) => addComment(ctx.tx, ctx.actor, input)),

  edit: writing
    .meta({ permission: "promotion:comment" })
    .input(editInputSchema)
    .output(promotionSchema)
    .mutation(({ ctx, input }) => editComment(ctx.tx, ctx.actor, input)),

  resolve: writing
    .meta({ permission: "promotion:comment" })
    .input(resolveInputSchema)
    .output(promotionSchema)
    .mutation(({ ctx, input }) => resolveThread(ctx.tx, ctx.actor, input)),

  /** Whom a comment on it may mention, by what is typed of their name or address: eight at most. */
  mentionable: reading
    .meta({ permission: "promotion:comment" })
    .input(mentionableInputSchema)
    .output(mentionableSchema)
    .query(({ ctx, input }) => listMentionable(ctx.db, ctx.actor, input)),
});
