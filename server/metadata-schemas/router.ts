import { z } from "zod";
import { modelNameSchema } from "../models/schema.ts";
import { reading, router, writing } from "../trpc.ts";
import { saveSchema } from "./commands.ts";
import { effectiveFor, getSchema, listHistory, previewSchema, tryMetadata } from "./queries.ts";
import { effectiveSchema, newSchemaSchema, savedSchemaSchema, schemaDraftSchema, schemaPreviewSchema, schemaRemovalSchema, scopedSchema, trialInputSchema, trialSchema } from "./schema.ts";

const saved = z.object({ version: z.number().int() });

export const metadataSchemasRouter = router({
  /** What counts for new versions of a model, all scopes together, and the fields of a form for it. */
  effective: reading
    .meta({ permission: "model:read" })
    .input(z.object({ model: modelNameSchema }))
    .output(effectiveSchema)
    .query(({ ctx, input }) => effectiveFor(ctx.db, ctx.actor, input.model)),

  /** The newest version of a scope's schema; null where none was saved. */
  get: reading
    .meta({ permission: "model:read" })
    .input(scopedSchema)
    .output(savedSchemaSchema.nullable())
    .query(({ ctx, input }) => getSchema(ctx.db, ctx.actor, input.scope)),

  /** Every version of a scope's schema, the newest first. */
  history: reading
    .meta({ permission: "model:read" })
    .input(scopedSchema)
    .output(z.array(savedSchemaSchema))
    .query(({ ctx, input }) => listHistory(ctx.db, ctx.actor, input.scope)),

  /** Why a schema could not be saved, and which of the newest versions it would have refused; nothing is saved. */
  preview: reading
    .meta({ permission: "model:read" })
    .input(schemaDraftSchema)
    .output(schemaPreviewSchema)
    .query(({ ctx, input }) => previewSchema(ctx.db, ctx.actor, input)),

  /** What of metadata would be refused if it were a new version's; nothing is registered. */
  try: reading
    .meta({ permission: "model:read" })
    .input(trialInputSchema)
    .output(trialSchema)
    .query(({ ctx, input }) => tryMetadata(ctx.db, ctx.actor, input)),

  save: writing
    .meta({ permission: "schema:manage" })
    .input(newSchemaSchema)
    .output(saved)
    .mutation(({ ctx, input }) => saveSchema(ctx.tx, ctx.actor, input)),

  /** Takes a schema away; its history stays. */
  remove: writing
    .meta({ permission: "schema:manage" })
    .input(schemaRemovalSchema)
    .output(saved)
    .mutation(({ ctx, input }) => saveSchema(ctx.tx, ctx.actor, { ...input, schema: null })),
});
