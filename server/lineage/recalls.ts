import { and, eq, isNull, sql, type SQL } from "drizzle-orm";
import { recordAll, type Deed } from "../audit/commands.ts";
import type { Transaction } from "../db/client.ts";
import { statement } from "../db/statement.ts";
import { DomainError } from "../errors.ts";
import { demand, demandOnSite } from "../identity/access.ts";
import type { Actor } from "../identity/actor.ts";
import { requireModel } from "../models/queries.ts";
import { resolveReference } from "../pointers/queries.ts";
import { lookAgainAtVersions } from "../promotions/advance.ts";
import { refreshRecalled } from "../search/entries.ts";
import { lockLineage } from "./locks.ts";
import { requireRecall } from "./queries.ts";
import { concerns } from "./reach.ts";
import type { Recall } from "./schema.ts";
import { writeSubject } from "./subject.ts";
import { recalls } from "./tables.ts";

type Opening = Pick<typeof recalls.$inferInsert, "kind" | "dataset" | "datasetVersion" | "datasetDigest" | "versionId" | "reason">;

/**
 * Recalls a dataset: every version that was made from it, or from such a version, is flagged, and goes to no stage until the
 * recall is lifted.
 * @throws DomainError already_recalled
 */
export async function recallDataset(tx: Transaction, actor: Actor, input: { dataset: string; version?: string | undefined; digest?: string | undefined; reason: string }): Promise<Recall> {
  const { dataset, version: datasetVersion = null, digest: datasetDigest = null, reason } = input;
  await lockLineage(tx);
  const [same] = await tx
    .select({ id: recalls.id })
    .from(recalls)
    .where(and(eq(recalls.dataset, dataset), isNull(recalls.liftedAt), sql`${recalls.datasetVersion} is not distinct from ${datasetVersion}`, sql`${recalls.datasetDigest} is not distinct from ${datasetDigest}`));
  const target = writeSubject({ kind: "dataset", name: dataset, version: datasetVersion, digest: datasetDigest });
  if (same) throw alreadyRecalled(target, same.id);
  const direct = sql`select d.version_id as id from recalls r join version_datasets d on ${concerns}`;
  return await raise(tx, actor, { kind: "dataset", dataset, datasetVersion, datasetDigest, reason }, direct, { target });
}

/**
 * Recalls a version, with everything that was made from it.
 * @throws DomainError already_recalled, not_found, forbidden
 */
export async function recallVersion(tx: Transaction, actor: Actor, input: { reference: string; reason: string }): Promise<Recall> {
  const { versionId, reference, model } = await resolveReference(tx, actor, input.reference);
  const { id: modelId, team } = await requireModel(tx, actor, model);
  demand(actor, team, "version:recall");
  await lockLineage(tx);
  const [same] = await tx.select({ id: recalls.id }).from(recalls).where(and(eq(recalls.versionId, versionId), isNull(recalls.liftedAt)));
  if (same) throw alreadyRecalled(reference, same.id);
  return await raise(tx, actor, { kind: "version", versionId, reason: input.reason }, sql`select r.version_id as id from recalls r`, { target: reference, modelId });
}

function alreadyRecalled(what: string, id: string): DomainError {
  return new DomainError("already_recalled", `${what} is recalled already. Lift that recall first to recall it for another reason.`, { id });
}

/** @param direct a select of the ids of the versions that it touches at first hand, of the one row of `recalls r` */
async function raise(tx: Transaction, actor: Actor, opening: Opening, direct: SQL, named: { target: string; modelId?: string }): Promise<Recall> {
  const [made] = await tx.insert(recalls).values({ ...opening, recalledBy: actor.userId }).returning({ id: recalls.id });
  const { id } = made!;
  let flagged = await tx.execute<Flag>(sql`
    insert into recalled_versions (recall_id, version_id, distance)
    select distinct ${id}::uuid, came.id, 0 from (${direct} where r.id = ${id}) came
    returning recall_id, version_id, distance`);
  while (flagged.length > 0) flagged = await flagChildren(tx, flagged);
  await settle(tx, actor, { id, action: "recall.raised", named, details: { recall: id, reason: opening.reason } });
  return await requireRecall(tx, actor, id);
}

/**
 * Ends a recall, for everything that it touches. What is flagged by another one stays so.
 * @throws DomainError not_found, forbidden; recall_lifted, when somebody else has
 */
export async function liftRecall(tx: Transaction, actor: Actor, input: { id: string; reason: string }): Promise<Recall> {
  const recall = await requireRecall(tx, actor, input.id);
  const modelId = await demandLifting(tx, actor, recall);
  await lockLineage(tx);
  const [lifted] = await tx
    .update(recalls)
    .set({ liftedAt: new Date(), liftedBy: actor.userId, liftingReason: input.reason })
    .where(and(eq(recalls.id, recall.id), isNull(recalls.liftedAt)))
    .returning({ id: recalls.id });
  if (!lifted) throw new DomainError("recall_lifted", "That recall was lifted already.", { id: recall.id });
  await settle(tx, actor, { id: recall.id, action: "recall.lifted", named: { target: recall.subject ?? recall.id, ...(modelId ? { modelId } : {}) }, details: { recall: recall.id, reason: input.reason } });
  return await requireRecall(tx, actor, recall.id);
}

