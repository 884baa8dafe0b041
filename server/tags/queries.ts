import { and, asc, count, eq, ilike, inArray, or, sql, type SQL } from "drizzle-orm";
import type { Executor, Transaction } from "../db/client.ts";
import { after, decodeCursor, inOrder, page } from "../db/keyset.ts";
import { gathered, statement } from "../db/statement.ts";
import { DomainError } from "../errors.ts";
import { isNarrow } from "../grants/permits.ts";
import { demand } from "../identity/access.ts";
import { credentialAllows, type Actor } from "../identity/actor.ts";
import { siteHolds } from "../identity/permissions.ts";
import { requireModel } from "../models/queries.ts";
import { changeTags, groupOf, mayApply, type TagFault, type Tagger, type Vocabulary } from "./rules.ts";
import { tagAppliers, type FreeTag, type TagApplier, type TagDetail, type TagGroup, type TagMark, type TagRefusals, type TagSuggestions, type Touched } from "./schema.ts";
import { tagGroups, tags } from "./tables.ts";

/** The vocabulary is small enough to be known as a whole. */
export const mostTags = 1000;
export const mostGroups = 100;

/** Held by whoever changes the vocabulary, and shared by those who rely on it. Taken before any lock on a model. */
export const vocabularyLock = 0x0c5e;

/** The lock that whoever relies on the vocabulary shares to the end of the transaction, as an expression. */
export const vocabularyHeld = sql<string>`pg_advisory_xact_lock_shared(${sql.raw(String(vocabularyLock))})::text`;
const shareVocabulary = statement(sql`select ${vocabularyHeld}`);

/** Nobody changes the vocabulary before the transaction ends. */
export async function holdVocabulary(tx: Transaction): Promise<void> {
  await shareVocabulary(tx, {});
}

type VocabularyRow = { known: [string, TagApplier][]; groups: [string, { exclusive: boolean }][]; free: boolean; nearest: [string, string[]][] };

const selectVocabulary = gathered<VocabularyRow, { names: readonly string[]; groups: string[] }>({ names: "text[]", groups: "text[]" }, (asked) => sql`
  select asked.n, (select free_tags from site_settings) as free,
    coalesce((select json_agg(json_build_array(t.name, t.appliers)) from tags t where t.name = any(asked.names)), '[]') as known,
    coalesce((select json_agg(json_build_array(g.name, json_build_object('exclusive', g.exclusive))) from tag_groups g where g.name = any(asked.groups)), '[]') as groups,
    coalesce((select json_agg(json_build_array(a.name, array(select t.name from tags t
      where similarity(t.name, a.name) > 0.3 or split_part(t.name, ':', 2) = a.name or split_part(t.name, ':', 1) = split_part(a.name, ':', 1)
      order by similarity(t.name, a.name) desc, t.name limit 3)))
      from unnest(asked.names) a (name) where not exists (select 1 from tags t where t.name = a.name)), '[]') as nearest
  from ${asked}`);

/** As much of the vocabulary as a change of these tags needs. */
export async function readVocabulary(db: Executor, names: readonly string[]): Promise<Vocabulary> {
  const [row] = await selectVocabulary(db, { names, groups: names.map(groupOf).filter((group) => group !== null) });
  if (!row) throw new Error("the vocabulary was not read");
  return { appliers: new Map(row.known), groups: new Map(row.groups), freeTags: row.free, nearest: new Map(row.nearest) };
}

/** What stands against these tags on a version that is being registered, by their places. */
export async function newTagFaults(db: Executor, tagger: Tagger, wanted: readonly string[]): Promise<(TagFault & { at: number })[]> {
  if (wanted.length === 0) return [];
  const vocabulary = await readVocabulary(db, wanted);
  const { faults } = changeTags({ held: [], add: wanted, remove: [], replace: false }, vocabulary, tagger);
  return faults.map((fault) => ({ ...fault, at: wanted.indexOf(fault.tag) }));
}

