import { z } from "zod";
import { modelNameSchema, pageSchema } from "../models/schema.ts";
import { slugSchema } from "../teams/schema.ts";
import { numberSchema } from "../versions/schema.ts";
import { reading, router, writing } from "../trpc.ts";
import { removeAlias, setAlias } from "./commands.ts";
import { liveAt, listStays } from "./history.ts";
import { listMovesOf, resolveReference } from "./queries.ts";
import { aliasInputSchema, historyInputSchema, liveAtInputSchema, moveSchema, referenceSchema, resolvedSchema, staySchema } from "./schema.ts";

export const pointersRouter = router({
  /** Which version a reference names, now. */
  resolve: reading
    .meta({ permission: "model:read" })
    .input(z.object({ reference: referenceSchema }))
    .output(resolvedSchema)
    .query(({ ctx, input }) => resolveReference(ctx.db, ctx.actor, input.reference)),

  /** Every move of a model's stages and aliases, the latest first. */
  moves: reading
    .meta({ permission: "model:read" })
    .input(pageSchema.extend({ model: modelNameSchema, pointer: slugSchema.optional() }))
    .output(z.object({ items: z.array(moveSchema), nextCursor: z.string().nullable() }))
    .query(({ ctx, input }) => listMovesOf(ctx.db, ctx.actor, input)),

  /** What was live when: each stay of a version in a stage, the latest first. */
  history: reading
    .meta({ permission: "model:read" })
    .input(historyInputSchema)
    .output(z.object({ items: z.array(staySchema), nextCursor: z.string().nullable() }))
    .query(({ ctx, input }) => listStays(ctx.db, ctx.actor, input)),

  /** What each stage named at an instant. */
  liveAt: reading
    .meta({ permission: "model:read" })
    .input(liveAtInputSchema)
    .output(z.array(staySchema))
    .query(({ ctx, input }) => liveAt(ctx.db, ctx.actor, input)),

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
