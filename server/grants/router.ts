import { z } from "zod";
import { modelNameSchema } from "../models/schema.ts";
import { reading, router, writing } from "../trpc.ts";
import { removeGrant, setGrant, setVisibility } from "./commands.ts";
import { explainAccess, listGrants } from "./queries.ts";
import { accessSchema, grantSchema, newGrantSchema, visibilityChangeSchema } from "./schema.ts";

export const grantsRouter = router({
  /** The roles that were given on a model. */
  list: reading
    .meta({ permission: "model:share" })
    .input(z.object({ model: modelNameSchema }))
    .output(z.array(grantSchema))
    .query(({ ctx, input }) => listGrants(ctx.db, ctx.actor, input.model)),

  /** What the caller may do on a model that they see and by what; and who can give what is missing. */
  explain: reading
    .meta({ permission: "model:read" })
    .input(z.object({ model: modelNameSchema }))
    .output(accessSchema)
    .query(({ ctx, input }) => explainAccess(ctx.db, ctx.actor, input.model)),

  /** Gives a role on a model, or changes the one that was given. */
  set: writing
    .meta({ permission: "model:share" })
    .input(newGrantSchema)
    .output(z.object({ id: z.string() }))
    .mutation(({ ctx, input }) => setGrant(ctx.tx, ctx.actor, input)),

  remove: writing
    .meta({ permission: "model:share" })
    .input(z.object({ model: modelNameSchema, grant: z.uuid({ error: "must be the id of a grant" }) }))
    .output(z.object({ removed: z.boolean() }))
    .mutation(({ ctx, input }) => removeGrant(ctx.tx, ctx.actor, input)),

  /** Decides whether everybody sees a model, or its team and those with a role on it. */
  setVisibility: writing
    .meta({ permission: "model:share" })
    .input(visibilityChangeSchema)
    .output(visibilityChangeSchema.omit({ model: true }))
    .mutation(({ ctx, input }) => setVisibility(ctx.tx, ctx.actor, input)),
});
