import { z } from "zod";
import { personSchema } from "../identity/schema.ts";
import { modelNameSchema } from "../models/schema.ts";
import { stageNameSchema } from "../stages/schema.ts";
import { slugSchema } from "../teams/schema.ts";

/** An object with these keys and no others: a rule that was misspelt would otherwise be a rule that is not there. */
const exact = <Shape extends z.ZodRawShape>(shape: Shape) =>
  z.strictObject(shape, { error: (issue) => (issue.code === "unrecognized_keys" ? `has no ${issue.keys.join(", ")}: what it can have is ${Object.keys(shape).join(", ")}` : undefined) });

const key = z.string().trim().min(1, { error: "must not be empty" }).max(200, { error: "must have at most 200 characters" });
const finite = z.number({ error: "must be a finite number" });
const count = (most: number) => z.number({ error: "must be a whole number" }).int({ error: "must be a whole number" }).min(0, { error: "must not be negative" }).max(most, { error: `must be at most ${most}` });
const hours = (most: number) => z.number({ error: "must be a number of hours" }).min(0, { error: "must not be negative" }).max(most, { error: `must be at most ${most} hours` });

/** What a policy can demand of a version by itself: each is an automatic check. */
export const checkDemandSchema = z.discriminatedUnion("kind", [
  /** A metric within bounds of its own. */
  exact({ kind: z.literal("metric"), metric: key, atLeast: finite.optional(), atMost: finite.optional() }),
  /** A metric no worse than that of the live version by more than `tolerance`, in the metric's own unit. */
  exact({ kind: z.literal("metric_vs_live"), metric: key, better: z.enum(["higher", "lower"]), tolerance: finite.min(0, { error: "must not be negative" }).default(0) }),
  /** Keys of the metadata that must hold something: `code.commit`, `attributes.owner`, `run.url`. */
  exact({ kind: z.literal("metadata"), keys: z.array(key).min(1, { error: "must name at least one key" }).max(50) }),
  /** A model card: a README.md among the files. */
  exact({ kind: z.literal("card") }),
  /** Every dataset with its digest, the code with its commit, and the environment. */
  exact({ kind: z.literal("lineage") }),
  /** Every file looked into, none damaged or unreadable. */
  exact({ kind: z.literal("files_verified") }),
  /** No file that runs code when it is loaded, or may. */
  exact({ kind: z.literal("safe_serialization") }),
  /** Whoever calls the live version can call this one. */
  exact({ kind: z.literal("signature_compatible") }),
  /** The version has been live in an earlier stage for so long, in hours. */
  exact({ kind: z.literal("soak"), stage: stageNameSchema, hours: hours(24 * 365) }),
  /** A check that a pipeline reports, with a token that is pinned to its name. */
  exact({ kind: z.literal("external"), name: slugSchema }),
]);
export type CheckDemand = z.infer<typeof checkDemandSchema>;

/** Hours of a calendar: they begin when `cron` says so, in `timeZone`, and last `hours`. */
export const windowSchema = exact({
  /** Five fields: minute, hour, day of the month, month, day of the week. */
  cron: z.string().trim().min(9, { error: "must have five fields, such as 0 18 * * 5" }).max(100, { error: "must have at most 100 characters" }),
  hours: z.number({ error: "must be a number of hours" }).positive({ error: "must be more than 0" }).max(24 * 90, { error: "must be at most 2,160 hours" }),
  /** As in the IANA database: `Europe/Berlin`, `UTC`. */
  timeZone: z.string().trim().min(1, { error: "must not be empty" }).max(60, { error: "must have at most 60 characters" }).default("UTC"),
  /** Why, for those whom it stops. */
  reason: z.string().trim().max(300, { error: "must have at most 300 characters" }).default(""),
});
export type Window = z.infer<typeof windowSchema>;

/** Some people of whom so many have to approve, besides counting among all approvals. */
export const groupSchema = exact({
  from: z.discriminatedUnion("kind", [
    /** Members of this team, whatever their role there, who may review the model. */
    exact({ kind: z.literal("team"), team: slugSchema }),
    /** Members of the model's own team with this role. */
    exact({ kind: z.literal("role"), role: z.enum(["reviewer", "maintainer"]) }),
  ]),
  approvals: count(20).min(1, { error: "must be at least 1" }),
});
export type ReviewerGroup = z.infer<typeof groupSchema>;

/** What the deployment of a promoted version means for its stage. Nothing that goes back or is taken out waits for it. */
export const deploymentRuleSchema = exact({
  /** The stage names the version only once its deployment has succeeded. */
  wait: z.boolean({ error: "must be true or false" }),
  /** Whoever has not said by then how it ended counts as having failed. */
  minutes: count(10_080).min(1, { error: "must be at least 1" }),
  /** When it fails after the stage has moved: the stage stays, or goes back by itself to what it named before. */
  onFailure: z.enum(["keep", "roll_back"]),
});
export type DeploymentRule = z.infer<typeof deploymentRuleSchema>;

/**
 * What a stage demands. Nobody's own approval counts, whatever is written here: neither the requester's nor that of the
 * version's author. What is left out is not demanded.
 */
