import { and, desc, eq, sql } from "drizzle-orm";
import type { Executor } from "../db/client.ts";
import { modelPermits } from "../grants/permits.ts";
import type { Actor } from "../identity/actor.ts";
import { models } from "../models/tables.ts";
import { blockers, nobody } from "../promotions/evaluate.ts";
import { loadDecided } from "../promotions/load.ts";
import { promotions } from "../promotions/tables.ts";
import { requireStage } from "../stages/queries.ts";
import { teams } from "../teams/tables.ts";
import { policyFaults } from "./faults.ts";
import { findPlace, surroundingsOf, widerRules } from "./queries.ts";
import type { PolicyPreview, PolicyScope, Rules, Simulation } from "./schema.ts";
import { complete, effectivePolicy } from "./strictest.ts";
import { documentWords } from "./words.ts";

/** What a draft says in words, and why it could not be saved. @throws DomainError not_found */
export async function previewPolicy(db: Executor, actor: Actor, input: { stage: string; scope: PolicyScope; rules: Rules }): Promise<PolicyPreview> {
  await requireStage(db, input.stage);
  const place = await findPlace(db, actor, input.scope);
  return { words: documentWords(input.rules, input.scope), faults: policyFaults(input.rules, await surroundingsOf(db, input.stage, place, new Date())) };
}

/**
 * What a draft policy would have said of the latest promotions that were applied, each at the instant before it was: by the
 * reviews, reports and stays of that time. (Who may review is as it is today, and what was found in files as well.)
 */
export async function simulatePolicy(db: Executor, actor: Actor, input: { stage: string; scope: PolicyScope; rules: Rules; limit: number }): Promise<Simulation> {
  await requireStage(db, input.stage);
  const place = await findPlace(db, actor, input.scope);
  const faults = policyFaults(input.rules, await surroundingsOf(db, input.stage, place, new Date()));
  // What can't be read can't be judged by.
  if (faults.some((fault) => /schedule|time zone/.test(fault))) return { faults, promotions: [] };
  const wider = await widerRules(db, input.stage, place);
  const rules = wider === null ? complete(input.rules) : rulesOver(input);
  const ids = await db
    .select({ id: promotions.id })
    .from(promotions)
    .innerJoin(models, eq(models.id, promotions.modelId))
    .innerJoin(teams, eq(teams.id, models.teamId))
    .where(
      and(
        eq(promotions.stage, input.stage),
        eq(promotions.state, "applied"),
        modelPermits(actor, "model:read"),
        place.teamId ? eq(models.teamId, place.teamId) : undefined,
        place.modelId ? eq(promotions.modelId, place.modelId) : undefined,
        sql`${promotions.kind} <> 'remove'`,
      ),
    )
    .orderBy(desc(promotions.closedAt), desc(promotions.id))
    .limit(input.limit);
  const loaded = await loadDecided(db, actor, ids.map(({ id }) => id));
  const judged = loaded.map(({ row, facts }) => ({
    id: row.id,
    model: `${row.team}/${row.name}`,
    version: row.version,
    stage: row.stage,
    appliedAt: facts.now.toISOString(),
    // Who has applied it is known; nobody's word is missing.
    blockers: blockers({ ...facts, state: "open" }, rules, nobody)
      .filter(({ kind }) => kind !== "not_applied_yet")
      .map(({ what, why }) => ({ what, why })),
  }));
  return { faults, promotions: judged.toSorted((one, other) => (one.appliedAt < other.appliedAt ? 1 : -1)) };
}

/** The draft's rules over nothing wider: what it would add by itself is what is asked. */
function rulesOver({ scope, rules }: { scope: PolicyScope; rules: Rules }) {
  return effectivePolicy([
    { scope: { kind: "site" }, documents: [{ version: 1, mode: "enforce", rules: { approvals: 0, expiresDays: 365 } }] },
    { scope, documents: [{ version: 1, mode: "enforce", rules }] },
  ]).enforced;
}
