import { z } from "zod";
import { referenceSchema } from "../pointers/schema.ts";
import { reading, router } from "../trpc.ts";
import { readCompleteness, readRecipe } from "./dossier.ts";
import { completenessSchema, reproductionSchema } from "./schema.ts";

export const lineageRouter = router({
  /** How a version was made: as a recipe, and as a script that makes it again. */
  recipe: reading
    .meta({ permission: "model:read" })
    .input(z.object({ reference: referenceSchema }))
    .output(reproductionSchema)
    .query(({ ctx, input }) => readRecipe(ctx.db, ctx.actor, input.reference)),

  /** How much is known of how a version was made, and what to do about the rest. */
  completeness: reading
    .meta({ permission: "model:read" })
    .input(z.object({ reference: referenceSchema }))
    .output(completenessSchema.extend({ reference: z.string() }))
    .query(({ ctx, input }) => readCompleteness(ctx.db, ctx.actor, input.reference)),
});
