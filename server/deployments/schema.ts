import { z } from "zod";
import { auditEntrySchema } from "../audit/schema.ts";
import { digestSchema } from "../blobs/schema.ts";
import { personSchema } from "../identity/schema.ts";
import { modelNameSchema, pageSchema } from "../models/schema.ts";
import { stageNameSchema } from "../stages/schema.ts";
import { slugSchema } from "../teams/schema.ts";
import { numberSchema } from "../versions/schema.ts";

/**
 * How a deployment stands. `pending`: nobody has reported yet. `timed_out`: nobody did in time. `superseded`: the stage
 * was moved again before it ended.
 */
export const deploymentStates = ["pending", "queued", "in_progress", "succeeded", "failed", "rolled_back", "timed_out", "superseded"] as const;
export type DeploymentState = (typeof deploymentStates)[number];

/** What a pipeline can report. */
export const reportedStates = ["queued", "in_progress", "succeeded", "failed", "rolled_back"] as const satisfies readonly DeploymentState[];
export type ReportedState = (typeof reportedStates)[number];

/** How the digest that a pipeline says it serves stands to that of the version: nobody may have told it. */
export const digestVerdicts = ["right", "wrong", "not_told"] as const;
export type DigestVerdict = (typeof digestVerdicts)[number];

const link = z.url({ protocol: /^https?$/, error: "must be an http or https address" }).max(2000);

export const environmentSchema = z
  .string()
  .trim()
  .min(1, { error: "must not be empty" })
  .max(100, { error: "must have at most 100 characters" })
  .regex(/^\P{Cc}*$/u, { error: "must not hold control characters" });

/** Names a deployment: by its id, or as the latest of a model's stage. */
export const deploymentAddressSchema = z.object({
  id: z.uuid({ error: "must be a deployment's id" }).optional(),
  model: modelNameSchema.optional(),
  stage: stageNameSchema.optional(),
  /** Beside the stage: the latest one of this version. */
  version: numberSchema.optional(),
});

const isAddressed = ({ id, model, stage }: z.infer<typeof deploymentAddressSchema>) => (id === undefined ? model !== undefined && stage !== undefined : model === undefined && stage === undefined);
const addressed = { path: ["id"], error: "is missing: name the deployment by its id, or by model and stage, and not by both" };

export const deploymentInputSchema = deploymentAddressSchema.refine(isAddressed, addressed);

export const deploymentReportSchema = deploymentAddressSchema
  .extend({
    state: z.enum(reportedStates, { error: `must be one of ${reportedStates.join(", ")}` }),
    /** Chosen by who reports: however often it is sent, it is one report. Left out, each one counts. */
    key: z.string().trim().min(1, { error: "must not be empty" }).max(200, { error: "must have at most 200 characters" }).optional(),
    /** Where it is deployed; left out, the name of the stage. */
    environment: environmentSchema.optional(),
    summary: z.string().trim().max(2000, { error: "must have at most 2,000 characters" }).default(""),
    /** Of the pipeline's run, and of its log. */
    url: link.optional(),
    logUrl: link.optional(),
    /** Of the version that is served, `sha256:…`. A success with another one is none. */
    digest: digestSchema.optional(),
    /** When it was so, by the pipeline's clock; left out, now. Reports may come in any order. */
    at: z.iso.datetime({ offset: true, error: "must be an instant such as 2026-05-03T10:00:00Z" }).optional(),
  })
  .refine(isAddressed, addressed);
export type DeploymentReportInput = z.infer<typeof deploymentReportSchema>;

export const deploymentSummarySchema = z.object({
  id: z.string(),
  model: z.string(),
  stage: z.string(),
  /** Null where the stage names nothing any more, and nothing is to be served. */
  version: z.number().int().nullable(),
  digest: z.string().nullable(),
  /** What the stage named before. */
  replaces: z.number().int().nullable(),
  promotionId: z.string(),
  kind: z.enum(["promote", "rollback", "remove"]),
  state: z.enum(deploymentStates),
  /** The stage is moved only once it has succeeded. */
  gates: z.boolean(),
  /** The stage goes back by itself when it fails. */
  rollsBack: z.boolean(),
  openedAt: z.iso.datetime(),
  endedAt: z.iso.datetime().nullable(),
  /** When silence counts as a failure; null: never. */
  deadlineAt: z.iso.datetime().nullable(),
  /** The report that came last by the pipeline's clock. */
  last: z.object({ environment: z.string(), summary: z.string(), url: z.string().nullable(), logUrl: z.string().nullable(), digest: z.enum(digestVerdicts), at: z.iso.datetime() }).nullable(),
  /** Of the latest one of a stage: in what the instances that check in differ from it; null where they do not, and of others. */
  drift: z.string().nullable(),
});
export type DeploymentSummary = z.infer<typeof deploymentSummarySchema>;

export const deploymentReportedSchema = z.object({
  state: z.enum(reportedStates),
  environment: z.string(),
  summary: z.string(),
  url: z.string().nullable(),
  logUrl: z.string().nullable(),
  digest: z.string().nullable(),
  verdict: z.enum(digestVerdicts),
  at: z.iso.datetime(),
  /** When it came. */
  receivedAt: z.iso.datetime(),
  by: personSchema,
});
export type DeploymentReported = z.infer<typeof deploymentReportedSchema>;

export const deploymentSchema = deploymentSummarySchema.extend({
  promotionState: z.string(),
  /** The deployment that came after it to the same stage; null for the latest. */
  next: z.string().nullable(),
  /** What came in, the earliest first by the pipeline's clock: the 200 latest. */
  reports: z.array(deploymentReportedSchema),
  /** What the registry made of it, the earliest first: the 100 latest entries of the record. */
  timeline: z.array(auditEntrySchema),
});
export type Deployment = z.infer<typeof deploymentSchema>;

/** What has become of a report. */
export const reportTakenSchema = z.object({
  id: z.string(),
  model: z.string(),
  stage: z.string(),
  version: z.number().int().nullable(),
  /** How the deployment stands now. */
  state: z.enum(deploymentStates),
  /** False when the same report came before. */
  counts: z.boolean(),
  digest: z.enum(digestVerdicts),
  promotionId: z.string(),
  /** What came of it besides, in a sentence; empty when nothing did. */
  outcome: z.string(),
});
export type ReportTaken = z.infer<typeof reportTakenSchema>;

export const deploymentListSchema = pageSchema.extend({
  model: modelNameSchema.optional(),
  team: slugSchema.optional(),
  stage: stageNameSchema.optional(),
  states: z.array(z.enum(deploymentStates)).max(deploymentStates.length).optional(),
});
