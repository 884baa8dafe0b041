import { index, integer, jsonb, pgTable, text, uniqueIndex, uuid } from "drizzle-orm/pg-core";
import { createdAt, id } from "../db/columns.ts";
import { users } from "../identity/tables.ts";
import { models } from "../models/tables.ts";
import { teams } from "../teams/tables.ts";

/**
 * Every version of every JSON Schema that the metadata of new versions has to meet, for ever: who changes one adds a
 * version; null as the schema takes it away.
 */
export const metadataSchemas = pgTable(
  "metadata_schemas",
  {
    id: id(),
    /** `site`, `team:<id>` or `model:<id>`. */
    scope: text().notNull(),
    teamId: uuid("team_id").references(() => teams.id),
    modelId: uuid("model_id").references(() => models.id),
    version: integer().notNull(),
    schema: jsonb().$type<Record<string, unknown>>(),
    note: text().notNull(),
    savedBy: uuid("saved_by")
      .notNull()
      .references(() => users.id),
    createdAt: createdAt(),
  },
  (table) => [
    uniqueIndex("metadata_schemas_version").on(table.scope, table.version),
    index("metadata_schemas_team").on(table.teamId),
    index("metadata_schemas_model").on(table.modelId),
  ],
);
