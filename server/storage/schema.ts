import { z } from "zod";
import { slugSchema } from "../teams/schema.ts";

const wholeDays = z.number().int({ error: "must be a whole number of days" }).min(1, { error: "must be at least 1 day" }).max(3650, { error: "must be at most 3,650 days" });

/** Bytes; null means that there is no limit. */
const quotaSchema = z.number().int({ error: "must be a whole number of bytes" }).nonnegative({ error: "must not be negative" }).nullable();

export const storageSettingsSchema = z.object({
  /** How long a deleted version or draft can be restored. */
  restoreDays: wholeDays,
  /** A draft in which nothing has happened for so long is deleted. */
  draftDays: wholeDays,
  /** How long bytes that nothing needs are kept before they are collected. */
  graceHours: z.number().int({ error: "must be a whole number of hours" }).min(1, { error: "must be at least 1 hour: uploads that are under way rely on it" }).max(8760, { error: "must be at most 8,760 hours" }),
  /** What a team may store, unless it has a quota of its own. */
  quotaBytes: quotaSchema,
});
export type StorageSettings = z.infer<typeof storageSettingsSchema>;

export const teamQuotaInputSchema = z.object({
  team: slugSchema,
  /** Null: the team has no quota of its own, and the site's counts. */
  quotaBytes: quotaSchema,
});

export const teamUsageSchema = z.object({
  team: z.string(),
  name: z.string(),
  /** Bytes of everything that its models and drafts hold, each counted once. */
  bytes: z.number().int(),
  blobs: z.number().int(),
  /** Its own quota; null where it has none. */
  ownQuotaBytes: quotaSchema,
  /** What counts: its own, else the site's; null: no limit. */
  quotaBytes: quotaSchema,
});
export type TeamUsage = z.infer<typeof teamUsageSchema>;

export const collectionSchema = z.object({
  id: z.string(),
  startedAt: z.iso.datetime(),
  finishedAt: z.iso.datetime().nullable(),
  dryRun: z.boolean(),
  startedBy: z.string(),
  /** How many blobs were removed (of a dry run: would have been), and their bytes. */
  blobs: z.number().int(),
  bytes: z.number().int(),
  /** Deleted versions that were given up, as their time had come. */
  versions: z.number().int(),
  drafts: z.number().int(),
  /** Half-arrived files that no upload knew any more. */
  arrivals: z.number().int(),
  failure: z.string().nullable(),
});
export type Collection = z.infer<typeof collectionSchema>;

export const storageOverviewSchema = z.object({
  store: z.enum(["fs", "s3"]),
  settings: storageSettingsSchema,
  /** Bytes that the store keeps, each once. */
  bytes: z.number().int(),
  blobs: z.number().int(),
  /** What all files of all versions would take if each were stored by itself. */
  referencedBytes: z.number().int(),
  /** Files in which other bytes were found than were stored. */
  damaged: z.number().int(),
  teams: z.array(teamUsageSchema),
  collections: z.array(collectionSchema),
});
export type StorageOverview = z.infer<typeof storageOverviewSchema>;
