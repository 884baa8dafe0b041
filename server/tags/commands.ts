import { count, eq, sql, type SQL } from "drizzle-orm";
import { record } from "../audit/commands.ts";
import { difference } from "../audit/difference.ts";
import type { Transaction } from "../db/client.ts";
import { DomainError } from "../errors.ts";
import type { Actor } from "../identity/actor.ts";
import { refreshModels, refreshVersions } from "../search/entries.ts";
import { mostGroups, mostTags, vocabularyLock } from "./queries.ts";
import { groupOf } from "./rules.ts";
import { mostTagCharacters, type NewTag, type TagApplier, type TagColor } from "./schema.ts";
import { tagGroups, tags } from "./tables.ts";

/** One at a time changes the vocabulary, when nobody relies on it. */
async function lockVocabulary(tx: Transaction): Promise<void> {
  await tx.execute(sql`select pg_advisory_xact_lock(${vocabularyLock})`);
}

/**
 * Adds a group, or changes it.
 * @throws DomainError tag_conflict, when it becomes exclusive and things have two of its tags, which are listed; invalid_input
 */
export async function saveGroup(tx: Transaction, actor: Actor, input: { name: string; description: string; exclusive: boolean }) {
  await lockVocabulary(tx);
  const before = await findGroup(tx, input.name);
  if (!before && (await rowsIn(tx, tagGroups)) >= mostGroups) throw new DomainError("invalid_input", `There are ${mostGroups} groups at most. Remove one first.`);
  await tx.insert(tagGroups).values(input).onConflictDoUpdate({ target: tagGroups.name, set: { description: input.description, exclusive: input.exclusive } });
  await refuseTwo(tx, input.name, `${input.name} can't be exclusive yet`);
  await record(tx, actor, { action: "tag_group.saved", target: input.name, details: before ? difference({ ...before }, { description: input.description, exclusive: input.exclusive }) : { ...input } });
  return { name: input.name };
}

/**
 * Gives a group another name, and so every tag of it on everything that it hangs on: `risk:high` becomes `level:high`. Words
 * that were given beside the vocabulary while it had no such group go with it.
 * @throws DomainError not_found; already_exists, when there is a group of that name; invalid_input, when a tag's name would be too
 *   long; tag_conflict, when it is exclusive and things would have two of its tags
 */
export async function renameGroup(tx: Transaction, actor: Actor, { name, to }: { name: string; to: string }) {
  await lockVocabulary(tx);
  const before = await findGroup(tx, name);
  if (!before) throw new DomainError("not_found", `There is no group ${name}.`);
  if (await findGroup(tx, to)) throw new DomainError("already_exists", `There is a group ${to} already. Choose another name, or rename the tags of ${name} one by one.`, { group: to });
  const like = `${name}:%`;
  const renamed = (of: SQL) => sql`${to} || substr(${of}, ${name.length + 1}::int)`;
  await refuseTooLong(tx, like, to.length - name.length);
  await tx.insert(tagGroups).values({ ...before, name: to });
  const known = await tx.update(tags).set({ name: renamed(sql`name`), group: to }).where(eq(tags.group, name)).returning({ name: tags.name });
  const moved = await moveTags(tx, sql`tag like ${like}`, renamed(sql`tag`));
  await tx.delete(tagGroups).where(eq(tagGroups.name, name));
  await refuseTwo(tx, to, `${name} can't be called ${to} yet`);
  await refreshTouched(tx, moved);
  const counts = { tags: known.length, ...countsOf(moved) };
  await record(tx, actor, { action: "tag_group.renamed", target: name, details: { to, ...counts } });
  return { name: to, ...counts };
}

/** @throws DomainError tag_group_in_use, while it has tags; not_found */
export async function removeGroup(tx: Transaction, actor: Actor, { name }: { name: string }) {
  await lockVocabulary(tx);
  const [left] = await tx.select({ n: count() }).from(tags).where(eq(tags.group, name));
  if (left && left.n > 0) throw new DomainError("tag_group_in_use", `${name} has ${left.n === 1 ? "a tag" : `${left.n} tags`}. Rename, merge or delete ${left.n === 1 ? "it" : "those"} first.`, { tags: left.n });
  const removed = await tx.delete(tagGroups).where(eq(tagGroups.name, name)).returning({ name: tagGroups.name });
  if (removed.length === 0) throw new DomainError("not_found", `There is no group ${name}.`);
  await record(tx, actor, { action: "tag_group.removed", target: name });
  return { name };
}

/**
 * Takes a tag into the vocabulary, a new one or one that is in use already.
 * @throws DomainError already_exists; invalid_input, when there is no such group; tag_conflict, when it is in use beside
 *   another one of an exclusive group
 */
