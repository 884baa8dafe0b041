import { boolean, integer, jsonb, pgTable, primaryKey, text, uuid } from "drizzle-orm/pg-core";
import { createdAt, timestampMs } from "../db/columns.ts";
import { users } from "../identity/tables.ts";
import { versions } from "../versions/tables.ts";
import { cardSources } from "./schema.ts";

/** Every revision of the card of a version, for ever: the last one is shown. The first is its README.md, where it has one. */
export const cardRevisions = pgTable(
  "card_revisions",
  {
    versionId: uuid("version_id")
      .notNull()
      .references(() => versions.id),
    /** From 1 on, without gaps. */
    revision: integer().notNull(),
    /** Markdown, with its front matter. */
    body: text().notNull(),
    /** What was read of the front matter. */
    front: jsonb().$type<Record<string, unknown>>().notNull(),
    source: text({ enum: cardSources }).notNull(),
    note: text().notNull().default(""),
    authorId: uuid("author_id")
      .notNull()
      .references(() => users.id),
    createdAt: createdAt(),
  },
  (table) => [primaryKey({ columns: [table.versionId, table.revision] })],
);

/** One row: what new cards begin with here. While there is none, the template that is built in counts. */
export const siteCardTemplate = pgTable("site_card_template", {
  one: boolean().primaryKey().default(true),
  body: text().notNull(),
  savedBy: uuid("saved_by")
    .notNull()
    .references(() => users.id),
  savedAt: timestampMs("saved_at").notNull(),
});
