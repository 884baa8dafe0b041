import { and, asc, eq, sql } from "drizzle-orm";
import { recordAll, type Deed } from "../audit/commands.ts";
import type { Transaction } from "../db/client.ts";
import { DomainError } from "../errors.ts";
import { demand } from "../identity/access.ts";
import type { Actor } from "../identity/actor.ts";
import { grantedRolesWith, rolesWith, siteHolds } from "../identity/permissions.ts";
import { lockModel } from "../models/commands.ts";
import { requireModel } from "../models/queries.ts";
import { resolveReference } from "../pointers/queries.ts";
import { lookAgainAtVersions } from "../promotions/advance.ts";
import { refreshVersions } from "../search/entries.ts";
import { addParents } from "./commands.ts";
import { lockLineage } from "./locks.ts";
import { eventSchema, isOfRun, tellingOf, type RunEvent, type Telling } from "./openlineage.ts";
import { inheritRecalls } from "./recalls.ts";
import type { Report } from "./schema.ts";
import { lineageEvents, versionCode, versionDatasets, versionParents, versionRuns } from "./tables.ts";

/** As many events of one run are kept; what later ones say themselves is still taken. */
const mostOfRun = 100;
/** As many versions one run is said to have made. */
const mostVersions = 20;
/** As many datasets events may add to one version, and as many of its other facts. */
const mostData = 1000;
const mostOther = 100;

interface Version {
  id: string;
  modelId: string;
  number: number;
  reference: string;
}

/**
 * Takes an event of a run: keeps it, and adds what all events of the run that this sender has sent say together to the versions that any
 * of them names. The same event twice, and events in any order, come to the same.
 * @param given.event what is understood of it
 * @param given.payload what is kept of it
 * @param given.isHere whether a namespace is this registry's
 * @throws DomainError not_found, forbidden, invalid_input, lineage_circle
 */
export async function takeEvent(tx: Transaction, actor: Actor, { event, payload, isHere }: { event: RunEvent; payload: Record<string, unknown>; isHere: (namespace: string) => boolean }): Promise<Report> {
  const runId = event.run.runId;
  const job = `${event.job.namespace}/${event.job.name}`;
  // One event of a run after the other: each sees what those before it said.
  await tx.execute(sql`select pg_advisory_xact_lock(hashtextextended(${`lineage ${actor.userId} ${runId}`}, 0))`);
  const earlier = await earlierOf(tx, actor, runId);
  const [kept] = earlier.length < mostOfRun ? await tx.insert(lineageEvents).values({ runId, job, type: event.eventType, at: event.eventTime, payload, receivedBy: actor.userId }).onConflictDoNothing().returning({ id: lineageEvents.id }) : [];
  const isKnown = !kept && earlier.some((other) => sameEvent(other, event));
  const telling = tellingOf([...earlier, event], isHere);
  const notes = [...telling.notes, ...(kept || isKnown ? [] : [`This run has ${mostOfRun} events already: what this one says is taken, and it is not kept.`])];
  const versions = await versionsOf(tx, actor, telling);
  if (versions.length === 0) await demandSomewhere(tx, actor);
  const added = versions.length > 0 ? await addFacts(tx, actor, versions, telling) : [];
  const news = added.filter(({ facts }) => facts > 0);
  const details = { run: runId, job, type: event.eventType };
  const deeds = news.map(({ version, ...counts }): Deed => ({ action: "lineage.reported", modelId: version.modelId, target: version.reference, details: { ...details, data: counts.data, code: counts.code, runs: counts.runs, parents: counts.parents }, event: { version: version.number } }));
  if (deeds.length > 0 || kept) await recordAll(tx, actor, deeds.length > 0 ? deeds : [{ action: "lineage.reported", ...(versions[0] ? { modelId: versions[0].modelId } : {}), target: versions[0]?.reference ?? `run ${runId}`, details }]);
  return {
    run: runId,
    kept: kept !== undefined || isKnown,
    known: isKnown,
    versions: added.map(({ version, data, code, runs, parents }) => ({ reference: version.reference, added: { data, code, runs, parents } })),
    notes: notes.slice(0, 50),
  };
}