/** @throws DomainError tag_unknown, tag_conflict or tag_reserved, which tells of each tag by its path in the metadata */
export async function requireNewTags(db: Executor, tagger: Tagger, wanted: readonly string[]): Promise<void> {
  const faults = await newTagFaults(db, tagger, wanted);
  const [first] = faults;
  if (!first) return;
  const issues = faults.map(({ at, tag, message }) => ({ path: `metadata.tags.${at}`, message: `${tag} ${message}` }));
  throw new DomainError(first.reason, issues.map(({ path, message }) => `${path}: ${message}${/[.?]$/.test(message) ? "" : "."}`).join(" "), { issues });
}

const mark = { name: tags.name, color: tags.color, description: tags.description };

/** How every tag of the vocabulary is shown, by name. */
export async function listMarks(db: Executor): Promise<TagMark[]> {
  return await db.select(mark).from(tags).orderBy(asc(tags.name)).limit(mostTags);
}

/** Whether a count of all things tells the actor nothing of what they may not see. */
function seesAll(actor: Actor): boolean {
  return siteHolds(actor.siteRole, "model:read") && credentialAllows(actor, "model:read") && !isNarrow(actor);
}

const mostCounted = 1000;

/** How many things bear the tag of that name, as a column: counted up to 1,000. */
function usesOf(name: SQL): SQL<TagDetail["uses"]> {
  const bounded = (rows: SQL) => sql`(select json_build_object('count', least(count(*), ${mostCounted}), 'more', count(*) > ${mostCounted}) from (${rows} limit ${mostCounted + 1}) bounded)`;
  return sql`json_build_object(
    'models', ${bounded(sql`select 1 from model_tags mt where mt.tag = ${name}`)},
    'versions', ${bounded(sql`select 1 from version_tags vt join versions v on v.id = vt.version_id and v.number is not null where vt.tag = ${name}`)})`;
}

const likeOf = (text: string) => `%${text.replaceAll(/[\\%_]/g, String.raw`\$&`)}%`;

/** A page of the vocabulary, by name. */
export async function listTags(
  db: Executor,
  actor: Actor,
  input: { search?: string | undefined; group?: string | undefined; cursor?: string | undefined; limit: number },
): Promise<{ items: TagDetail[]; nextCursor: string | null; total: number }> {
  const from = input.cursor === undefined ? undefined : decodeCursor(input.cursor, ["text"]);
  const found = input.search ? or(ilike(tags.name, likeOf(input.search)), ilike(tags.description, likeOf(input.search))) : undefined;
  const matching = and(found, input.group ? eq(tags.group, input.group) : undefined);
  const rows = await db
    .select({ ...mark, group: tags.group, appliers: tags.appliers, uses: seesAll(actor) ? usesOf(sql`tags.name`) : sql<null>`null` })
    .from(tags)
    .where(and(matching, after([tags.name], from, "ascending")))
    .orderBy(...inOrder([tags.name], "ascending"))
    .limit(input.limit + 1);
  const [total] = await db.select({ n: count() }).from(tags).where(matching);
  return { ...page(rows, input.limit, (row) => [row.name]), total: total?.n ?? 0 };
}

/** The groups, by name. */
export async function listGroups(db: Executor): Promise<TagGroup[]> {
  return await db
    .select({ name: tagGroups.name, description: tagGroups.description, exclusive: tagGroups.exclusive, tags: sql<number>`(select count(*)::int from tags t where t.group_name = tag_groups.name)` })
    .from(tagGroups)
    .orderBy(asc(tagGroups.name))
    .limit(mostGroups);
}

/** A page of the tags that are in use and not in the vocabulary, by name. Each is found by a step in the index. */
export async function listFreeTags(db: Executor, input: { cursor?: string | undefined; limit: number }): Promise<{ items: FreeTag[]; nextCursor: string | null }> {
  const [from = ""] = input.cursor === undefined ? [] : decodeCursor(input.cursor, ["text"]);
  const next = (than: SQL) => sql`least((select min(tag) from model_tags where tag > ${than}), (select min(tag) from version_tags where tag > ${than}))`;
  const rows = await db.execute<{ name: string; uses: FreeTag["uses"] }>(sql`
    with recursive used as (select ${next(sql`${from}`)} as name union all select ${next(sql`used.name`)} from used where used.name is not null)
    select used.name, ${usesOf(sql`used.name`)} as uses from used
    where used.name is not null and not exists (select 1 from tags where tags.name = used.name) limit ${input.limit + 1}`);
  return page([...rows], input.limit, (row) => [row.name]);
}

