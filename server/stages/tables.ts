import { sql } from "drizzle-orm";
import { integer, pgTable, text, uniqueIndex } from "drizzle-orm/pg-core";
import { timestampMs } from "../db/columns.ts";
import { stageColors } from "./schema.ts";

/** The names whose pointers move only through a promotion. A retired one stays, for the history that names it. */
export const stages = pgTable(
  "stages",
  {
    name: text().primaryKey(),
    position: integer().notNull(),
    description: text().notNull(),
    color: text({ enum: stageColors }).notNull().default("slate"),
    /** Slugs of the teams that are told of every move, besides the model's own. */
    tells: text().array().notNull().default(sql`'{}'`),
    retiredAt: timestampMs("retired_at"),
  },
  (table) => [uniqueIndex("stages_position").on(table.position).where(sql`retired_at is null`)],
);