export async function createTag(tx: Transaction, actor: Actor, input: NewTag) {
  await lockVocabulary(tx);
  if (await findTag(tx, input.name)) throw new DomainError("already_exists", `${input.name} is in the vocabulary already. Change it, or choose another name.`, { tag: input.name });
  if ((await rowsIn(tx, tags)) >= mostTags) throw new DomainError("invalid_input", `The vocabulary has ${mostTags.toLocaleString("en")} tags at most. Delete or merge some first.`);
  const group = await requireGroup(tx, input.name);
  await tx.insert(tags).values({ ...input, group, createdBy: actor.userId });
  if (group !== null) await refuseTwo(tx, group, `${input.name} can't be taken into ${group} yet`);
  await record(tx, actor, { action: "tag.created", target: input.name, details: { color: input.color, appliers: input.appliers } });
  return { name: input.name };
}

/** @throws DomainError not_found */
export async function changeTag(
  tx: Transaction,
  actor: Actor,
  { name, ...change }: { name: string; description?: string | undefined; color?: TagColor | undefined; appliers?: TagApplier | undefined },
) {
  await lockVocabulary(tx);
  const before = await requireTag(tx, name);
  const given = Object.fromEntries(Object.entries(change).filter(([, value]) => value !== undefined));
  if (Object.keys(given).length > 0) await tx.update(tags).set(given).where(eq(tags.name, name));
  await record(tx, actor, { action: "tag.changed", target: name, details: difference({ ...before }, given) });
  return { name };
}

/**
 * Gives a tag another name, on everything that it hangs on.
 * @throws DomainError not_found; already_exists, when the vocabulary has one of that name; invalid_input, tag_conflict
 */
export async function renameTag(tx: Transaction, actor: Actor, { name, to }: { name: string; to: string }) {
  await lockVocabulary(tx);
  const { createdAt: _, ...before } = await requireTag(tx, name);
  if (await findTag(tx, to)) throw new DomainError("already_exists", `${to} is in the vocabulary already. Merge ${name} into it, or choose another name.`, { tag: to });
  const group = await requireGroup(tx, to);
  await tx.insert(tags).values({ ...before, name: to, group });
  const moved = await moveTags(tx, sql`tag = ${name}`, sql`${to}`);
  await tx.delete(tags).where(eq(tags.name, name));
  if (group !== null) await refuseTwo(tx, group, `${name} can't be called ${to} yet`);
  await refreshTouched(tx, moved);
  await record(tx, actor, { action: "tag.renamed", target: name, details: { to, ...countsOf(moved) } });
  return { name: to, ...countsOf(moved) };
}

/**
 * Puts another tag in the place of one, of the vocabulary or free, on everything that it hangs on.
 * @param input.replace whether others of an exclusive group give way to it
 * @throws DomainError not_found, invalid_input; tag_conflict, which lists what would have two of an exclusive group
 */
export async function mergeTag(tx: Transaction, actor: Actor, { name, into, replace }: { name: string; into: string; replace: boolean }) {
  await lockVocabulary(tx);
  if (name === into) throw new DomainError("invalid_input", "A tag can't be merged into itself. Name another one.", { issues: [{ path: "into", message: "must be another tag" }] });
  const { group } = await requireTag(tx, into);
  const moved = await moveTags(tx, sql`tag = ${name}`, sql`${into}`);
  const removed = await tx.delete(tags).where(eq(tags.name, name)).returning({ name: tags.name });
  if (removed.length + moved.models.length + moved.versions.length === 0) throw noTag(name);
  if (group !== null) {
    if (replace) await giveWay(tx, group, into);
    await refuseTwo(tx, group, `${name} can't be merged into ${into} yet`, "or let the others give way (replace)");
  }
  await refreshTouched(tx, moved);
  await record(tx, actor, { action: "tag.merged", target: name, details: { into, replace, ...countsOf(moved) } });
  return { name: into, ...countsOf(moved) };
}

/** Takes a tag, of the vocabulary or free, off everything, and out of the vocabulary. @throws DomainError not_found */
export async function removeTag(tx: Transaction, actor: Actor, { name }: { name: string }) {
  await lockVocabulary(tx);
  const touched = await lockTouched(tx, sql`tag = ${name}`);
  await tx.execute(sql`delete from model_tags where tag = ${name}`);
  await tx.execute(sql`delete from version_tags where tag = ${name}`);
  const removed = await tx.delete(tags).where(eq(tags.name, name)).returning({ name: tags.name });
  if (removed.length + touched.models.length + touched.versions.length === 0) throw noTag(name);
  await refreshTouched(tx, touched);
  await record(tx, actor, { action: "tag.removed", target: name, details: countsOf(touched) });
  return { name, ...countsOf(touched) };
}

function noTag(name: string): DomainError {
  return new DomainError("not_found", `There is no tag ${name}: it is not in the vocabulary, and nothing bears it.`, { tag: name });
}

async function findTag(tx: Transaction, name: string) {
  const [tag] = await tx.select().from(tags).where(eq(tags.name, name));
  return tag ?? null;
}

async function findGroup(tx: Transaction, name: string) {
  const [group] = await tx.select().from(tagGroups).where(eq(tagGroups.name, name));
  return group ?? null;
}

async function requireTag(tx: Transaction, name: string) {
  const tag = await findTag(tx, name);
  if (tag) return tag;
  throw new DomainError("not_found", `The vocabulary has no tag ${name}. Take it in first, with tags.create.`, { tag: name });
}