const mostNamed = 10;

/** What a tag hangs on, of the vocabulary or free. */
export async function touchedBy(db: Executor, name: string): Promise<Touched> {
  const modelName = sql`t.slug || '/' || m.name`;
  const [row] = await db.execute<Omit<Touched, "name">>(sql`select
    json_build_object('count', (select count(*) from model_tags where tag = ${name}), 'first', array(
      select ${modelName} from model_tags mt join models m on m.id = mt.model_id join teams t on t.id = m.team_id where mt.tag = ${name} order by 1 limit ${mostNamed})) as models,
    json_build_object('count', (select count(*) from version_tags vt join versions v on v.id = vt.version_id where vt.tag = ${name} and v.number is not null), 'first', array(
      select ${modelName} || '@' || v.number from version_tags vt join versions v on v.id = vt.version_id join models m on m.id = v.model_id join teams t on t.id = m.team_id
      where vt.tag = ${name} and v.number is not null order by t.slug, m.name, v.number limit ${mostNamed})) as versions,
    (select count(*)::int from version_tags vt join versions v on v.id = vt.version_id where vt.tag = ${name} and v.number is null) as drafts`);
  if (!row) throw new Error("nothing was counted");
  return { ...row, name };
}

/** Tags that were begun to be typed, of those that the actor may apply. @throws DomainError not_found, forbidden */
export async function suggestTags(db: Executor, actor: Actor, input: { text: string; model?: string | undefined; limit: number }): Promise<TagSuggestions> {
  const tagger = await taggerOf(db, actor, input.model);
  const usable = tagAppliers.filter((applier) => mayApply(applier, tagger));
  const pattern = likeOf(input.text);
  const rows = await db
    .select({ ...mark, group: tags.group, exclusive: sql<boolean>`coalesce(${tagGroups.exclusive}, false)` })
    .from(tags)
    .leftJoin(tagGroups, eq(tagGroups.name, tags.group))
    .where(and(ilike(tags.name, pattern), inArray(tags.appliers, usable)))
    .orderBy(sql`${tags.name} not like ${pattern.slice(1)}`, asc(tags.name))
    .limit(input.limit);
  const [settings] = await db.execute<{ free: boolean }>(sql`select free_tags as free from site_settings`);
  return { items: rows, free: settings?.free ?? false };
}

/** What stands against giving these tags to something new, of each that is refused. @throws DomainError not_found, forbidden */
export async function checkTags(db: Executor, actor: Actor, input: { tags: readonly string[]; model?: string | undefined }): Promise<TagRefusals> {
  const faults = await newTagFaults(db, await taggerOf(db, actor, input.model), input.tags);
  return { faults: faults.map(({ tag, reason, message }) => ({ tag, reason, message })) };
}

/** How the actor stands to the model whose tags are at stake. */
async function taggerOf(db: Executor, actor: Actor, model: string | undefined): Promise<Tagger> {
  if (model !== undefined) {
    const { team } = await requireModel(db, actor, model);
    demand(actor, team, "model:tag");
    return { ...team, siteRole: actor.siteRole };
  }
  // On some model, which is known only when they are applied.
  const [row] = await db.execute<{ keeps: boolean }>(sql`select exists (select 1 from members where user_id = ${actor.userId} and role = 'maintainer')
    or exists (select 1 from grants where user_id = ${actor.userId} and role = 'maintainer' and (expires_at is null or expires_at > now())) as keeps`);
  return { siteRole: actor.siteRole, role: row?.keeps ? "maintainer" : null, granted: [] };
}
