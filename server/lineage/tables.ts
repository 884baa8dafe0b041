import { index, pgTable, primaryKey, text, uuid } from "drizzle-orm/pg-core";
import { versions } from "../versions/tables.ts";
import { relations } from "./schema.ts";

/** The versions of this registry that a version was made from. */
export const versionParents = pgTable(
  "version_parents",
  {
    versionId: uuid("version_id")
      .notNull()
      .references(() => versions.id),
    parentId: uuid("parent_id")
      .notNull()
      .references(() => versions.id),
    relation: text({ enum: relations }).notNull(),
  },
  (table) => [primaryKey({ columns: [table.versionId, table.parentId, table.relation] }), index("version_parents_parent").on(table.parentId)],
);
