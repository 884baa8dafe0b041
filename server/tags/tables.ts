import { sql } from "drizzle-orm";
import { boolean, check, index, pgTable, primaryKey, text, uuid } from "drizzle-orm/pg-core";
import { createdAt } from "../db/columns.ts";
import { users } from "../identity/tables.ts";
import { models } from "../models/tables.ts";
import { tagAppliers, tagColors } from "./schema.ts";

/** Tags that belong together: of an exclusive group's, a model or version has at most one. */
export const tagGroups = pgTable("tag_groups", {
  name: text().primaryKey(),
  description: text().notNull().default(""),
  exclusive: boolean().notNull().default(false),
  createdAt: createdAt(),
});

/** The vocabulary that administrators keep. A tag of a group is named after it: `risk:high`. */
export const tags = pgTable(
  "tags",
  {
    name: text().primaryKey(),
    group: text("group_name").references(() => tagGroups.name),
    description: text().notNull().default(""),
    color: text({ enum: tagColors }).notNull().default("slate"),
    appliers: text({ enum: tagAppliers }).notNull().default("contributors"),
    createdBy: uuid("created_by").references(() => users.id),
    createdAt: createdAt(),
  },
  (table) => [
    index("tags_group").on(table.group),
    check("tags_named_after_their_group", sql`group_name is not distinct from nullif(split_part(name, ':', 1), name)`),
  ],
);

/** The tags of models; those of versions are `version_tags`. */
export const modelTags = pgTable(
  "model_tags",
  {
    modelId: uuid("model_id")
      .notNull()
      .references(() => models.id),
    tag: text().notNull(),
  },
  (table) => [primaryKey({ columns: [table.modelId, table.tag] }), index("model_tags_tag").on(table.tag)],
);
