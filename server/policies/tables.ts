import { integer, index, jsonb, pgTable, text, uniqueIndex, uuid } from "drizzle-orm/pg-core";
import { createdAt, id } from "../db/columns.ts";
import { users } from "../identity/tables.ts";
import { models } from "../models/tables.ts";
import { stages } from "../stages/tables.ts";
import { teams } from "../teams/tables.ts";
import { policyModes, type Rules } from "./schema.ts";

/** Every version of every policy's document, for ever: who changes a policy adds a version. */
export const policies = pgTable(
  "policies",
  {
    id: id(),
    stage: text()
      .notNull()
      .references(() => stages.name),
    /** `site`, `team:<id>` or `model:<id>`. */
    scope: text().notNull(),
    teamId: uuid("team_id").references(() => teams.id),
    modelId: uuid("model_id").references(() => models.id),
    version: integer().notNull(),
    mode: text({ enum: policyModes }).notNull(),
    rules: jsonb().$type<Rules>().notNull(),
    note: text().notNull(),
    savedBy: uuid("saved_by")
      .notNull()
      .references(() => users.id),
    createdAt: createdAt(),
  },
  (table) => [
    uniqueIndex("policies_version").on(table.stage, table.scope, table.version),
    index("policies_team").on(table.teamId),
    index("policies_model").on(table.modelId),
  ],
);
