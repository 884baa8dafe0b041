import { actions } from "../audit/schema.ts";

/** What an event can tell of: everything that is done, and what follows from it and is no deed of its own. */
export const eventTypes = [...actions, "stage.moved"] as const;
export type EventType = (typeof eventTypes)[number];

/** Who is fed by the outbox. */
export const readers = ["webhooks", "notifications"] as const;
export type Reader = (typeof readers)[number];
