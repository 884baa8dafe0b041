import { sql } from "drizzle-orm";
import { type AnyPgColumn, bigint, boolean, check, index, integer, jsonb, pgTable, text, uniqueIndex, uuid } from "drizzle-orm/pg-core";
import { createdAt, id, timestampMs } from "../db/columns.ts";
import { users } from "../identity/tables.ts";
import { models } from "../models/tables.ts";
import { teams } from "../teams/tables.ts";
import { deliveryStates, webhookKinds, webhookScopes, webhookStates } from "./schema.ts";

/** A secret that deliveries are signed with, sealed. One that was rotated signs beside the new one until it ends. */
export interface SigningSecret {
  sealed: string;
  createdAt: string;
  /** Null of the present one. */
  endsAt: string | null;
}

/** Who is told of events, where, and how. */
export const webhooks = pgTable(
  "webhooks",
  {
    id: id(),
    scope: text({ enum: webhookScopes }).notNull(),
    teamId: uuid("team_id").references(() => teams.id),
    modelId: uuid("model_id").references(() => models.id),
    name: text().notNull(),
    kind: text({ enum: webhookKinds }).notNull(),
    url: text().notNull(),
    /** What the kind needs besides the address: `owner`, `repository`, `ref`, `channel`. */
    settings: jsonb().$type<Record<string, string>>().notNull().default({}),
    /** The kind's own credential, sealed; null where it has none. */
    credential: text(),
    signing: jsonb().$type<SigningSecret[]>().notNull().default([]),
    /** Types of events, each also as `promotion.*`; `*` is all. */
    events: text().array().notNull(),
    verifyTls: boolean("verify_tls").notNull().default(true),
    state: text({ enum: webhookStates }).notNull().default("active"),
    /** Since when nothing has arrived; null while the last try succeeded. */
    failingSince: timestampMs("failing_since"),
    /** Tries that failed since one succeeded. */
    failures: integer().notNull().default(0),
    /** The event after which it began, so that it is not told what was before it. */
    after: bigint({ mode: "number" }).notNull(),
    createdBy: uuid("created_by")
      .notNull()
      .references(() => users.id),
    createdAt: createdAt(),
    removedAt: timestampMs("removed_at"),
  },
  (table) => [
    check("webhooks_scope", sql`(scope = 'team') = (team_id is not null) and (scope = 'model') = (model_id is not null)`),
    index("webhooks_team").on(table.teamId),
    index("webhooks_model").on(table.modelId),
  ],
);

/** An event that a webhook is told of. Those of one webhook and model are sent one after the other, in the order of `seq`. */
export const deliveries = pgTable(
  "deliveries",
  {
    id: id(),
    seq: bigint({ mode: "number" }).generatedAlwaysAsIdentity().notNull(),
    webhookId: uuid("webhook_id")
      .notNull()
      .references(() => webhooks.id),
    /** Null of a test. */
    eventId: bigint("event_id", { mode: "number" }),
    eventType: text("event_type").notNull(),
    modelId: uuid("model_id"),
    state: text({ enum: deliveryStates }).notNull().default("pending"),
    attempts: integer().notNull().default(0),
    nextAttemptAt: timestampMs("next_attempt_at").notNull().defaultNow(),
    createdAt: createdAt(),
    endedAt: timestampMs("ended_at"),
    /** The delivery that this sends again. */
    redeliveryOf: uuid("redelivery_of").references((): AnyPgColumn => deliveries.id),
  },
  (table) => [
    uniqueIndex("deliveries_once").on(table.webhookId, table.eventId).where(sql`redelivery_of is null and event_id is not null`),
    index("deliveries_webhook").on(table.webhookId, table.seq),
    // Also so that removing one does not look through all.
    index("deliveries_again").on(table.redeliveryOf).where(sql`redelivery_of is not null`),
    index("deliveries_pending").on(table.webhookId, table.modelId, table.seq).where(sql`state = 'pending'`),
  ],
);

/** Each try to deliver, with what was sent and what was answered. */
export const deliveryAttempts = pgTable(
  "delivery_attempts",
  {
    id: id(),
    deliveryId: uuid("delivery_id")
      .notNull()
      .references(() => deliveries.id),
    number: integer().notNull(),
    at: timestampMs("at").notNull(),
    durationMs: integer("duration_ms").notNull(),
    /** Of the answer; null where there was none. */
    status: integer(),
    /** Why there was no answer, or why the answer does not count; null of one that does. */
    error: text(),
    url: text().notNull(),
    /** Without what is secret. */
    requestHeaders: jsonb("request_headers").$type<Record<string, string>>().notNull(),
    requestBody: text("request_body").notNull(),
    responseHeaders: jsonb("response_headers").$type<Record<string, string>>().notNull(),
    /** The beginning of it. */
    responseBody: text("response_body").notNull(),
  },
  (table) => [uniqueIndex("delivery_attempts_number").on(table.deliveryId, table.number)],
);
