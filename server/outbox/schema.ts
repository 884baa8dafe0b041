import { z } from "zod";
import { actions } from "../audit/schema.ts";
import { modelNameSchema } from "../models/schema.ts";
import { eventPatternSchema, type RegistryEvent } from "./catalogue.ts";

/** What an event can tell of: everything that is done, and what follows from it and is no deed of its own. */
export const eventTypes = [...actions, "stage.moved"] as const;
export type EventType = (typeof eventTypes)[number];

/** Who is fed by the outbox. */
export const readers = ["webhooks", "notifications"] as const;
export type Reader = (typeof readers)[number];

/** So many events are on a page at most. */
export const mostEvents = 500;

export const feedInputSchema = z.object({
  /** The event after which to go on: an `id`, or the `next` of a page; `latest`: nothing of what was before. */
  after: z.union([z.number().int().min(0), z.literal("latest")], { error: "must be the number of an event, 0 for all of them, or latest" }).default(0),
  limit: z.number({ error: `must be a number from 1 to ${mostEvents}` }).int().min(1).max(mostEvents, { error: `must be at most ${mostEvents}` }).default(100),
  types: z.array(eventPatternSchema).min(1).max(100).default(["*"]),
  model: modelNameSchema.optional(),
});
export type FeedInput = z.infer<typeof feedInputSchema>;

export const feedPageSchema = z.object({
  items: z.array(z.custom<RegistryEvent>()),
  /** Where to go on, also where there is no item. */
  next: z.number().int(),
  /** Whether there is more to look at right away. */
  more: z.boolean(),
});
export type FeedPage = z.infer<typeof feedPageSchema>;
