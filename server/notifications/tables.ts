import { sql } from "drizzle-orm";
import { bigint, boolean, index, jsonb, pgTable, primaryKey, text, uniqueIndex, uuid } from "drizzle-orm/pg-core";
import { createdAt, id, timestampMs } from "../db/columns.ts";
import { users } from "../identity/tables.ts";
import { models } from "../models/tables.ts";
import { mailChoices, notificationKinds } from "./schema.ts";

/** What a person is told of. */
export const notifications = pgTable(
  "notifications",
  {
    id: id(),
    userId: uuid("user_id")
      .notNull()
      .references(() => users.id),
    kind: text({ enum: notificationKinds }).notNull(),
    /** The one thing that it tells of, of which nobody hears twice: `review promotion 0198… 2`. */
    key: text().notNull(),
    /** What it hangs on, and can be muted by: `promotion:0198…`, `model:0198…`, `token:0198…`, `webhook:0198…`. */
    subject: text().notNull(),
    modelId: uuid("model_id").references(() => models.id),
    /** The event that it came of; null of what came of the clock. */
    eventId: bigint("event_id", { mode: "number" }),
    /** What its sentence is made of. */
    facts: jsonb().$type<Record<string, unknown>>().notNull(),
    createdAt: createdAt(),
    readAt: timestampMs("read_at"),
    /** When a letter with it went out. */
    mailedAt: timestampMs("mailed_at"),
  },
  (table) => [
    uniqueIndex("notifications_once").on(table.userId, table.key),
    index("notifications_user").on(table.userId, table.createdAt, table.id),
    index("notifications_unread").on(table.userId).where(sql`read_at is null`),
    index("notifications_subject").on(table.subject),
  ],
);

/** What somebody has chosen; what is not here is as the registry proposes. */
export const notificationChoices = pgTable(
  "notification_choices",
  {
    userId: uuid("user_id")
      .notNull()
      .references(() => users.id),
    kind: text({ enum: notificationKinds }).notNull(),
    inApp: boolean("in_app").notNull(),
    mail: text({ enum: mailChoices }).notNull(),
  },
  (table) => [primaryKey({ columns: [table.userId, table.kind] })],
);

/** What somebody does not want to hear of any more. */
export const notificationMutes = pgTable(
  "notification_mutes",
  {
    userId: uuid("user_id")
      .notNull()
      .references(() => users.id),
    subject: text().notNull(),
    createdAt: createdAt(),
  },
  (table) => [primaryKey({ columns: [table.userId, table.subject] })],
);
