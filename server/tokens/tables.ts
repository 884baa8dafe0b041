import { sql } from "drizzle-orm";
import { index, pgTable, text, uniqueIndex, uuid } from "drizzle-orm/pg-core";
import { createdAt, id, timestampMs } from "../db/columns.ts";
import { users } from "../identity/tables.ts";

export const tokens = pgTable(
  "tokens",
  {
    id: id(),
    userId: uuid("user_id")
      .notNull()
      .references(() => users.id),
    name: text().notNull(),
    prefix: text().notNull(),
    /** SHA-256 of the secret, which is long and random and so needs no slow hash. */
    secretHash: text("secret_hash").notNull(),
    scopes: text().array().notNull(),
    /** The checks that it may report, and no others. */
    checks: text().array().notNull().default(sql`'{}'`),
    /** The models that it reaches, such as `risk/*`; `*` for all that its owner does. */
    models: text().array().notNull().default(sql`'{*}'`),
    /** Who made it: for a service account's token, the person. */
    createdBy: uuid("created_by").references(() => users.id),
    /** The token that it takes the place of; that one ends after the overlap. */
    replaces: uuid(),
    createdAt: createdAt(),
    expiresAt: timestampMs("expires_at"),
    lastUsedAt: timestampMs("last_used_at"),
    /** From where it was used, the latest of 20: another one is put on record. */
    addresses: text().array().notNull().default(sql`'{}'`),
    revokedAt: timestampMs("revoked_at"),
  },
  (table) => [
    uniqueIndex("tokens_secret_hash").on(table.secretHash),
    index("tokens_user").on(table.userId, table.createdAt, table.id),
    index("tokens_created").on(table.createdAt, table.id),
    // A token has one successor, unless that was revoked.
    uniqueIndex("tokens_successor").on(table.replaces).where(sql`revoked_at is null`),
  ],
);
