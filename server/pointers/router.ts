import { z } from "zod";
import { modelNameSchema, pageSchema } from "../models/schema.ts";
import { slugSchema } from "../teams/schema.ts";
import { numberSchema } from "../versions/schema.ts";
import { reading, router, writing } from "../trpc.ts";
import { removeAlias, setAlias } from "./commands.ts";
import { listMovesOf, listStages, resolveReference } from "./queries.ts";
import { aliasInputSchema, moveSchema, referenceSchema, resolvedSchema, stageSchema } from "./schema.ts";

export const pointersRouter = router({
  /** Which version a reference names, now. */
  resolve: reading
    .meta({ permission: "model:read" })
    .input(z.object({ reference: referenceSchema }))
    .output(resolvedSchema)
    .query(({ ctx, input }) => resolveReference(ctx.db, ctx.actor, input.reference)),

  stages: reading
    .meta({ permission: "model:read" })
    .output(z.array(stageSchema))
    .query(({ ctx }) => listStages(ctx.db)),

  /** Every move of a model's stages and aliases, the latest first. */
  moves: reading
    .meta({ permission: "model:read" })
    .input(pageSchema.extend({ model: modelNameSchema, pointer: slugSchema.optional() }))
    .output(z.object({ items: z.array(moveSchema), nextCursor: z.string().nullable() }))
    .query(({ ctx, input }) => listMovesOf(ctx.db, ctx.actor, input)),

  setAlias: writing
    .meta({ permission: "alias:move" })
    .input(aliasInputSchema.extend({ version: numberSchema }))
    .output(z.object({ reference: z.string(), version: z.number().int() }))
    .mutation(({ ctx, input }) => setAlias(ctx.tx, ctx.actor, input)),

  removeAlias: writing
    .meta({ permission: "alias:move" })
    .input(aliasInputSchema)
    .output(z.object({ removed: z.boolean() }))
    .mutation(({ ctx, input }) => removeAlias(ctx.tx, ctx.actor, input)),
});
