import { z } from "zod";
import { modelNameSchema } from "../models/schema.ts";
import { stageNameSchema } from "../stages/schema.ts";
import { reading, router, writing } from "../trpc.ts";
import { savePolicy } from "./commands.ts";
import { listPolicies, listPolicyVersions, policyFor } from "./queries.ts";
import { newPolicySchema, policyAddressSchema, policyDraftSchema, policyPreviewSchema, policySchema, simulationInputSchema, simulationSchema, wordedPolicySchema } from "./schema.ts";
import { previewPolicy, simulatePolicy } from "./simulate.ts";

export const policiesRouter = router({
  /** What counts for a stage of a model, all scopes together, with its sentences. */
  effective: reading
    .meta({ permission: "model:read" })
    .input(z.object({ model: modelNameSchema, stage: stageNameSchema }))
    .output(wordedPolicySchema)
    .query(({ ctx, input }) => policyFor(ctx.db, ctx.actor, input)),

  /** The newest document of each stage and scope that the caller may see. */
  list: reading
    .meta({ permission: "model:read" })
    .input(z.object({ stage: stageNameSchema.optional() }).default({}))
    .output(z.array(policySchema))
    .query(({ ctx, input }) => listPolicies(ctx.db, ctx.actor, input)),

  /** Every version of one document, the newest first. */
  versions: reading
    .meta({ permission: "model:read" })
    .input(policyAddressSchema)
    .output(z.array(policySchema))
    .query(({ ctx, input }) => listPolicyVersions(ctx.db, ctx.actor, input)),

  /** A draft in words, and why it could not be saved; nothing is. */
  preview: reading
    .meta({ permission: "model:read" })
    .input(policyDraftSchema)
    .output(policyPreviewSchema)
    .query(({ ctx, input }) => previewPolicy(ctx.db, ctx.actor, input)),

  /** What a draft would have said of the promotions that were applied lately; nothing is saved. */
  simulate: reading
    .meta({ permission: "model:read" })
    .input(simulationInputSchema)
    .output(simulationSchema)
    .query(({ ctx, input }) => simulatePolicy(ctx.db, ctx.actor, input)),

  save: writing
    .meta({ permission: "policy:manage" })
    .input(newPolicySchema)
    .output(z.object({ id: z.string(), version: z.number().int() }))
    .mutation(({ ctx, input }) => savePolicy(ctx.tx, ctx.actor, input)),
});
