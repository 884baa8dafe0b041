import { index, pgTable, text, uuid } from "drizzle-orm/pg-core";
import { createdAt } from "../db/columns.ts";
import { users } from "../identity/tables.ts";
import { teams } from "../teams/tables.ts";

/** A machine's account and the team that owns it. What it may do are its roles, as those of people are. */
export const serviceAccounts = pgTable(
  "service_accounts",
  {
    userId: uuid("user_id")
      .primaryKey()
      .references(() => users.id),
    teamId: uuid("team_id")
      .notNull()
      .references(() => teams.id),
    description: text().notNull().default(""),
    createdBy: uuid("created_by")
      .notNull()
      .references(() => users.id),
    createdAt: createdAt(),
  },
  (table) => [index("service_accounts_team").on(table.teamId)],
);