export const rulesSchema = exact({
  /** How many people have to approve; each counts once, however many groups they are in. */
  approvals: count(20).optional(),
  groups: z.array(groupSchema).max(20).optional(),
  /** An approval older than this does not count, in days. */
  approvalsLastDays: count(365).min(1, { error: "must be at least 1" }).optional(),
  /** Every thread of the conversation has to be resolved. */
  resolveThreads: z.boolean().optional(),
  checks: z.array(checkDemandSchema).max(200, { error: "must hold at most 200 checks" }).optional(),
  /** How long a request has to be open, in its present round, before it is applied, in hours. */
  waitHours: hours(24 * 90).optional(),
  /** Applied only within one of these. */
  windows: z.array(windowSchema).max(20).optional(),
  /** Not applied within any of these, which come before windows. */
  freezes: z.array(windowSchema).max(20).optional(),
  /** A request that is not decided by then expires, in days. */
  expiresDays: count(365).min(1, { error: "must be at least 1" }).optional(),
  /** Whether the approval that clears the last blocker applies it, or somebody has to say so. */
  apply: z.enum(["automatic", "manual"]).optional(),
  /** Whether a rollback goes at once, on the signatures that the version got before, or is reviewed again. */
  rollback: z.enum(["at_once", "reviewed"]).optional(),
  deployment: deploymentRuleSchema.optional(),
});
export type Rules = z.infer<typeof rulesSchema>;

/** `evaluate`: shown and recorded with every promotion, but nothing is blocked by it. What was enforced before still is. */
export const policyModes = ["enforce", "evaluate"] as const;
export type PolicyMode = (typeof policyModes)[number];

/** Whose rules: all models', a team's, or one model's. The narrower ones only add to the wider. */
export const policyScopeSchema = z.discriminatedUnion("kind", [
  z.object({ kind: z.literal("site") }),
  z.object({ kind: z.literal("team"), team: slugSchema }),
  z.object({ kind: z.literal("model"), model: modelNameSchema }),
]);
export type PolicyScope = z.infer<typeof policyScopeSchema>;

/** One version of a policy's document. */
export const policySchema = z.object({
  id: z.string(),
  stage: z.string(),
  scope: policyScopeSchema,
  /** Counts from 1 within its stage and scope. */
  version: z.number().int(),
  mode: z.enum(policyModes),
  rules: rulesSchema,
  /** The same as sentences, one for each rule; of a team's or a model's document those that it adds. */
  words: z.array(z.string()),
  /** Why it was changed. */
  note: z.string(),
  by: personSchema,
  at: z.iso.datetime(),
});
export type Policy = z.infer<typeof policySchema>;

/** The rules of several documents together, with nothing left open. */
export const mergedRulesSchema = rulesSchema
  .required()
  .omit({ approvalsLastDays: true, windows: true, deployment: true })
  .extend({
    /** Null: they last. */
    approvalsLastDays: z.number().int().nullable(),
    /** The windows of each document that has any: one of each has to be open. */
    windows: z.array(z.array(windowSchema)),
    /** Null, also of what was decided before there were such rules: its deployment is no business of the stage's. */
    deployment: deploymentRuleSchema.nullable().default(null),
  });
export type MergedRules = z.infer<typeof mergedRulesSchema>;

/** What counts for a model's stage: the rules of all scopes together. */
export const effectivePolicySchema = z.object({
  enforced: mergedRulesSchema,
  /** The same with the documents that are only tried in the place of those that they would replace; null when none are. */
  tried: mergedRulesSchema.nullable(),
  /** The documents that it was made of, the widest first. */
  sources: z.array(z.object({ scope: policyScopeSchema, version: z.number().int(), mode: z.enum(policyModes) })),
});
export type EffectivePolicy = z.infer<typeof effectivePolicySchema>;

/** An effective policy, in words: one sentence for each rule. */
export const wordedPolicySchema = effectivePolicySchema.extend({
  words: z.array(z.string()),
  /** Of the rules that are only tried, those that are not enforced. */
  triedWords: z.array(z.string()),
});
export type WordedPolicy = z.infer<typeof wordedPolicySchema>;

const placed = { stage: stageNameSchema, scope: policyScopeSchema };

export const policyAddressSchema = z.object(placed);

export const newPolicySchema = z.object({
  ...placed,
  mode: z.enum(policyModes),
  rules: rulesSchema,
  note: z.string().trim().min(1, { error: "must say why" }).max(2000, { error: "must have at most 2,000 characters" }),
  /** The newest version that its author saw: 0 when there was none. Refused when somebody else has saved one since. */
  expected: z.number().int().nonnegative(),
});
export type NewPolicy = z.infer<typeof newPolicySchema>;

/** A document that is being written. */
export const policyDraftSchema = z.object({ ...placed, rules: rulesSchema });

/** What such a draft comes to. */
export const policyPreviewSchema = z.object({
  words: z.array(z.string()),
  /** For which it could not be saved; one sentence each. */
  faults: z.array(z.string()),
});
export type PolicyPreview = z.infer<typeof policyPreviewSchema>;

export const simulationInputSchema = z.object({
  ...placed,
  rules: rulesSchema,
  /** How many of the latest applied promotions are looked at. */
  limit: z.number().int().min(1).max(200).default(50),
});

/** What a draft policy would have said of a promotion, at the instant before it was applied. */
export const simulatedSchema = z.object({
  id: z.string(),
  model: z.string(),
  version: z.number().int(),
  stage: z.string(),
  appliedAt: z.iso.datetime(),
  /** Empty: it would have gone through. */
  blockers: z.array(z.object({ what: z.string(), why: z.string() })),
});

export const simulationSchema = z.object({
  /** Faults of the draft itself, for which it could not be saved; one sentence each. */
  faults: z.array(z.string()),
  promotions: z.array(simulatedSchema),
});
export type Simulation = z.infer<typeof simulationSchema>;
