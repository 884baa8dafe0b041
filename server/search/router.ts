import { z } from "zod";
import { reading, router, writing } from "../trpc.ts";
import { removeView, saveView } from "./commands.ts";
import { complete } from "./complete.ts";
import { countFacets } from "./facets.ts";
import { find } from "./find.ts";
import { completeInputSchema, completionsSchema, facetsSchema, findInputSchema, foundSchema, newViewSchema, querySchema, viewSchema } from "./schema.ts";
import { listViews } from "./views.ts";

export const searchRouter = router({
  /** A page of the models or versions that a query finds, see docs/search.md. */
  find: reading
    .meta({ permission: "model:read" })
    .input(findInputSchema)
    .output(foundSchema)
    .query(({ ctx, input }) => find(ctx.db, ctx.actor, input)),

  /** The values of some fields among what a query finds, each with how often it stands there and the query that asks for it. */
  facets: reading
    .meta({ permission: "model:read" })
    .input(z.object({ query: querySchema.default("") }))
    .output(facetsSchema)
    .query(({ ctx, input }) => countFacets(ctx.db, ctx.actor, input.query)),

  /** What could stand where the cursor is in a query that is being typed. */
  complete: reading
    .meta({ permission: "model:read" })
    .input(completeInputSchema)
    .output(completionsSchema)
    .query(({ ctx, input }) => complete(ctx.db, ctx.actor, input)),

  views: router({
    /** The caller's own views and those of their teams, by name. */
    list: reading
      .meta({ permission: "model:read" })
      .output(z.array(viewSchema))
      .query(({ ctx }) => listViews(ctx.db, ctx.actor)),

    /** Keeps a query under a name, or changes the caller's own view: the one of that name, or of an id, which is renamed by it. */
    save: writing
      .meta({ permission: "model:read" })
      .input(newViewSchema)
      .output(z.object({ id: z.string() }))
      .mutation(({ ctx, input }) => saveView(ctx.tx, ctx.actor, input)),

    remove: writing
      .meta({ permission: "model:read" })
      .input(z.object({ id: z.uuid({ error: "must be the id of a view" }) }))
      .output(z.object({ removed: z.boolean() }))
      .mutation(({ ctx, input }) => removeView(ctx.tx, ctx.actor, input)),
  }),
});
