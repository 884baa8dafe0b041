/**
 * What a search finds of models and versions, kept beside them: computed as a whole from what it stands for, whatever it
 * was before.
 *
 * Two writers can't lose each other's changes. Whoever changes a fact of a model or version holds the lock on the model's
 * row (`lockModel`) from before the change to the end of the transaction, and calls these under it. A statement sees what had
 * been committed when it began, which is after the lock was had: so the last one to hold it computes the entry from the
 * facts of all who held it before. What changes versions of several models locks these in the order of their ids.
 */
import { sql, type SQL } from "drizzle-orm";
import type { Transaction } from "../db/client.ts";
import { addJob } from "../db/jobs.ts";
import { atEnd } from "../db/groups.ts";
import { planOnce, statement, together } from "../db/statement.ts";
import { edition } from "./edition.ts";

/** Of one version's parameters or attributes so many are found, and so many characters of a value. */
const mostKeys = sql.raw("500");
const mostValue = sql.raw("200");
/** Characters of a card that are looked into. */
const mostCard = sql.raw("100000");

const versionIds = sql`${sql.placeholder("versionIds")}::uuid[]`;
const modelIds = sql`${sql.placeholder("modelIds")}::uuid[]`;

/** A text of which only letters and digits are left: nothing in it is taken for an address, a path or a number with a sign. */
const plain = (text: SQL) => sql`translate(${text}, ${punctuation}, ${" ".repeat(punctuation.length)})`;
const punctuation = "!\"#$%&'()*+,-./:;<=>?@[\\]^_`{|}~";
const words = (text: SQL, weight: string) => sql`setweight(to_tsvector('simple', ${plain(sql`coalesce(${text}, '')`)}), ${weight}::"char")`;

const names = sql`${words(sql`t.slug || ' ' || m.name`, "A")} as names`;

/** The keys and values of a part of the metadata, with the field that they are found by: `param.depth`. */
const pairs = (part: string, field: string) => sql`(select ${`${field}.`} || p.key as field, p.value
  from jsonb_each(case jsonb_typeof(f.metadata -> ${part}) when 'object' then f.metadata -> ${part} else '{}' end) p limit ${mostKeys})`;

/** A value of the card's front matter that is one text or a list of them. */
const front = (key: string) => sql`jsonb_path_query(f.front, ${`$.${key}[*]`}::jsonpath) x where jsonb_typeof(x) = 'string'`;

const recalled = (versionId: SQL) => sql`exists (select 1 from recalled_versions r join recalls c on c.id = r.recall_id and c.lifted_at is null where r.version_id = ${versionId})`;
/** What the pointers at hand are called, and that the version is live when one is a stage. */
const namedBy = sql`unnest(array[case when s.name is null then 'alias:' else 'stage:' end || p.name, case when s.name is not null then 'is:live' end]) from pointers p left join stages s on s.name = p.name`;

// What is one value each is one list: that costs a fraction of as many selects.
const termsOfVersion = sql`
  select unnest(array['team:' || f.slug, 'model:' || f.name, 'model:' || f.slug || '/' || f.name,
    'framework:' || (f.metadata ->> 'framework'), 'task:' || (f.metadata ->> 'task'), 'author:' || f.author_id,
    case when not f.front ? 'license' then 'license:' || (f.metadata #>> '{attributes,license}') end,
    'run:' || (f.metadata #>> '{run,id}'), 'run:' || (f.metadata #>> '{run,tracker}') || '/' || (f.metadata #>> '{run,id}'), case when f.metadata ? 'run' then 'has:run' end,
    'commit:' || (f.metadata #>> '{code,commit}'), 'commit:' || left(f.metadata #>> '{code,commit}', 7), case when f.metadata ? 'code' then 'has:code' end,
    case when exists (select 1 from version_archivals a where a.version_id = f.id) then 'is:archived' end,
    case when ${recalled(sql`f.id`)} then 'is:recalled' end,
    case when f.body is not null then 'has:card' end,
    case when f.front ? 'license' or f.metadata #> '{attributes,license}' is not null then 'has:license' end,
    case when f.metadata ? 'signature' then 'has:signature' end,
    case when jsonb_path_exists(f.metadata, '$.evaluations[*]') then 'has:evaluations' end])
  union all select 'tag:' || tag from version_tags where version_id = f.id
  union all select 'license:' || (x #>> '{}') from ${front("license")}
  union all select 'language:' || (x #>> '{}') from ${front("language")}
  union all select unnest(array['dataset:' || d.name, case when d.version <> '' then 'dataset:' || d.name || '@' || d.version end]) from (
      select name, version from version_datasets where version_id = f.id
      union all select x ->> 'name', coalesce(x ->> 'version', '') from jsonb_path_query(f.metadata, '$.datasets[*]') x) d
  union all select p.field || ':' || left(case jsonb_typeof(p.value) when 'number' then trim_scale((p.value #>> '{}')::numeric)::text else p.value #>> '{}' end, ${mostValue}) from (select * from ${pairs("parameters", "param")} union all select * from ${pairs("attributes", "attr")}) p
    where jsonb_typeof(p.value) in ('string', 'number', 'boolean')
  union all select ${namedBy} where p.version_id = f.id
  union all select unnest(array['parent:' || p.reference, case when p.reference not like '%://%' then 'parent:' || split_part(p.reference, '@', 1) end, 'has:lineage']) from (
      select x ->> 'reference' as reference from jsonb_path_query(f.metadata, '$.parents[*]') x
      union all select t.slug || '/' || m.name || '@' || v.number from version_parents p
        join versions v on v.id = p.parent_id join models m on m.id = v.model_id join teams t on t.id = m.team_id where p.version_id = f.id) p
  union all select unnest(array['run:' || run_id, 'run:' || tracker || '/' || run_id, 'has:run']) from version_runs where version_id = f.id
  union all select unnest(array['commit:' || commit_hash, 'commit:' || left(commit_hash, 7), 'has:code']) from version_code where version_id = f.id
  union all select unnest(array[case when i.summary ->> 'safety' <> 'data' then 'format:' || (i.summary ->> 'format') end, case when i.summary ->> 'safety' in ('runs_code', 'unknown') then 'is:unsafe' end])
    from version_files w join inspections i on i.sha256 = w.sha256 where w.version_id = f.id`;

