import { z } from "zod";
import { referenceSchema } from "../pointers/schema.ts";
import { reading, router, writing } from "../trpc.ts";
import { saveTemplate } from "./commands.ts";
import { cardBeginnings, diffCards, getCard, listRevisions, previewCard, readTemplate } from "./queries.ts";
import { reviseReadCard } from "./read-file.ts";
import { cardBeginningsSchema, cardBodySchema, cardDiffSchema, diffInputSchema, gotCardSchema, reviseInputSchema, revisionSchema, revisionSummarySchema, saveTemplateSchema, shownCardSchema, siteTemplateSchema } from "./schema.ts";

const ofVersion = z.object({ reference: referenceSchema });

export const cardsRouter = router({
  /** The card of a version, with its references filled in: the last revision, or `revision`. */
  get: reading
    .meta({ permission: "model:read" })
    .input(ofVersion.extend({ revision: revisionSchema.optional() }))
    .output(gotCardSchema)
    .query(({ ctx, input }) => getCard(ctx.db, ctx.store, ctx.actor, input)),

  /** The revisions of a card, the last first; `before` a revision. */
  history: reading
    .meta({ permission: "model:read" })
    .input(ofVersion.extend({ before: revisionSchema.optional(), limit: z.number().int().min(1).max(100).default(50) }))
    .output(z.object({ reference: z.string(), items: z.array(revisionSummarySchema), next: z.number().int().nullable() }))
    .query(({ ctx, input }) => listRevisions(ctx.db, ctx.store, ctx.actor, input)),

  /** What differs between two cards, or two revisions of one. */
  diff: reading
    .meta({ permission: "model:read" })
    .input(diffInputSchema)
    .output(cardDiffSchema)
    .query(({ ctx, input }) => diffCards(ctx.db, ctx.store, ctx.actor, input)),

  /** A text as the card of a version; nothing is saved. */
  preview: reading
    .meta({ permission: "model:read" })
    .input(ofVersion.extend({ body: cardBodySchema }))
    .output(shownCardSchema)
    .query(({ ctx, input }) => previewCard(ctx.db, ctx.actor, input)),

  /** What a new card of a version can begin with. */
  template: reading
    .meta({ permission: "model:read" })
    .input(ofVersion)
    .output(cardBeginningsSchema)
    .query(({ ctx, input }) => cardBeginnings(ctx.db, ctx.actor, input.reference)),

  /** What new cards begin with here. */
  siteTemplate: reading
    .meta({ permission: "site:manage" })
    .output(siteTemplateSchema)
    .query(({ ctx }) => readTemplate(ctx.db)),

  /** Decides what new cards begin with here. */
  saveTemplate: writing
    .meta({ permission: "site:manage" })
    .input(saveTemplateSchema)
    .output(siteTemplateSchema)
    .mutation(({ ctx, input }) => saveTemplate(ctx.tx, ctx.actor, input)),

  /** Writes the next revision. In a transaction of its own, after the version's README.md was read. */
  revise: reading
    .meta({ permission: "card:edit" })
    .input(reviseInputSchema)
    .output(z.object({ reference: z.string(), revision: z.number().int() }))
    .mutation(({ ctx, input }) => reviseReadCard(ctx, ctx.actor, input)),
});