/**
 * Events are kept before a version is named. Whoever may register none anywhere has none to tell of.
 * @throws DomainError forbidden
 */
async function demandSomewhere(tx: Transaction, { userId, siteRole }: Actor): Promise<void> {
  if (siteHolds(siteRole, "version:create")) return;
  const [row] = await tx.execute<{ somewhere: boolean }>(sql`select
    exists (select 1 from members m where m.user_id = ${userId} and m.role in ${rolesWith("version:create")})
    or exists (select 1 from grants g where g.role in ${grantedRolesWith("version:create")} and (g.expires_at is null or g.expires_at > now())
      and (g.user_id = ${userId} or g.team_id in (select m.team_id from members m where m.user_id = ${userId}))) as somewhere`);
  if (!row?.somewhere) throw new DomainError("forbidden", "Lineage events are taken from those who may register versions of some model, and you may not. Ask a maintainer of the team whose models these are about.", { permission: "version:create" });
}

function sameEvent(one: RunEvent, other: RunEvent): boolean {
  return one.eventType === other.eventType && one.eventTime.getTime() === other.eventTime.getTime() && one.job.namespace === other.job.namespace && one.job.name === other.job.name;
}

/** What the same sender has said of the run before. */
async function earlierOf(tx: Transaction, actor: Actor, runId: string): Promise<RunEvent[]> {
  const rows = await tx
    .select({ payload: lineageEvents.payload })
    .from(lineageEvents)
    .where(and(eq(lineageEvents.receivedBy, actor.userId), eq(lineageEvents.runId, runId)))
    .orderBy(asc(lineageEvents.at), asc(lineageEvents.id))
    .limit(mostOfRun);
  return rows.flatMap(({ payload }) => {
    const { success, data } = eventSchema.safeParse(payload);
    return success && isOfRun(data) ? [data] : [];
  });
}

/** The versions that the run is said to have made, by id. */
async function versionsOf(tx: Transaction, actor: Actor, telling: Telling): Promise<Version[]> {
  if (telling.versions.length > mostVersions) {
    throw new DomainError("invalid_input", `The events of this run name ${telling.versions.length} versions, and at most ${mostVersions} can come out of one. Send the others under runs of their own.`, { mostVersions });
  }
  const found = new Map<string, Version>();
  for (const { reference: named } of telling.versions) {
    const { versionId, reference, model, version } = await resolveReference(tx, actor, named);
    const { id: modelId, team } = await requireModel(tx, actor, model);
    demand(actor, team, "version:create");
    found.set(versionId, { id: versionId, modelId, number: version, reference });
  }
  return [...found.values()].toSorted((a, b) => (a.id < b.id ? -1 : 1));
}

interface Added {
  version: Version;
  data: number;
  code: number;
  runs: number;
  parents: number;
  /** All of them. */
  facts: number;
}

/** Adds to each version what is new of what was told. Nobody else adds to the lineage meanwhile, or changes the models. */
async function addFacts(tx: Transaction, actor: Actor, versions: readonly Version[], telling: Telling): Promise<Added[]> {
  await lockLineage(tx);
  for (const modelId of [...new Set(versions.map((version) => version.modelId))].toSorted()) await lockModel(tx, modelId);
  const parents: { id: string; reference: string; relation: Telling["parents"][number]["relation"] }[] = [];
  for (const { reference, relation } of telling.parents) {
    const resolved = await resolveReference(tx, actor, reference);
    parents.push({ id: resolved.versionId, reference: resolved.reference, relation });
  }
  const added: Added[] = [];
  for (const version of versions) {
    // Looked for once more: whoever deleted it while this waited for the lock is seen.
    await resolveReference(tx, actor, version.reference);
    const counts = {
      data: await addData(tx, version.id, telling.data),
      code: await addCode(tx, version.id, telling.code),
      runs: await addRuns(tx, version.id, telling.runs),
      parents: await addNewParents(tx, version, parents),
    };
    added.push({ version, ...counts, facts: counts.data + counts.code + counts.runs + counts.parents });
  }
  const changed = added.filter(({ facts }) => facts > 0).map(({ version }) => version.id);
  if (changed.length > 0) {
    await inheritRecalls(tx, changed);
    await lookAgainAtVersions(tx, sql`select unnest(${sql.param(changed)}::uuid[])`);
    await refreshVersions(tx, changed);
  }
  return added;
}

