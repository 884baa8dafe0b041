import { eq, isNull, sql } from "drizzle-orm";
import { record } from "../audit/commands.ts";
import { difference } from "../audit/difference.ts";
import type { Transaction } from "../db/client.ts";
import { DomainError } from "../errors.ts";
import type { Actor } from "../identity/actor.ts";
import { pointers } from "../pointers/tables.ts";
import { failPromotionsTo } from "../promotions/commands.ts";
import { teams } from "../teams/tables.ts";
import { isStageName, listStages, requireStage, stagesLock } from "./queries.ts";
import type { StageColor } from "./schema.ts";
import { stages } from "./tables.ts";

const mostStages = 50;

/** One at a time changes the stages, when nobody relies on them. */
async function lockStages(tx: Transaction): Promise<void> {
  await tx.execute(sql`select pg_advisory_xact_lock(${stagesLock})`);
}

/**
 * Adds a stage after all others.
 * @throws DomainError already_exists, also when an alias or a retired stage has the name; invalid_input
 */
export async function createStage(tx: Transaction, actor: Actor, input: { name: string; description: string; color: StageColor; tells: string[] }) {
  await lockStages(tx);
  if (await isStageName(tx, input.name)) {
    throw new DomainError("already_exists", `There is a stage ${input.name} already, or was one: its history keeps the name. Choose another.`, { stage: input.name });
  }
  const [alias] = await tx.select({ name: pointers.name }).from(pointers).where(eq(pointers.name, input.name)).limit(1);
  if (alias) throw new DomainError("already_exists", `${input.name} is an alias of some model, and would move freely there. Remove it, or choose another name.`, { alias: input.name });
  const known = await listStages(tx);
  if (known.length >= mostStages) throw new DomainError("invalid_input", `There are ${mostStages} stages at most. Retire one first.`);
  await requireTeams(tx, input.tells);
  await tx.insert(stages).values({ ...input, position: (known.at(-1)?.position ?? 0) + 1 });
  await record(tx, actor, { action: "stage.created", target: input.name, details: { ...input } });
  return { name: input.name };
}

/** @throws DomainError not_found, invalid_input */
export async function changeStage(
  tx: Transaction,
  actor: Actor,
  { name, ...change }: { name: string; description?: string | undefined; color?: StageColor | undefined; tells?: string[] | undefined },
) {
  const before = await requireStage(tx, name);
  if (change.tells) await requireTeams(tx, change.tells);
  const given = Object.fromEntries(Object.entries(change).filter(([, value]) => value !== undefined));
  if (Object.keys(given).length > 0) await tx.update(stages).set(given).where(eq(stages.name, name));
  await record(tx, actor, { action: "stage.changed", target: name, details: difference({ ...before }, given) });
  return { name };
}

async function requireTeams(tx: Transaction, slugs: readonly string[]): Promise<void> {
  const known = new Set((await tx.select({ slug: teams.slug }).from(teams).limit(10_000)).map(({ slug }) => slug));
  const unknown = slugs.filter((slug) => !known.has(slug));
  if (unknown.length > 0) throw new DomainError("invalid_input", `There is no team ${unknown.join(", ")}.`, { unknown });
}

/** Puts the stages into another order. @throws DomainError invalid_input, unless all stages in use are named, each once */
export async function reorderStages(tx: Transaction, actor: Actor, { names }: { names: string[] }) {
  await lockStages(tx);
  const known = (await listStages(tx)).map(({ name }) => name);
  if (known.toSorted().join() !== names.toSorted().join()) {
    throw new DomainError("invalid_input", `The order must name every stage once: ${known.join(", ")}. Somebody may have changed them since you looked.`, { stages: known });
  }
  // Beyond all places first, so that no two have the same meanwhile.
  await tx.update(stages).set({ position: sql`${stages.position} + 1000` }).where(isNull(stages.retiredAt));
  for (const [at, name] of names.entries()) await tx.update(stages).set({ position: at + 1 }).where(eq(stages.name, name));
  await record(tx, actor, { action: "stages.reordered", target: "stages", details: { order: names } });
  return { names };
}

/**
 * Takes a stage out of use. What it was and who was live there stays on record; promotions to it that are not decided end
 * as failed, with the reason.
 * @throws DomainError stage_in_use, which lists the models that are live there or the policies that name it; not_found
 */
export async function retireStage(tx: Transaction, actor: Actor, input: { name: string; reason: string }) {
  await lockStages(tx);
  await requireStage(tx, input.name);
  const known = await listStages(tx);
  if (known.length === 1) throw new DomainError("stage_in_use", `${input.name} is the only stage. Add another one first.`, { stage: input.name });
  const failed = await failPromotionsTo(tx, actor, input.name, `The stage ${input.name} was retired: ${input.reason}`);
  // After the promotions' models were locked, none of which can move a pointer there any more.
  await tx.update(stages).set({ retiredAt: new Date() }).where(eq(stages.name, input.name));
  const live = await tx.execute<{ model: string }>(sql`
    select t.slug || '/' || m.name as model from pointers p join models m on m.id = p.model_id join teams t on t.id = m.team_id where p.name = ${input.name} order by 1 limit 11`);
  if (live.length > 0) {
    const shown = live.slice(0, 10).map(({ model }) => model);
    throw new DomainError("stage_in_use", `${shown.join(", ")}${live.length > 10 ? " and others" : ""} ${live.length === 1 ? "has" : "have"} a version in ${input.name}. Take those out of it first: request a removal.`, { models: shown });
  }
  const soaking = await tx.execute<{ stage: string }>(sql`
    select distinct stage from (select distinct on (stage, scope, mode) stage, rules from policies order by stage, scope, mode, version desc) newest
    where jsonb_path_exists(rules, '$.checks[*] ? (@.kind == "soak" && @.stage == $stage)', ${JSON.stringify({ stage: input.name })}::jsonb) limit 20`);
  if (soaking.length > 0) {
    throw new DomainError("stage_in_use", `The policies of ${soaking.map(({ stage }) => stage).join(", ")} want a version to have been live in ${input.name}. Take that out of them first.`, { policies: soaking });
  }
  await record(tx, actor, { action: "stage.retired", target: input.name, details: { reason: input.reason, failed } });
  return { name: input.name, failed };
}
