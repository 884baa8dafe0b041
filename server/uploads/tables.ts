import { sql } from "drizzle-orm";
import { bigint, index, jsonb, pgTable, text, uniqueIndex, uuid } from "drizzle-orm/pg-core";
import { createdAt, id, timestampMs } from "../db/columns.ts";
import type { Arrival } from "../blobs/store.ts";
import { versions } from "../versions/tables.ts";
import { uploadStates, uploadWays, type Route } from "./schema.ts";

/** Files on their way into a draft: what has come of each, so that it goes on there after whatever happens. */
export const uploads = pgTable(
  "uploads",
  {
    id: id(),
    draftId: uuid("draft_id")
      .notNull()
      .references(() => versions.id),
    path: text().notNull(),
    /** Bytes in all. */
    size: bigint({ mode: "number" }).notNull(),
    way: text({ enum: uploadWays }).notNull(),
    state: text({ enum: uploadStates }).notNull(),
    /** What the sender takes for the same file when it tries again. */
    fingerprint: text(),
    /** Where the bytes are and how far they have come, in the store's words; null before the first. */
    arrival: jsonb().$type<Arrival>(),
    /** Where the browser's route wants to hear that it is here, and what it wants back. */
    route: jsonb().$type<Route>(),
    /** The digest: of a file that is wholly here. */
    sha256: text(),
    /** Why it can't go on. */
    failure: text(),
    /** Who receives it at this instant, and until when they said they would. */
    holder: uuid(),
    heldUntil: timestampMs("held_until"),
    createdAt: createdAt(),
    updatedAt: timestampMs("updated_at").notNull().defaultNow(),
  },
  (table) => [
    uniqueIndex("uploads_draft_path").on(table.draftId, table.path),
    index("uploads_fingerprint").on(table.fingerprint).where(sql`state = 'arriving'`),
    index("uploads_stored").on(table.sha256).where(sql`state = 'stored'`),
    index("uploads_arrival").on(sql`(${table.arrival} ->> 'name')`),
    index("uploads_updated").on(table.updatedAt),
  ],
);
