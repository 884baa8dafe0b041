import { sql } from "drizzle-orm";
import { check, index, pgTable, text, uniqueIndex, uuid } from "drizzle-orm/pg-core";
import { createdAt, id, timestampMs } from "../db/columns.ts";
import { users } from "../identity/tables.ts";
import { models } from "../models/tables.ts";
import { teamRoles } from "../teams/schema.ts";
import { teams } from "../teams/tables.ts";

/** A role on one model: of a person (or service account), or of every member of a team. */
export const grants = pgTable(
  "grants",
  {
    id: id(),
    modelId: uuid("model_id")
      .notNull()
      .references(() => models.id),
    userId: uuid("user_id").references(() => users.id),
    teamId: uuid("team_id").references(() => teams.id),
    role: text({ enum: teamRoles }).notNull(),
    /** From then on it gives nothing; null for one without an end. */
    expiresAt: timestampMs("expires_at"),
    createdBy: uuid("created_by")
      .notNull()
      .references(() => users.id),
    createdAt: createdAt(),
  },
  (table) => [
    uniqueIndex("grants_model_user").on(table.modelId, table.userId),
    uniqueIndex("grants_model_team").on(table.modelId, table.teamId),
    index("grants_user").on(table.userId, table.modelId),
    index("grants_team").on(table.teamId, table.modelId),
    check("grants_one_subject", sql`(user_id is null) <> (team_id is null)`),
  ],
);
