import { sql } from "drizzle-orm";
import { check, pgTable, text, unique, uuid } from "drizzle-orm/pg-core";
import { createdAt, id } from "../db/columns.ts";
import { siteRoles } from "../identity/schema.ts";
import { teamRoles } from "../teams/schema.ts";
import { teams } from "../teams/tables.ts";

/** What a group at the single sign-on provider gives here: a role in a team, or a role on the site. */
export const groupMappings = pgTable(
  "group_mappings",
  {
    id: id(),
    /** As the provider's groups claim names it. */
    group: text("group_name").notNull(),
    teamId: uuid("team_id").references(() => teams.id),
    role: text({ enum: teamRoles }),
    siteRole: text("site_role", { enum: siteRoles }),
    createdAt: createdAt(),
  },
  (table) => [
    unique("group_mappings_once").on(table.group, table.teamId).nullsNotDistinct(),
    check("group_mappings_give_one_role", sql`(team_id is null) = (role is null) and (role is null) <> (site_role is null)`),
  ],
);
