import { sql } from "drizzle-orm";
import { boolean, customType, doublePrecision, index, integer, jsonb, pgTable, primaryKey, text, uniqueIndex, uuid } from "drizzle-orm/pg-core";
import { createdAt, id, timestampMs } from "../db/columns.ts";
import { users } from "../identity/tables.ts";
import { models } from "../models/tables.ts";
import { teams } from "../teams/tables.ts";
import { versions } from "../versions/tables.ts";
import type { StageHolder, ViewLayout } from "./schema.ts";

const tsvector = customType<{ data: string }>({ dataType: () => "tsvector" });

/** What both kinds of entries hold of what they stand for, as the language asks for it. */
const found = {
  /** Raised when what an entry holds changes: then it is written again. */
  edition: integer().notNull(),
  /** `field:value`, lower case: `team:risk`, `stage:production`, `tag:nlp`, `param.depth:6`, `has:card`. */
  terms: text().array().notNull(),
  /** Whether everybody sees the model. */
  internal: boolean().notNull().default(false),
  /** The words of what it is called. */
  names: tsvector().notNull().default(""),
  /** Names, descriptions and tags, weighted. */
  words: tsvector().notNull(),
  /** The card's. */
  cardWords: tsvector("card_words").notNull(),
};

/** A model as a search finds it: by its own facts, those of its newest version, and its live stages. */
export const modelEntries = pgTable(
  "model_entries",
  {
    modelId: uuid("model_id")
      .primaryKey()
      .references(() => models.id),
    teamId: uuid("team_id")
      .notNull()
      .references(() => teams.id),
    reference: text().notNull(),
    /** The newest version that was not deleted; null while there is none. */
    versionId: uuid("version_id").references(() => versions.id),
    /** How many there are that were not deleted. */
    versions: integer().notNull(),
    stages: jsonb().$type<StageHolder[]>().notNull(),
    createdAt: timestampMs("created_at").notNull(),
    updatedAt: timestampMs("updated_at").notNull(),
    ...found,
  },
  (table) => [
    index("model_entries_updated").on(table.updatedAt, table.modelId),
    index("model_entries_created").on(table.createdAt, table.modelId),
    index("model_entries_reference").on(table.reference, table.modelId),
    index("model_entries_name").on(sql`split_part(${table.reference}, '/', 2)`),
    index("model_entries_team").on(table.teamId, table.updatedAt, table.modelId),
    index("model_entries_version").on(table.versionId),
    index("model_entries_terms").using("gin", table.terms),
    index("model_entries_names").using("gin", table.names),
    index("model_entries_words").using("gin", table.words),
    index("model_entries_card_words").using("gin", table.cardWords),
    index("model_entries_like").using("gin", sql`${table.reference} gin_trgm_ops`),
    index("model_entries_edition").on(table.edition),
  ],
);

/** A version as a search finds it. */
export const versionEntries = pgTable(
  "version_entries",
  {
    versionId: uuid("version_id")
      .primaryKey()
      .references(() => versions.id),
    modelId: uuid("model_id")
      .notNull()
      .references(() => models.id),
    teamId: uuid("team_id")
      .notNull()
      .references(() => teams.id),
    number: integer().notNull(),
    createdAt: timestampMs("created_at").notNull(),
    ...found,
  },
  (table) => [
    index("version_entries_created").on(table.createdAt, table.versionId),
    uniqueIndex("version_entries_model").on(table.modelId, table.number),
    index("version_entries_team").on(table.teamId, table.createdAt, table.versionId),
    index("version_entries_terms").using("gin", table.terms),
    index("version_entries_names").using("gin", table.names),
    index("version_entries_words").using("gin", table.words),
    index("version_entries_card_words").using("gin", table.cardWords),
    index("version_entries_edition").on(table.edition),
  ],
);

/** The numbers of a model's newest version, by `metric.auc`, `param.depth` or `attr.rows`. */
export const modelNumbers = pgTable(
  "model_numbers",
  {
    modelId: uuid("model_id")
      .notNull()
      .references(() => models.id),
    key: text().notNull(),
    value: doublePrecision().notNull(),
  },
  (table) => [primaryKey({ columns: [table.modelId, table.key] }), index("model_numbers_value").on(table.key, table.value, table.modelId)],
);

/** The numbers of every version. */
export const versionNumbers = pgTable(
  "version_numbers",
  {
    versionId: uuid("version_id")
      .notNull()
      .references(() => versions.id),
    key: text().notNull(),
    value: doublePrecision().notNull(),
  },
  (table) => [primaryKey({ columns: [table.versionId, table.key] }), index("version_numbers_value").on(table.key, table.value, table.versionId)],
);

/** Every word that stands in an entry, for words that are misspelt. What one may not see is not found by it. */
export const searchWords = pgTable("search_words", { word: text().primaryKey() }, (table) => [
  index("search_words_like").using("gin", sql`${table.word} gin_trgm_ops`),
]);

/** A query that somebody keeps, for themselves or for their team. */
export const savedViews = pgTable(
  "saved_views",
  {
    id: id(),
    name: text().notNull(),
    query: text().notNull(),
    layout: jsonb().$type<ViewLayout>().notNull(),
    ownerId: uuid("owner_id")
      .notNull()
      .references(() => users.id),
    /** Whose members see it too; null for the owner's alone. */
    teamId: uuid("team_id").references(() => teams.id),
    createdAt: createdAt(),
    updatedAt: timestampMs("updated_at").notNull(),
  },
  (table) => [
    uniqueIndex("saved_views_owner_name").on(table.ownerId, table.name),
    index("saved_views_team").on(table.teamId, table.name),
  ],
);
