import { sql } from "drizzle-orm";
import { record } from "../audit/commands.ts";
import type { Transaction } from "../db/client.ts";
import { DomainError, notFound } from "../errors.ts";
import { modelPermits, standingOf } from "../grants/permits.ts";
import { demand } from "../identity/access.ts";
import type { Actor } from "../identity/actor.ts";
import type { Standing } from "../identity/permissions.ts";
import { refreshModels, refreshVersions } from "../search/entries.ts";
import { holdVocabulary, readVocabulary } from "./queries.ts";
import { changeTags, tellFaults, type Vocabulary } from "./rules.ts";
import type { AppliedTags, ApplyTags } from "./schema.ts";

/** A model or version that is to be tagged. */
interface Thing extends Standing {
  reference: string;
  slug: string;
  model: string;
  modelId: string;
  /** Null where it is the model itself. */
  versionId: string | null;
  number: number | null;
  held: string[];
}

type Change = { thing: Thing; added: string[]; removed: string[] };

/**
 * Adds and removes tags of models and versions, each as a whole or not at all.
 * @returns what was done, and what was refused with why
 * @throws DomainError when every thing was refused: of one, why; of several, the first reason with all of them
 */
export async function applyTags(tx: Transaction, actor: Actor, input: ApplyTags): Promise<AppliedTags> {
  await holdVocabulary(tx);
  const references = [...new Set([...input.models, ...input.versions])];
  const things = await lockThings(tx, actor, references);
  const vocabulary = await readVocabulary(tx, [...new Set([...input.add, ...input.remove, ...[...things.values()].flatMap(({ held }) => held)])]);
  const changes: Change[] = [];
  const refused: { reference: string; refusal: DomainError }[] = [];
  for (const reference of references) {
    const thing = things.get(reference);
    try {
      if (!thing) throw notFound(`${reference.includes("@") ? "The version" : "The model"} ${reference}`);
      changes.push({ thing, ...decide(actor, thing, input, vocabulary) });
    } catch (error) {
      if (!(error instanceof DomainError)) throw error;
      refused.push({ reference, refusal: error });
    }
  }
  if (changes.length === 0) throw noneDone(refused);
  await write(tx, changes);
  await refreshVersions(tx, changes.map(({ thing }) => thing.versionId).filter((id) => id !== null));
  await refreshModels(tx, changes.filter(({ thing }) => thing.versionId === null).map(({ thing }) => thing.modelId));
  for (const { thing, added, removed } of changes) {
    await record(tx, actor, { action: thing.versionId ? "version.tagged" : "model.tagged", modelId: thing.modelId, target: thing.reference, details: { added, removed }, ...(thing.number === null ? {} : { event: { version: thing.number } }) });
  }
  return {
    done: changes.map(({ thing, added, removed }) => ({ reference: thing.reference, added, removed, tags: [...thing.held.filter((tag) => !removed.includes(tag)), ...added].toSorted() })),
    refused: refused.map(({ reference, refusal: { reason, message } }) => ({ reference, reason, message })),
  };
}

const mostHeld = 50;

function decide(actor: Actor, thing: Thing, input: ApplyTags, vocabulary: Vocabulary): { added: string[]; removed: string[] } {
  demand(actor, thing, "model:tag");
  const { added, removed, faults } = changeTags({ ...input, held: thing.held }, vocabulary, { ...thing, siteRole: actor.siteRole });
  const [first] = faults;
  if (first) throw new DomainError(first.reason, `${thing.reference}: ${tellFaults(faults)}`, { tags: faults.map(({ tag, reason }) => ({ tag, reason, nearest: vocabulary.nearest.get(tag) ?? [] })) });
  if (thing.held.length + added.length - removed.length > mostHeld) throw new DomainError("invalid_input", `${thing.reference} would have more than ${mostHeld} tags. Remove some first.`);
  return { added, removed };
}

function noneDone(refused: readonly { reference: string; refusal: DomainError }[]): DomainError {
  const [first, ...rest] = refused;
  if (!first) throw new Error("nothing was asked for");
  if (rest.length === 0) return first.refusal;
  const told = refused.map(({ reference, refusal }) => ({ reference, reason: refusal.reason, message: refusal.message }));
  return new DomainError(first.refusal.reason, `None of the ${refused.length} was tagged. ${first.refusal.message}`, { refused: told });
}

/** What is named, as far as the actor sees it, with its tags; the rows of the models are locked, in one order. */
async function lockThings(tx: Transaction, actor: Actor, references: readonly string[]): Promise<Map<string, Thing>> {
  const asked = references.map((reference) => {
    const [model = "", number] = reference.split("@");
    const [team, name] = model.split("/");
    return { reference, team, name, number: number === undefined ? null : Number(number) };
  });
  const json = JSON.stringify(asked.filter(({ number }) => number === null || number <= 2_147_483_647));
  const { role, granted } = standingOf(actor);
  const wanted = sql`json_to_recordset(${json}::json) a (reference text, team text, name text, number int)
    join teams on teams.slug = a.team join models on models.team_id = teams.id and models.name = a.name and models.announced`;
  await tx.execute(sql`select 1 from models where id in (select models.id from ${wanted} where ${modelPermits(actor, "model:read")}) order by id for update`);
  const rows = await tx.execute<Thing & Record<string, unknown>>(sql`
    select a.reference, teams.slug, teams.slug || '/' || models.name as model, models.id as "modelId", versions.id as "versionId", versions.number, ${role} as role, ${granted} as granted,
      array_to_json(case when a.number is null then array(select tag from model_tags where model_id = models.id order by 1)
        else array(select tag from version_tags where version_id = versions.id order by 1) end) as held
    from ${wanted} left join versions on versions.model_id = models.id and versions.number = a.number
    where ${modelPermits(actor, "model:read")} and (a.number is null
      or versions.id is not null and not exists (select 1 from version_deletions d where d.version_id = versions.id))`);
  return new Map(rows.map((row) => [row.reference, row]));
}

async function write(tx: Transaction, changes: readonly Change[]): Promise<void> {
  const rowsOf = (part: "added" | "removed", ofVersions: boolean) =>
    JSON.stringify(changes.filter(({ thing }) => (thing.versionId !== null) === ofVersions).flatMap(({ thing, [part]: names }) => names.map((tag) => ({ id: thing.versionId ?? thing.modelId, tag }))));
  for (const [ofVersions, table, key] of [[false, sql`model_tags`, sql`model_id`], [true, sql`version_tags`, sql`version_id`]] as const) {
    await tx.execute(sql`delete from ${table} t using json_to_recordset(${rowsOf("removed", ofVersions)}::json) r (id uuid, tag text) where t.${key} = r.id and t.tag = r.tag`);
    await tx.execute(sql`insert into ${table} (${key}, tag) select r.id, r.tag from json_to_recordset(${rowsOf("added", ofVersions)}::json) r (id uuid, tag text) on conflict do nothing`);
  }
}
