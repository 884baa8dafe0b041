import { sql } from "drizzle-orm";
import { type AnyPgColumn, index, integer, pgTable, text, uniqueIndex, uuid } from "drizzle-orm/pg-core";
import { createdAt, id, timestampMs } from "../db/columns.ts";
import { users } from "../identity/tables.ts";
import { models } from "../models/tables.ts";
import { stages } from "../pointers/tables.ts";
import { versions } from "../versions/tables.ts";
import { promotionKinds, promotionStates, verdicts } from "./schema.ts";

export const promotions = pgTable(
  "promotions",
  {
    id: id(),
    modelId: uuid("model_id")
      .notNull()
      .references(() => models.id),
    versionId: uuid("version_id")
      .notNull()
      .references(() => versions.id),
    stage: text()
      .notNull()
      .references(() => stages.name),
    kind: text({ enum: promotionKinds }).notNull(),
    state: text({ enum: promotionStates }).notNull(),
    reason: text().notNull(),
    requesterId: uuid("requester_id")
      .notNull()
      .references(() => users.id),
    round: integer().notNull().default(1),
    baselineId: uuid("baseline_id").references(() => versions.id),
    evidenceDigest: text("evidence_digest").notNull(),
    supersededBy: uuid("superseded_by").references((): AnyPgColumn => promotions.id),
    createdAt: createdAt(),
    closedAt: timestampMs("closed_at"),
  },
  (table) => [
    uniqueIndex("promotions_one_open")
      .on(table.modelId, table.stage, table.versionId)
      .where(sql`state = 'open'`),
    index("promotions_model").on(table.modelId, table.createdAt),
    index("promotions_requester").on(table.requesterId, table.createdAt),
    index("promotions_open")
      .on(table.createdAt, table.id)
      .where(sql`state = 'open'`),
  ],
);

/** Verdicts. They are appended and never changed: who changes their mind reviews again. */
export const reviews = pgTable(
  "reviews",
  {
    id: id(),
    promotionId: uuid("promotion_id")
      .notNull()
      .references(() => promotions.id),
    reviewerId: uuid("reviewer_id")
      .notNull()
      .references(() => users.id),
    verdict: text({ enum: verdicts }).notNull(),
    comment: text().notNull(),
    round: integer().notNull(),
    evidenceDigest: text("evidence_digest").notNull(),
    createdAt: createdAt(),
  },
  (table) => [
    index("reviews_promotion").on(table.promotionId, table.createdAt),
    index("reviews_reviewer").on(table.reviewerId, table.createdAt),
  ],
);
