import { z } from "zod";
import { personSchema } from "../identity/schema.ts";

export const downloadStatsSchema = z.object({
  /** Since the version was registered. */
  files: z.number().int(),
  bytes: z.number().int(),
  people: z.number().int(),
  /** The last 30 days (UTC) in order, also those without any. */
  days: z.array(z.object({ day: z.iso.date(), files: z.number().int(), bytes: z.number().int() })),
  /** Who fetched most, at most ten; tokens by their names. */
  by: z.array(z.object({ person: personSchema, token: z.string().nullable(), files: z.number().int(), bytes: z.number().int(), lastDay: z.iso.date() })),
});
export type DownloadStats = z.infer<typeof downloadStatsSchema>;
