import { index, pgTable, primaryKey, text, uuid } from "drizzle-orm/pg-core";
import { id, timestampMs } from "../db/columns.ts";
import { users } from "../identity/tables.ts";
import { models } from "../models/tables.ts";
import { versions } from "../versions/tables.ts";

export const pointers = pgTable(
  "pointers",
  {
    modelId: uuid("model_id")
      .notNull()
      .references(() => models.id),
    name: text().notNull(),
    versionId: uuid("version_id")
      .notNull()
      .references(() => versions.id),
    movedAt: timestampMs("moved_at").notNull(),
  },
  (table) => [primaryKey({ columns: [table.modelId, table.name] }), index("pointers_version").on(table.versionId)],
);

/** Every move of every pointer, for ever. A rollback is a new move. */
export const pointerMoves = pgTable(
  "pointer_moves",
  {
    id: id(),
    modelId: uuid("model_id")
      .notNull()
      .references(() => models.id),
    name: text().notNull(),
    fromVersionId: uuid("from_version_id").references(() => versions.id),
    toVersionId: uuid("to_version_id").references(() => versions.id),
    /** The promotion that allowed it; null for an alias, which moves freely. */
    promotionId: uuid("promotion_id"),
    movedBy: uuid("moved_by")
      .notNull()
      .references(() => users.id),
    movedAt: timestampMs("moved_at").notNull(),
  },
  (table) => [index("pointer_moves_model_name").on(table.modelId, table.name, table.movedAt)],
);
