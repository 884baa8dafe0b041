import { z } from "zod";
import { digestSchema } from "../blobs/schema.ts";
import { deploymentStates, environmentSchema } from "../deployments/schema.ts";
import { modelNameSchema } from "../models/schema.ts";
import { stageNameSchema } from "../stages/schema.ts";
import { numberSchema } from "../versions/schema.ts";

/** An instance that was silent for so long counts as gone. */
export const goneAfterSeconds = 5 * 60;
/** How often an instance had better say that it is there. */
export const checkInEverySeconds = 60;
/** Instances that are remembered of one model. */
export const mostInstances = 5000;

const name = z
  .string()
  .trim()
  .min(1, { error: "must not be empty" })
  .max(200, { error: "must have at most 200 characters" })
  .regex(/^\P{Cc}*$/u, { error: "must not hold control characters" });

/** What an instance of a service says that it has loaded. */
export const checkInSchema = z
  .object({
    model: modelNameSchema,
    /** The version: its number or its digest. */
    version: numberSchema.optional(),
    digest: digestSchema.optional(),
    service: name,
    /** Tells the instances of a service apart. */
    instance: name,
    /** The stage that it follows; left out where it follows none. */
    stage: stageNameSchema.optional(),
    /** Where it runs; left out, as the stage is called. */
    environment: environmentSchema.optional(),
  })
  .refine(({ version, digest }) => (version === undefined) !== (digest === undefined), { path: ["version"], error: "is missing: name what is loaded by its version or by its digest, and not by both" });
export type CheckInInput = z.infer<typeof checkInSchema>;

export const checkedInSchema = z.object({
  /** `team/model@7` */
  reference: z.string(),
  /** Whether it is another version, stage or environment than it said last. */
  changed: z.boolean(),
  /** The version that the stage names now; null where it follows none, or where that names nothing. */
  stageVersion: z.number().int().nullable(),
  /** When it had better say so again, in seconds. */
  againInSeconds: z.number().int(),
});

/** How many instances run a version. */
export const runningSchema = z.object({ version: z.number().int(), instances: z.number().int() });
export type Running = z.infer<typeof runningSchema>;

export const stageRuntimeSchema = z.object({
  stage: z.string(),
  /** What the stage names. */
  approved: z.number().int().nullable(),
  /** The last deployment to it that succeeded, and the last one that was opened. */
  deployed: z.object({ id: z.string(), version: z.number().int().nullable(), at: z.iso.datetime() }).nullable(),
  latest: z.object({ id: z.string(), version: z.number().int().nullable(), state: z.enum(deploymentStates) }).nullable(),
  /** Most instances first. */
  running: z.array(runningSchema),
  /** In what these differ, a sentence each; empty where they do not. */
  drift: z.array(z.string()),
});
export type StageRuntime = z.infer<typeof stageRuntimeSchema>;

export const instanceSchema = z.object({
  service: z.string(),
  instance: z.string(),
  version: z.number().int(),
  stage: z.string().nullable(),
  environment: z.string(),
  /** Since when it has this version. */
  since: z.iso.datetime(),
  seenAt: z.iso.datetime(),
});
export type Instance = z.infer<typeof instanceSchema>;

export const modelRuntimeSchema = z.object({
  /** The stages that name a version, were deployed to, or have instances, in their order. */
  stages: z.array(stageRuntimeSchema),
  /** Instances that follow no stage. */
  elsewhere: z.array(runningSchema),
  /** Those that were seen lately, by service: the first 200. */
  instances: z.array(instanceSchema),
  /** How many there are of these, and how many fell silent within the last day. */
  count: z.number().int(),
  gone: z.number().int(),
});
export type ModelRuntime = z.infer<typeof modelRuntimeSchema>;
