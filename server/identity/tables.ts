import { index, integer, pgTable, text, uniqueIndex, uuid } from "drizzle-orm/pg-core";
import { createdAt, id, timestampMs } from "../db/columns.ts";
import { siteRoles } from "./schema.ts";

export const users = pgTable(
  "users",
  {
    id: id(),
    name: text().notNull(),
    email: text().notNull(),
    siteRole: text("site_role", { enum: siteRoles }).notNull().default("member"),
    passwordHash: text("password_hash").notNull(),
    createdAt: createdAt(),
  },
  (table) => [uniqueIndex("users_email").on(table.email)],
);

/** Sessions are kept under the hash of their cookie, so that a copy of the database signs nobody in. */
export const sessions = pgTable(
  "sessions",
  {
    tokenHash: text("token_hash").primaryKey(),
    userId: uuid("user_id")
      .notNull()
      .references(() => users.id),
    createdAt: createdAt(),
    expiresAt: timestampMs("expires_at").notNull(),
    /** When the password was last given: dangerous acts want it fresh. */
    confirmedAt: timestampMs("confirmed_at").notNull().defaultNow(),
  },
  (table) => [index("sessions_user").on(table.userId)],
);

/** Failed sign-ins per account and per address, counted in a window. */
export const signInFailures = pgTable("sign_in_failures", {
  key: text().primaryKey(),
  count: integer().notNull(),
  windowEndsAt: timestampMs("window_ends_at").notNull(),
});
