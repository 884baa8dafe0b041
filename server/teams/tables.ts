import { index, pgTable, primaryKey, text, uniqueIndex, uuid } from "drizzle-orm/pg-core";
import { createdAt, id } from "../db/columns.ts";
import { sources } from "../identity/schema.ts";
import { users } from "../identity/tables.ts";
import { teamRoles } from "./schema.ts";

export const teams = pgTable(
  "teams",
  { id: id(), slug: text().notNull(), name: text().notNull(), createdAt: createdAt() },
  (table) => [uniqueIndex("teams_slug").on(table.slug)],
);

export const members = pgTable(
  "members",
  {
    teamId: uuid("team_id")
      .notNull()
      .references(() => teams.id),
    userId: uuid("user_id")
      .notNull()
      .references(() => users.id),
    role: text({ enum: teamRoles }).notNull(),
    source: text({ enum: sources }).notNull().default("hand"),
    createdAt: createdAt(),
  },
  (table) => [primaryKey({ columns: [table.teamId, table.userId] }), index("members_user").on(table.userId, table.teamId)],
);
