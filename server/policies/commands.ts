import { sql } from "drizzle-orm";
import { record } from "../audit/commands.ts";
import type { Transaction } from "../db/client.ts";
import { addJob } from "../db/jobs.ts";
import { DomainError } from "../errors.ts";
import { demand, demandOnSite } from "../identity/access.ts";
import type { Actor } from "../identity/actor.ts";
import { requireModel } from "../models/queries.ts";
import { holdStage } from "../stages/queries.ts";
import { requireTeam } from "../teams/queries.ts";
import { policyFaults } from "./faults.ts";
import { findPlace, newestVersion, surroundingsOf, type Place } from "./queries.ts";
import type { NewPolicy, PolicyScope } from "./schema.ts";
import { policies } from "./tables.ts";

/** One at a time saves a policy: its number is the next one. */
const savingLock = 0x0c5b;

/**
 * Adds a version to a policy's document. It counts from here on, for promotions that are open too: where it is stricter
 * than what they were submitted under, it wins.
 * @throws DomainError forbidden, not_found; policy_changed, when somebody has saved one since; policy_unsatisfiable, which
 *   says why it contradicts itself or can never be satisfied
 */
export async function savePolicy(tx: Transaction, actor: Actor, input: NewPolicy) {
  await holdStage(tx, input.stage);
  const place = await findPlace(tx, actor, input.scope);
  await demandKeeping(tx, actor, input.scope);
  await tx.execute(sql`select pg_advisory_xact_lock(${savingLock})`);
  const newest = await newestVersion(tx, input.stage, place.key);
  if (newest !== input.expected) {
    throw new DomainError("policy_changed", `Somebody has saved version ${newest} of this policy since you looked at version ${input.expected}. Look at what changed, then save again.`, { newest });
  }
  const faults = policyFaults(input.rules, await surroundingsOf(tx, actor, input.stage, place, new Date()));
  if (faults.length > 0) throw new DomainError("policy_unsatisfiable", faults.join(" "), { faults });
  const version = newest + 1;
  const { stage, mode, rules, note } = input;
  // What it holds up is to be found by those who can clear it.
  await addJob(tx, "tend_open", { stage }, { key: `stage:${stage}` });
  const [saved] = await tx
    .insert(policies)
    .values({ stage, scope: place.key, teamId: place.teamId, modelId: place.modelId, version, mode, rules, note, savedBy: actor.userId })
    .returning({ id: policies.id });
  await record(tx, actor, {
    action: "policy.saved",
    ...(place.modelId ? { modelId: place.modelId } : {}),
    target: nameOf(place, stage),
    details: { stage, scope: place.scope, version, mode, note, rules },
    ...(input.scope.kind === "team" ? { event: { team: input.scope.team } } : {}),
  });
  return { id: saved!.id, version };
}

function nameOf({ scope }: Place, stage: string): string {
  return scope.kind === "site" ? stage : `${scope.kind === "team" ? scope.team : scope.model}@${stage}`;
}

/** Administrators keep the site's policies; maintainers of a team keep its own and those of its models. */
async function demandKeeping(tx: Transaction, actor: Actor, scope: PolicyScope): Promise<void> {
  if (scope.kind === "site") {
    demandOnSite(actor, "site:manage");
    return;
  }
  const team = scope.kind === "team" ? await requireTeam(tx, actor, scope.team) : (await requireModel(tx, actor, scope.model)).team;
  demand(actor, team, "policy:manage");
}