/** @returns the model of the version that was recalled, where it was one */
async function demandLifting(tx: Transaction, actor: Actor, { kind, reference }: Recall): Promise<string | null> {
  if (kind === "dataset") {
    demandOnSite(actor, "dataset:recall");
    return null;
  }
  if (reference === null) throw new DomainError("forbidden", "A maintainer of the model whose version was recalled can lift it, and you may not see that model. Ask an administrator.");
  const model = await requireModel(tx, actor, reference.slice(0, reference.lastIndexOf("@")));
  demand(actor, model.team, "version:recall");
  return model.id;
}

interface Settled {
  id: string;
  action: "recall.raised" | "recall.lifted";
  named: { target: string; modelId?: string };
  details: Record<string, unknown>;
}

/**
 * What a recall that is raised or lifted means for what it touches. The models are locked first: what is being applied there
 * is applied before, or sees the recall.
 */
async function settle(tx: Transaction, actor: Actor, { id, action, named, details }: Settled): Promise<void> {
  await tx.execute(sql`select m.id from models m where m.id in (select v.model_id from recalled_versions rv join versions v on v.id = rv.version_id where rv.recall_id = ${id}) order by m.id for update`);
  const touched = await touchedModels(tx, id);
  await refreshRecalled(tx, id);
  await lookAgainAtVersions(tx, sql`select rv.version_id from recalled_versions rv where rv.recall_id = ${id}`);
  const own = touched.find(({ modelId }) => modelId === named.modelId);
  const whole: Deed = { action, ...named, details: { ...details, ...countsOf(own), inAll: { models: touched.length, versions: touched.reduce((sum, { versions }) => sum + versions, 0) } } };
  const deeds = touched.filter((each) => each !== own).map((each): Deed => ({ action, modelId: each.modelId, target: each.reference, details: { ...details, ...countsOf(each) } }));
  await recordAll(tx, actor, [whole, ...deeds]);
}

interface Touched extends Record<string, unknown> {
  modelId: string;
  reference: string;
  /** How many versions, and the newest of them: up to 20. */
  versions: number;
  numbers: number[];
  /** Stages that name one of them. */
  live: string[];
  /** Promotions of them that are not decided. */
  open: number;
}

function countsOf(touched: Touched | undefined): Record<string, unknown> {
  if (!touched) return {};
  const { versions, numbers, live, open } = touched;
  return { versions, numbers, live, open };
}

async function touchedModels(tx: Transaction, id: string): Promise<Touched[]> {
  const rows = await tx.execute<Touched>(sql`
    select m.id as "modelId", t.slug || '/' || m.name as reference, count(*)::int as versions, to_json((array_agg(v.number order by v.number desc))[1:20]) as numbers,
      coalesce((select json_agg(distinct p.name) from pointers p join stages s on s.name = p.name join recalled_versions l on l.version_id = p.version_id and l.recall_id = ${id} where p.model_id = m.id), '[]'::json) as live,
      (select count(*)::int from promotions o join recalled_versions l on l.version_id = o.version_id and l.recall_id = ${id} where o.model_id = m.id and o.state in ('draft', 'open', 'approved', 'applying')) as open
    from recalled_versions rv join versions v on v.id = rv.version_id join models m on m.id = v.model_id join teams t on t.id = m.team_id
    where rv.recall_id = ${id} group by m.id, t.slug, m.name order by m.id`);
  return [...rows];
}

interface Flag extends Record<string, unknown> {
  recall_id: string;
  version_id: string;
  distance: number;
}

/**
 * Flags versions by the recalls of what they were made from, and whatever was made from them. For those that are new, and
 * those of which more came to light; the caller holds the lock on the lineage.
 */
export async function inheritRecalls(tx: Transaction, versionIds: readonly string[]): Promise<void> {
  let flagged = await inherit(tx, { versionIds });
  while (flagged.length > 0) flagged = await flagChildren(tx, flagged);
}

const inherited = sql`any(${sql.placeholder("versionIds")}::uuid[])`;
const inherit = statement<Flag, { versionIds: readonly string[] }>(sql`
  insert into recalled_versions (recall_id, version_id, distance)
  select recall_id, version_id, min(distance) from (
    select r.id as recall_id, d.version_id, 0 as distance from version_datasets d join recalls r on ${concerns} where d.version_id = ${inherited}
    union all
    select r.id, p.version_id, rv.distance + 1 from version_parents p join recalled_versions rv on rv.version_id = p.parent_id join recalls r on r.id = rv.recall_id and r.lifted_at is null
      where p.version_id = ${inherited}) came
  group by recall_id, version_id
  on conflict do nothing returning recall_id, version_id, distance`);

/** Flags what was made from versions that have just been flagged: one step. @returns the flags that are new */
async function flagChildren(tx: Transaction, flagged: readonly Flag[]) {
  return await tx.execute<Flag>(sql`
    insert into recalled_versions (recall_id, version_id, distance)
    select f.recall_id, p.version_id, min(f.distance) + 1
    from json_to_recordset(${JSON.stringify(flagged)}::json) f (recall_id uuid, version_id uuid, distance int) join version_parents p on p.parent_id = f.version_id
    group by f.recall_id, p.version_id
    on conflict do nothing returning recall_id, version_id, distance`);
}