const numbersOfVersion = sql`
  select 'size' as key, f.bytes::float8 as value
  union all select p.field, (p.value #>> '{}')::float8 from (
      select 'metric.' || p.key as field, p.value from jsonb_each(case jsonb_typeof(f.metadata -> 'metrics') when 'object' then f.metadata -> 'metrics' else '{}' end) p
      union all select * from ${pairs("parameters", "param")} union all select * from ${pairs("attributes", "attr")}
    ) p where jsonb_typeof(p.value) = 'number' and abs((p.value #>> '{}')::numeric) < 1e300`;

/** Terms in lower case, each once, in one order: an entry is compared with one that is computed anew. */
const inOrder = (terms: SQL) => sql`array(select distinct lower(term) from (${terms}) t (term) where term is not null order by 1)`;

const none = sql``;
/** What there was of versions and is no more. */
const clearing = sql`uncounted as (
    delete from version_numbers o where o.version_id = any(array(select version_id from before)) and not exists (select 1 from n where n.id = o.version_id and n.key = o.key)
  ), gone as (
    delete from version_entries o where o.version_id = any(array(select version_id from before)) and not exists (select 1 from f where f.id = o.version_id)
  ),`;
/** The same of models, and who sees the other versions of one that was opened or closed. */
const clearingModels = sql`, opened as (
    update version_entries old set internal = h.internal from h where old.model_id = h.id and h.internal is distinct from h.was_internal and old.internal <> h.internal and old.version_id <> all(${versionIds})
  ), gone_models as (
    delete from model_entries old where old.model_id = any((select models from touched)::uuid[]) and not exists (select 1 from g where g.id = old.model_id)
  )`;

/**
 * The entries of versions and of models, in one statement: of these versions, and of their models and these others from their own
 * facts, their stages and the entry of their newest version. It sees what was there before it alone, so what it writes of the versions
 * it passes on to their models. How many versions a model has is kept by difference: to count thousands for each new one takes longer
 * than all the rest. It gives the words that nobody has kept for those that are misspelt.
 * @param was what there may be already of the versions: nothing of new ones, which leaves out a third of the work
 */
