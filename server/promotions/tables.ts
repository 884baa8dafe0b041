import { sql } from "drizzle-orm";
import { type AnyPgColumn, boolean, index, integer, jsonb, pgTable, text, uniqueIndex, uuid } from "drizzle-orm/pg-core";
import type { Outcome } from "../checks/schema.ts";
import { createdAt, id, timestampMs } from "../db/columns.ts";
import { users } from "../identity/tables.ts";
import { models } from "../models/tables.ts";
import type { EffectivePolicy } from "../policies/schema.ts";
import { stages } from "../stages/tables.ts";
import { versions } from "../versions/tables.ts";
import { promotionKinds, promotionStates, type Blocker, type Evidence } from "./schema.ts";

/** How it stood when it was decided: what is shown of it for ever. */
export interface Decision {
  checks: Outcome[];
  /** What a policy that was only tried would have objected to. */
  triedBlockers: Blocker[];
  /** Of a bypass: what stood in the way. */
  overridden: Blocker[];
}

export const promotions = pgTable(
  "promotions",
  {
    id: id(),
    modelId: uuid("model_id")
      .notNull()
      .references(() => models.id),
    /** Of a removal: the version that is taken out. */
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
    roundBecause: text("round_because").notNull().default(""),
    /** When the present round began. */
    roundAt: timestampMs("round_at").notNull().defaultNow(),
    baselineId: uuid("baseline_id").references(() => versions.id),
    evidenceDigest: text("evidence_digest").notNull(),
    /** What the digest is of, part by part, so that a change can be named; null of what was opened before they were kept. */
    evidence: jsonb().$type<Evidence["parts"]>(),
    /** The policy as it was when this was submitted; null of a draft. It can only become stricter. */
    policySnapshot: jsonb("policy_snapshot").$type<EffectivePolicy>(),
    decision: jsonb().$type<Decision>(),
    notBefore: timestampMs("not_before"),
    /** When nothing but time stands in the way: the instant at which it goes into effect. */
    appliesAt: timestampMs("applies_at"),
    expiresAt: timestampMs("expires_at"),
    /** When the registry has to look at it again by itself. */
    dueAt: timestampMs("due_at"),
    submittedAt: timestampMs("submitted_at"),
    supersededBy: uuid("superseded_by").references((): AnyPgColumn => promotions.id),
    createdAt: createdAt(),
    closedAt: timestampMs("closed_at"),
    /** Who ended it by their own word, and why; null when it was applied or superseded in the ordinary way. */
    closedBy: uuid("closed_by").references(() => users.id),
    closingReason: text("closing_reason"),
    bypassed: boolean().notNull().default(false),
  },
  (table) => [
    uniqueIndex("promotions_one_open")
      .on(table.modelId, table.stage, table.versionId)
      .where(sql`state in ('open', 'approved', 'applying')`),
    index("promotions_model").on(table.modelId, table.createdAt),
    index("promotions_requester").on(table.requesterId, table.createdAt),
    index("promotions_open")
      .on(table.createdAt, table.id)
      .where(sql`state in ('draft', 'open', 'approved', 'applying')`),
    index("promotions_due").on(table.dueAt).where(sql`due_at is not null`),
    index("promotions_applied").on(table.stage, table.closedAt).where(sql`state = 'applied'`),
    index("promotions_version").on(table.versionId),
  ],
);
