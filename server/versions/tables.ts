import { sql } from "drizzle-orm";
import { bigint, check, index, integer, jsonb, pgTable, primaryKey, text, uniqueIndex, uuid } from "drizzle-orm/pg-core";
import { blobs } from "../blobs/tables.ts";
import { createdAt, id, timestampMs } from "../db/columns.ts";
import { users } from "../identity/tables.ts";
import { models } from "../models/tables.ts";
import type { Metadata } from "./schema.ts";

type Declared = Omit<Metadata, "tags">;

/**
 * Versions and the drafts that become them. A draft has neither number nor digest; from the moment that it has
 * both, triggers refuse every change to it and to its files.
 */
export const versions = pgTable(
  "versions",
  {
    id: id(),
    modelId: uuid("model_id")
      .notNull()
      .references(() => models.id),
    number: integer(),
    digest: text(),
    /**
     * Everything that was declared of it but its tags, which may change later and hang beside. Of a draft, parts may
     * be missing; finalizing it refuses that.
     */
    metadata: jsonb().$type<Declared>().notNull(),
    authorId: uuid("author_id")
      .notNull()
      .references(() => users.id),
    files: integer().notNull().default(0),
    bytes: bigint({ mode: "number" }).notNull().default(0),
    createdAt: createdAt(),
    /** Of a draft: when something was last done in it. */
    touchedAt: timestampMs("touched_at").notNull().defaultNow(),
    finalizedAt: timestampMs("finalized_at"),
  },
  (table) => [
    uniqueIndex("versions_model_number").on(table.modelId, table.number),
    index("versions_model_digest").on(table.modelId, table.digest),
    index("versions_drafts").on(table.authorId, table.createdAt).where(sql`number is null`),
    check(
      "versions_draft_or_final",
      sql`(number is null) = (finalized_at is null) and (digest is null) = (finalized_at is null)`,
    ),
    check("versions_number_positive", sql`number > 0`),
  ],
);

export const versionFiles = pgTable(
  "version_files",
  {
    versionId: uuid("version_id")
      .notNull()
      .references(() => versions.id),
    path: text().notNull(),
    /** The path folded to one case: two paths that some file systems take for one can't both be in a version. */
    pathKey: text("path_key").notNull(),
    sha256: text()
      .notNull()
      .references(() => blobs.sha256),
    size: bigint({ mode: "number" }).notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.versionId, table.path] }),
    uniqueIndex("version_files_path_key").on(table.versionId, table.pathKey),
    index("version_files_sha256").on(table.sha256),
  ],
);

export const versionTags = pgTable(
  "version_tags",
  {
    versionId: uuid("version_id")
      .notNull()
      .references(() => versions.id),
    tag: text().notNull(),
  },
  (table) => [primaryKey({ columns: [table.versionId, table.tag] }), index("version_tags_tag").on(table.tag)],
);

/** Versions that were retired: they can be read and pulled, and promoted no more. */
export const versionArchivals = pgTable("version_archivals", {
  versionId: uuid("version_id")
    .primaryKey()
    .references(() => versions.id),
  archivedBy: uuid("archived_by")
    .notNull()
    .references(() => users.id),
  reason: text().notNull(),
  createdAt: createdAt(),
});