async function addData(tx: Transaction, versionId: string, told: Telling["data"]): Promise<number> {
  if (told.length === 0) return 0;
  const held = await tx
    .select({ position: versionDatasets.position, name: versionDatasets.name, version: versionDatasets.version, digest: versionDatasets.digest, source: versionDatasets.source })
    .from(versionDatasets)
    .where(eq(versionDatasets.versionId, versionId));
  let count = 0;
  let position = Math.max(-1, ...held.map((each) => each.position)) + 1;
  const fresh: (typeof versionDatasets.$inferInsert)[] = [];
  for (const { name, version, digest, uri } of told) {
    const same = held.filter((each) => each.name === name && each.version === version);
    if (same.some((each) => digest === null || each.digest === digest)) continue;
    const bare = same.find((each) => each.source === "event" && each.digest === null);
    if (bare) await tx.update(versionDatasets).set({ digest }).where(and(eq(versionDatasets.versionId, versionId), eq(versionDatasets.position, bare.position)));
    else fresh.push({ versionId, position: position++, name, version, digest, uri, role: "input", source: "event" });
    count++;
  }
  refuseTooMany("datasets", held.length + fresh.length, mostData + 100);
  if (fresh.length > 0) await tx.insert(versionDatasets).values(fresh);
  return count;
}

async function addCode(tx: Transaction, versionId: string, told: Telling["code"]): Promise<number> {
  if (told.length === 0) return 0;
  const added = await tx
    .insert(versionCode)
    .values(told.map((each) => ({ versionId, ...each, source: "event" as const })))
    .onConflictDoNothing()
    .returning({ commit: versionCode.commit });
  if (added.length > 0) refuseTooMany("commits", await tx.$count(versionCode, eq(versionCode.versionId, versionId)), mostOther);
  return added.length;
}

async function addRuns(tx: Transaction, versionId: string, told: Telling["runs"]): Promise<number> {
  const added = await tx
    .insert(versionRuns)
    .values(told.map(({ tracker, id, url }) => ({ versionId, tracker, runId: id, url, source: "event" as const })))
    .onConflictDoNothing()
    .returning({ runId: versionRuns.runId });
  if (added.length > 0) refuseTooMany("runs", await tx.$count(versionRuns, eq(versionRuns.versionId, versionId)), mostOther);
  return added.length;
}

async function addNewParents(tx: Transaction, version: Version, told: readonly { id: string; reference: string; relation: Telling["parents"][number]["relation"] }[]): Promise<number> {
  if (told.length === 0) return 0;
  const held = await tx.select({ parentId: versionParents.parentId, relation: versionParents.relation }).from(versionParents).where(eq(versionParents.versionId, version.id));
  const fresh = told.filter(({ id, relation }) => !held.some((each) => each.parentId === id && each.relation === relation));
  refuseTooMany("parents", held.length + fresh.length, mostOther + 100);
  await addParents(tx, version, fresh);
  return fresh.length;
}

function refuseTooMany(what: string, count: number, most: number): void {
  if (count > most) throw new DomainError("invalid_input", `A version has at most ${most.toLocaleString("en")} ${what}, and this event would make it ${count.toLocaleString("en")}.`, { most });
}