const writingEntries = (was: "nothing" | "anything") => statement<{ words: string[] }, { versionIds: readonly string[]; modelIds: readonly string[] }>(sql`
  with f as (
    select v.id, v.model_id, m.team_id, m.visibility, v.number, v.finalized_at, t.slug, m.name, ${names}, v.metadata, v.bytes, v.author_id, c.body, coalesce(c.front, '{}') as front
    from versions v join models m on m.id = v.model_id join teams t on t.id = m.team_id
    left join lateral (select body, front from card_revisions c where c.version_id = v.id order by revision desc limit 1) c on true
    where v.id = any(${versionIds}) and v.number is not null and not exists (select 1 from version_deletions d where d.version_id = v.id)
  ), e as materialized (
    select f.id as version_id, f.model_id, f.team_id, f.number, f.finalized_at, f.visibility = 'internal' as internal, f.names, ${inOrder(termsOfVersion)} as terms,
      f.names
      || ${words(sql`concat_ws(' ', (select string_agg(tag, ' ' order by tag) from version_tags where version_id = f.id), f.metadata ->> 'framework', f.metadata ->> 'task')`, "B")}
      || ${words(sql`f.metadata ->> 'description'`, "C")} as words,
      ${words(sql`left(f.body, ${mostCard})`, "D")} as card_words
    from f
  ), before as (
    ${was === "nothing" ? sql`select null::uuid as model_id, null::uuid as version_id where false` : sql`select model_id, version_id from version_entries where version_id = any(${versionIds})`}
  ), kept as (
    insert into version_entries (version_id, model_id, team_id, number, created_at, edition, internal, names, terms, words, card_words)
    select version_id, model_id, team_id, number, finalized_at, ${edition}, internal, names, terms, words, card_words from e
    ${was === "nothing" ? none : sql`on conflict (version_id) do update set number = excluded.number, created_at = excluded.created_at, edition = excluded.edition,
      internal = excluded.internal, names = excluded.names, terms = excluded.terms, words = excluded.words, card_words = excluded.card_words`}
  ), n as (
    select f.id, lower(n.key) as key, max(n.value) as value from f, lateral (${numbersOfVersion}) n group by 1, 2
  ), counted as (
    insert into version_numbers (version_id, key, value) select id, key, value from n
    ${was === "nothing" ? none : sql`on conflict (version_id, key) do update set value = excluded.value where version_numbers.value <> excluded.value`}
  ), ${was === "nothing" ? none : clearing} touched as materialized (
    select array(select model_id from versions where id = any(${versionIds}) union select unnest(${modelIds})) as models
  ), g as (
    select m.id, m.team_id, t.slug, m.name, ${names}, m.description, m.visibility, m.created_by, m.created_at, m.updated_at, e.version_id, e.terms, e.card_words, v.metadata, p.internal as was_internal,
      case when p.versions is null or m.id = any(${modelIds}) then (select count(*)::int from version_entries o where o.model_id = m.id) else p.versions end
        + (select count(*)::int from e where e.model_id = m.id) - (select count(*)::int from before b where b.model_id = m.id) as versions
    from models m join teams t on t.id = m.team_id left join model_entries p on p.model_id = m.id
    left join lateral (
      select * from (
        (select version_id, number, terms, card_words from e where e.model_id = m.id order by number desc limit 1)
        union all
        (select version_id, number, terms, card_words from version_entries o where o.model_id = m.id and o.version_id <> all(${versionIds}) order by number desc limit 1)
      ) e order by number desc limit 1) e on true
    left join versions v on v.id = e.version_id
    where m.id = any((select models from touched)::uuid[]) and m.announced
  ), h as materialized (
    select f.id, f.team_id, f.slug || '/' || f.name as reference, f.version_id, f.versions, f.created_at, f.updated_at, f.visibility = 'internal' as internal, f.was_internal, f.names,
      coalesce((select jsonb_agg(jsonb_build_object('stage', s.name, 'version', v.number,
        'since', to_char(p.moved_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')) order by s.name)
        from pointers p join stages s on s.name = p.name join versions v on v.id = p.version_id where p.model_id = f.id), '[]') as stages,
      ${inOrder(sql`
        select unnest(f.terms || array['team:' || f.slug, 'model:' || f.name, 'model:' || f.slug || '/' || f.name, 'is:' || f.visibility, case when f.version_id is null then 'author:' || f.created_by end,
          case when exists (select 1 from pointers p join stages s on s.name = p.name where p.model_id = f.id and ${recalled(sql`p.version_id`)}) then 'is:recalled' end])
        union all select 'tag:' || tag from model_tags where model_id = f.id
        union all select ${namedBy} where p.model_id = f.id`)} as terms,
      f.names
      || ${words(sql`concat_ws(' ', (select string_agg(tag, ' ' order by tag) from (select tag from model_tags where model_id = f.id union select substr(t, 5) from unnest(f.terms) t where t like 'tag:%') t), f.metadata ->> 'framework', f.metadata ->> 'task')`, "B")}
      || ${words(sql`f.description`, "C")} || ${words(sql`f.metadata ->> 'description'`, "D")} as words,
      coalesce(f.card_words, '') as card_words
    from g f
  ), kept_models as (
    insert into model_entries (model_id, team_id, reference, version_id, versions, stages, created_at, updated_at, edition, internal, names, terms, words, card_words)
    select id, team_id, reference, version_id, versions, stages, created_at, updated_at, ${edition}, internal, names, terms, words, card_words from h
    on conflict (model_id) do update set version_id = excluded.version_id, versions = excluded.versions, stages = excluded.stages,
      created_at = excluded.created_at, updated_at = excluded.updated_at, edition = excluded.edition,
      internal = excluded.internal, names = excluded.names, terms = excluded.terms, words = excluded.words, card_words = excluded.card_words
  ), o as (
    select g.id, n.key, n.value from g join n on n.id = g.version_id
    union all select g.id, o.key, o.value from g join version_numbers o on o.version_id = g.version_id where g.version_id <> all(${versionIds})
    union all select g.id, 'versions', g.versions from g
  ), counted_models as (
    insert into model_numbers (model_id, key, value) select id, key, value from o
    on conflict (model_id, key) do update set value = excluded.value where model_numbers.value <> excluded.value
  ), uncounted_models as (
    delete from model_numbers old where old.model_id = any((select models from touched)::uuid[]) and not exists (select 1 from o where o.id = old.model_id and o.key = old.key)
  )${was === "nothing" ? none : clearingModels}
  select to_json(array(select w.lexeme
    from (select distinct (unnest(words)).lexeme from (select words from e union all select card_words from e union all select words from h) k) w
    where length(w.lexeme) between 3 and 40 and w.lexeme !~ '^[0-9]+$' and (select s.word from search_words s where s.word = w.lexeme) is null limit 5000)) as words`);

