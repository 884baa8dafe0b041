import { sql } from "drizzle-orm";
import { boolean, check, index, integer, jsonb, pgTable, primaryKey, text, timestamp, uniqueIndex, uuid } from "drizzle-orm/pg-core";
import { createdAt, id, timestampMs } from "../db/columns.ts";
import { users } from "../identity/tables.ts";
import { versions } from "../versions/tables.ts";
import { factSources, recallKinds, relations } from "./schema.ts";

/** The versions of this registry that a version was made from. */
export const versionParents = pgTable(
  "version_parents",
  {
    versionId: uuid("version_id")
      .notNull()
      .references(() => versions.id),
    parentId: uuid("parent_id")
      .notNull()
      .references(() => versions.id),
    relation: text({ enum: relations }).notNull(),
  },
  (table) => [primaryKey({ columns: [table.versionId, table.parentId, table.relation] }), index("version_parents_parent").on(table.parentId)],
);

/** The data that a version was made from or measured on: as declared with it, or as a lineage event said later. */
export const versionDatasets = pgTable(
  "version_datasets",
  {
    versionId: uuid("version_id")
      .notNull()
      .references(() => versions.id),
    /** From 0 on, in the order in which they were named. */
    position: integer().notNull(),
    name: text().notNull(),
    /** Empty where none was said. */
    version: text().notNull().default(""),
    digest: text(),
    uri: text(),
    /** training, evaluation, …; what an event says is `input`. */
    role: text().notNull(),
    source: text({ enum: factSources }).notNull().default("declared"),
  },
  (table) => [
    primaryKey({ columns: [table.versionId, table.position] }),
    index("version_datasets_name").on(table.name, table.version, table.versionId),
    index("version_datasets_digest").on(table.digest, table.versionId).where(sql`digest is not null`),
  ],
);

/** The code that a version was made with. */
export const versionCode = pgTable(
  "version_code",
  {
    versionId: uuid("version_id")
      .notNull()
      .references(() => versions.id),
    repository: text().notNull(),
    commit: text("commit_hash").notNull(),
    /** Whether there were changes that no commit holds. */
    dirty: boolean().notNull().default(false),
    source: text({ enum: factSources }).notNull().default("declared"),
  },
  (table) => [
    primaryKey({ columns: [table.versionId, table.repository, table.commit] }),
    index("version_code_commit").on(table.commit, table.versionId),
    index("version_code_repository").on(table.repository, table.commit, table.versionId),
  ],
);

/** The runs that a version came out of. */
export const versionRuns = pgTable(
  "version_runs",
  {
    versionId: uuid("version_id")
      .notNull()
      .references(() => versions.id),
    /** MLflow, W&B, OpenLineage, any. */
    tracker: text().notNull(),
    runId: text("run_id").notNull(),
    url: text(),
    source: text({ enum: factSources }).notNull().default("declared"),
  },
  (table) => [primaryKey({ columns: [table.versionId, table.tracker, table.runId] }), index("version_runs_run").on(table.tracker, table.runId)],
);

/** A dataset or a version that turned out to be bad: what came of it is flagged until the recall is lifted. */
export const recalls = pgTable(
  "recalls",
  {
    id: id(),
    kind: text({ enum: recallKinds }).notNull(),
    /** Of a dataset: its name, and which of its versions; empty for all of them. */
    dataset: text(),
    datasetVersion: text("dataset_version"),
    /** Of a dataset: bytes of this digest alone; null for whatever has the name. */
    datasetDigest: text("dataset_digest"),
    versionId: uuid("version_id").references(() => versions.id),
    reason: text().notNull(),
    recalledBy: uuid("recalled_by")
      .notNull()
      .references(() => users.id),
    createdAt: createdAt(),
    liftedAt: timestampMs("lifted_at"),
    liftedBy: uuid("lifted_by").references(() => users.id),
    liftingReason: text("lifting_reason"),
  },
  (table) => [
    index("recalls_created").on(table.createdAt, table.id),
    index("recalls_dataset").on(table.dataset).where(sql`lifted_at is null`),
    uniqueIndex("recalls_version").on(table.versionId).where(sql`lifted_at is null`),
    check("recalls_name_one_thing", sql`(kind = 'version') = (version_id is not null) and (kind = 'dataset') = (dataset is not null)`),
  ],
);

/** Every version that a recall touches: kept when it is raised, and for versions that come later when they are registered. */
export const recalledVersions = pgTable(
  "recalled_versions",
  {
    recallId: uuid("recall_id")
      .notNull()
      .references(() => recalls.id),
    versionId: uuid("version_id")
      .notNull()
      .references(() => versions.id),
    /** How many steps from what was recalled: 0 for itself, or for what was made from it directly. */
    distance: integer().notNull(),
  },
  (table) => [primaryKey({ columns: [table.recallId, table.versionId] }), index("recalled_versions_version").on(table.versionId)],
);

/** Lineage events as pipelines send them (OpenLineage), each once from whoever sends it: nobody adds to the runs of another. */
export const lineageEvents = pgTable(
  "lineage_events",
  {
    id: id(),
    runId: text("run_id").notNull(),
    job: text().notNull(),
    type: text().notNull(),
    at: timestamp({ withTimezone: true, precision: 3 }).notNull(),
    /** The whole event, with facets that are unknown here. */
    payload: jsonb().$type<Record<string, unknown>>().notNull(),
    receivedBy: uuid("received_by")
      .notNull()
      .references(() => users.id),
    createdAt: createdAt(),
  },
  (table) => [uniqueIndex("lineage_events_once").on(table.receivedBy, table.runId, table.job, table.type, table.at), index("lineage_events_created").on(table.createdAt, table.id)],
);