/** The group that a tag's name puts it in. @throws DomainError invalid_input, when there is none of that name */
async function requireGroup(tx: Transaction, name: string): Promise<string | null> {
  const group = groupOf(name);
  if (group === null) return null;
  if (await findGroup(tx, group)) return group;
  throw new DomainError("invalid_input", `There is no group ${group}. Make it first, with tags.saveGroup.`, { issues: [{ path: "name", message: `is of the group ${group}, which is not there: make the group first` }] });
}

async function rowsIn(tx: Transaction, table: typeof tags | typeof tagGroups): Promise<number> {
  const [row] = await tx.select({ n: count() }).from(table);
  return row?.n ?? 0;
}

/** The ids of what bears a tag: models, and versions and drafts. */
interface TouchedIds {
  models: string[];
  versions: string[];
}

const countsOf = ({ models, versions }: TouchedIds) => ({ models: models.length, versions: versions.length });

/** Locks every model that bears such a tag, or has a version that does. @param which what is asked of `tag` */
async function lockTouched(tx: Transaction, which: SQL): Promise<TouchedIds> {
  await tx.execute(sql`select 1 from models where id in (
    select model_id from model_tags where ${which}
    union select v.model_id from version_tags vt join versions v on v.id = vt.version_id where ${which}) order by id for update`);
  const [row] = await tx.execute<TouchedIds & Record<string, unknown>>(sql`select
    array_to_json(array(select distinct model_id from model_tags where ${which})) as models,
    array_to_json(array(select distinct version_id from version_tags where ${which})) as versions`);
  return row ?? { models: [], versions: [] };
}

/** Puts another tag in the place of each such one on everything; what has both keeps one. @param to made of `tag` */
async function moveTags(tx: Transaction, which: SQL, to: SQL): Promise<TouchedIds> {
  const touched = await lockTouched(tx, which);
  for (const [table, key] of [[sql`model_tags`, sql`model_id`], [sql`version_tags`, sql`version_id`]] as const) {
    await tx.execute(sql`with moved as (delete from ${table} where ${which} returning ${key}, ${to} as tag)
      insert into ${table} (${key}, tag) select ${key}, tag from moved on conflict do nothing`);
  }
  return touched;
}

/** So many entries are written by one statement. */
const batch = 2000;

/** Tells the search what has become of things that are locked. */
async function refreshTouched(tx: Transaction, { models, versions }: TouchedIds): Promise<void> {
  for (let from = 0; from < versions.length; from += batch) await refreshVersions(tx, versions.slice(from, from + batch));
  for (let from = 0; from < models.length; from += batch) await refreshModels(tx, models.slice(from, from + batch));
}

/** Takes the other tags of a group off everything that bears this one. */
async function giveWay(tx: Transaction, group: string, tag: string): Promise<void> {
  for (const [table, key] of [[sql`model_tags`, sql`model_id`], [sql`version_tags`, sql`version_id`]] as const) {
    await tx.execute(sql`delete from ${table} other using ${table} kept
      where kept.tag = ${tag} and other.${key} = kept.${key} and other.tag <> ${tag} and split_part(other.tag, ':', 1) = ${group} and other.tag like '%:%'`);
  }
}

/** @throws DomainError invalid_input, when a name that begins like this is too long for so many letters more */
async function refuseTooLong(tx: Transaction, like: string, more: number): Promise<void> {
  const [row] = await tx.execute<{ name: string }>(sql`select name from (
    select name from tags where name like ${like} union all select tag from model_tags where tag like ${like} union all select tag from version_tags where tag like ${like}
  ) named where length(name) + ${more}::int > ${mostTagCharacters} limit 1`);
  if (row) throw new DomainError("invalid_input", `${row.name} would have more than ${mostTagCharacters} characters. Choose a shorter name.`, { issues: [{ path: "to", message: `makes ${row.name} longer than ${mostTagCharacters} characters` }] });
}

/** @throws DomainError tag_conflict, when the group is exclusive and things have two of its tags; the first ten are named */
async function refuseTwo(tx: Transaction, group: string, what: string, or = ""): Promise<void> {
  const like = `${group}:%`;
  const rows = await tx.execute<{ reference: string }>(sql`
    select reference from (
      select t.slug || '/' || m.name as reference from model_tags mt join models m on m.id = mt.model_id join teams t on t.id = m.team_id where mt.tag like ${like} group by 1 having count(*) > 1
      union all select t.slug || '/' || m.name || coalesce('@' || v.number, ' (a draft)') from version_tags vt join versions v on v.id = vt.version_id
        join models m on m.id = v.model_id join teams t on t.id = m.team_id where vt.tag like ${like} group by v.id, 1 having count(*) > 1) twice
    where (select exclusive from tag_groups where name = ${group}) order by 1 limit 11`);
  if (rows.length === 0) return;
  const first = rows.slice(0, 10).map(({ reference }) => reference);
  const others = rows.length > first.length ? " and others" : "";
  throw new DomainError("tag_conflict", `${what}: ${first.join(", ")}${others} would have two tags of ${group}, which is exclusive. Remove one from each first${or === "" ? "" : `, ${or}`}.`, { things: first, more: rows.length > first.length });
}