const writeNew = writingEntries("nothing");
const writeAny = writingEntries("anything");

/** Writes the entries of versions that have just become such, and those of their models, as `refreshVersions` does. */
export const enterVersions = atEnd<string>("derive", async (tx, of) => await write(tx, writeNew, { versionIds: of, modelIds: [] }));

/**
 * Writes the entries of versions, and those of their models. Of a draft and of a version that was deleted there is none.
 * The caller holds the locks on their models, and has recorded nothing yet that another could wait for.
 */
export async function refreshVersions(tx: Transaction, of: readonly string[]): Promise<void> {
  if (of.length > 0) await write(tx, writeAny, { versionIds: of, modelIds: [] });
}

/**
 * Writes the entries of models alone. Of a model that was not announced there is none. The caller holds the locks on them; whoever
 * changes what is told of a version calls `refreshVersions`.
 */
export async function refreshModels(tx: Transaction, of: readonly string[]): Promise<void> {
  if (of.length > 0) await write(tx, writeAny, { versionIds: [], modelIds: of });
}

/** New words are kept by a job: two transactions that bring the same ones would wait for each other here, each with some that the other needs. */
async function write(tx: Transaction, writing: typeof writeAny, of: { versionIds: readonly string[]; modelIds: readonly string[] }): Promise<void> {
  const [, [row]] = await together(planOnce(tx), writing(tx, of));
  if (row && row.words.length > 0) await addJob(tx, "learn_words", { words: row.words });
}

/** Writes the entry of a version after its files were looked into, and nobody holds the lock on its model. */
export async function refreshInspected(tx: Transaction, versionId: string): Promise<void> {
  await tx.execute(sql`select 1 from models where id = (select model_id from versions where id = ${versionId}) for update`);
  await refreshVersions(tx, [versionId]);
}

/**
 * Writes of everything that a recall touches whether it is recalled: nothing else of it has changed, however much there is.
 * The caller holds the locks on the models.
 */
export async function refreshRecalled(tx: Transaction, recallId: string): Promise<void> {
  const touched = sql`select r.version_id from recalled_versions r where r.recall_id = ${recallId}`;
  const marked = (is: SQL) => sql`terms = array(select distinct t from unnest(array_remove(e.terms, 'is:recalled') || case when ${is} then array['is:recalled'] else '{}'::text[] end) t order by 1)`;
  const differs = (is: SQL) => sql`${is} <> ('is:recalled' = any(e.terms))`;
  const version = recalled(sql`e.version_id`);
  await tx.execute(sql`update version_entries e set ${marked(version)} where e.version_id in (${touched}) and ${differs(version)}`);
  const model = sql`(${recalled(sql`e.version_id`)} or exists (select 1 from pointers p join stages s on s.name = p.name where p.model_id = e.model_id and ${recalled(sql`p.version_id`)}))`;
  await tx.execute(sql`update model_entries e set ${marked(model)} where e.model_id in (select v.model_id from versions v where v.id in (${touched})) and ${differs(model)}`);
}

/** Keeps words for those that are misspelt, in one order. */
export async function learnWords(tx: Transaction, known: readonly string[]): Promise<void> {
  await tx.execute(sql`insert into search_words (word) select w from unnest(${sql.param([...known])}::text[]) w order by w on conflict do nothing`);
}
