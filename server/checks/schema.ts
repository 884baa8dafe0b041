import { z } from "zod";
import { personSchema } from "../identity/schema.ts";
import { slugSchema } from "../teams/schema.ts";

/** How a reported check stands. The last two are final; a new run may begin after them. */
export const reportStatuses = ["queued", "running", "passed", "failed"] as const;
export type ReportStatus = (typeof reportStatuses)[number];

/** How a demand stands: `missing` when nobody has reported, `pending` while it is being found out. Only `passed` passes. */
export const outcomeStatuses = ["passed", "failed", "missing", "pending"] as const;
export type OutcomeStatus = (typeof outcomeStatuses)[number];

const numbers = z
  .record(z.string().min(1).max(100), z.number({ error: "must be a finite number" }))
  .refine((given) => Object.keys(given).length <= 100, { error: "must hold at most 100 numbers" });

const link = z.url({ protocol: /^https?$/, error: "must be an http or https address" }).max(2000);

export const reportInputSchema = z.object({
  /** The version, in any way that names it. */
  reference: z.string().min(3).max(300),
  check: slugSchema,
  status: z.enum(reportStatuses, { error: `must be one of ${reportStatuses.join(", ")}` }),
  summary: z.string().trim().max(2000, { error: "must have at most 2,000 characters" }).default(""),
  url: link.optional(),
  numbers: numbers.default({}),
  /** What the pipeline calls this run. Reports of one run may come twice and in any order. */
  run: z.string().trim().min(1).max(200).optional(),
});
export type ReportInput = z.infer<typeof reportInputSchema>;

/** The last report of a check on a version. */
export const reportSchema = z.object({
  id: z.string(),
  check: z.string(),
  status: z.enum(reportStatuses),
  summary: z.string(),
  url: z.string().nullable(),
  numbers: z.record(z.string(), z.number()),
  run: z.string().nullable(),
  by: personSchema,
  at: z.iso.datetime(),
});
export type Report = z.infer<typeof reportSchema>;

/** One automatic demand of a policy, and how a version stands to it. */
export const outcomeSchema = z.object({
  /** Tells the demands of a policy apart: `metric:auc`, `external:bias-audit`. */
  id: z.string(),
  title: z.string(),
  status: z.enum(outcomeStatuses),
  /** What was found, in a sentence. */
  why: z.string(),
  /** The single findings: incompatible fields, missing keys. */
  findings: z.array(z.string()),
  /** Of an external check: what was reported. */
  report: reportSchema.nullable(),
  /** False for a demand that is only tried. */
  enforced: z.boolean(),
});
export type Outcome = z.infer<typeof outcomeSchema>;

/** A check that pipelines report, as administrators keep it. */
export const externalCheckSchema = z.object({
  name: z.string(),
  description: z.string(),
  createdAt: z.iso.datetime(),
  createdBy: personSchema,
  /** Tokens that may report it. */
  tokens: z.number().int(),
  lastReportAt: z.iso.datetime().nullable(),
});
export type ExternalCheck = z.infer<typeof externalCheckSchema>;

export const newExternalCheckSchema = z.object({
  name: slugSchema,
  description: z.string().trim().max(300, { error: "must have at most 300 characters" }).default(""),
});
