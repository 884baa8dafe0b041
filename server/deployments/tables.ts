import { sql } from "drizzle-orm";
import { bigint, boolean, index, pgTable, text, uniqueIndex, uuid } from "drizzle-orm/pg-core";
import { createdAt, id, timestampMs } from "../db/columns.ts";
import { users } from "../identity/tables.ts";
import { models } from "../models/tables.ts";
import { promotions } from "../promotions/tables.ts";
import { stages } from "../stages/tables.ts";
import { versions } from "../versions/tables.ts";
import { deploymentStates, reportedStates } from "./schema.ts";

/** What the outside world does with a move of a stage, as it reports. Every applied promotion opens one. */
export const deployments = pgTable(
  "deployments",
  {
    id: id(),
    modelId: uuid("model_id")
      .notNull()
      .references(() => models.id),
    stage: text()
      .notNull()
      .references(() => stages.name),
    /** Null where the stage names nothing any more. */
    versionId: uuid("version_id").references(() => versions.id),
    /** What the stage named before. */
    replacesId: uuid("replaces_id").references(() => versions.id),
    promotionId: uuid("promotion_id")
      .notNull()
      .references(() => promotions.id),
    state: text({ enum: deploymentStates }).notNull().default("pending"),
    /** Whether the stage is moved only once it has succeeded. */
    gates: boolean().notNull().default(false),
    /** Whether the stage goes back by itself when it fails. */
    rollsBack: boolean("rolls_back").notNull().default(false),
    /** When silence counts as a failure; null: never. */
    deadlineAt: timestampMs("deadline_at"),
    openedAt: timestampMs("opened_at").notNull().defaultNow(),
    endedAt: timestampMs("ended_at"),
  },
  (table) => [
    uniqueIndex("deployments_promotion").on(table.promotionId),
    index("deployments_model").on(table.modelId, table.openedAt),
    index("deployments_recent").on(table.openedAt, table.id),
    index("deployments_open").on(table.deadlineAt).where(sql`ended_at is null`),
  ],
);

/** Every report, as it came. */
export const deploymentReports = pgTable(
  "deployment_reports",
  {
    id: bigint({ mode: "number" }).primaryKey().generatedAlwaysAsIdentity(),
    deploymentId: uuid("deployment_id")
      .notNull()
      .references(() => deployments.id),
    /** Chosen by who reports: however often it is sent, it is one report. */
    key: text().notNull(),
    state: text({ enum: reportedStates }).notNull(),
    environment: text().notNull(),
    summary: text().notNull(),
    url: text(),
    logUrl: text("log_url"),
    /** The digest of the version that is served. */
    digest: text(),
    /** When it was so, by the pipeline's clock: reports may come in any order. */
    at: timestampMs("at").notNull(),
    reportedBy: uuid("reported_by")
      .notNull()
      .references(() => users.id),
    tokenId: uuid("token_id"),
    createdAt: createdAt(),
  },
  (table) => [uniqueIndex("deployment_reports_key").on(table.deploymentId, table.key), index("deployment_reports_deployment").on(table.deploymentId, table.at)],
);
