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
import { planOnce, statement, together } from "../db/statement.ts";
import { edition } from "./edition.ts";

/** Of one version's parameters or attributes so many are found, and so many characters of a value. */
const mostKeys = sql.raw("500");
const mostValue = sql.raw("200");
/** Characters of a card that are looked into. */
const mostCard = sql.raw("100000");

const ids = sql`${sql.placeholder("ids")}::uuid[]`;

/** A text of which only letters and digits are left: nothing in it is taken for an address, a path or a number with a sign. */
const plain = (text: SQL) => sql`translate(${text}, ${punctuation}, ${" ".repeat(punctuation.length)})`;
const punctuation = "!\"#$%&'()*+,-./:;<=>?@[\\]^_`{|}~";
const words = (text: SQL, weight: string) => sql`setweight(to_tsvector('simple', ${plain(sql`coalesce(${text}, '')`)}), ${weight}::"char")`;

const namesOf = words(sql`f.slug || ' ' || f.name`, "A");

/** The keys and values of a part of the metadata, with the field that they are found by: `param.depth`. */
const pairs = (part: string, field: string) => sql`(select ${`${field}.`} || p.key as field, p.value
  from jsonb_each(case jsonb_typeof(f.metadata -> ${part}) when 'object' then f.metadata -> ${part} else '{}' end) p limit ${mostKeys})`;

/** A value of the card's front matter that is one text or a list of them. */
const front = (key: string) => sql`jsonb_path_query(f.front, ${`$.${key}[*]`}::jsonpath) x where jsonb_typeof(x) = 'string'`;

const stagesAndAliases = sql`(case when exists (select 1 from stages s where s.name = p.name) then 'stage:' else 'alias:' end) || p.name`;
const recalled = (versionId: SQL) => sql`exists (select 1 from recalled_versions r join recalls c on c.id = r.recall_id and c.lifted_at is null where r.version_id = ${versionId})`;

const termsOfVersion = sql`
  select 'team:' || f.slug union all select 'model:' || f.name union all select 'model:' || f.slug || '/' || f.name
  union all select 'tag:' || tag from version_tags where version_id = f.id
  union all select 'framework:' || (f.metadata ->> 'framework')
  union all select 'task:' || (f.metadata ->> 'task')
  union all select 'author:' || f.author_id
  union all select 'license:' || (x #>> '{}') from ${front("license")}
  union all select 'license:' || (f.metadata #>> '{attributes,license}') where not f.front ? 'license'
  union all select 'language:' || (x #>> '{}') from ${front("language")}
  union all select 'dataset:' || d.name || n.version from (
      select name, version from version_datasets where version_id = f.id
      union all select x ->> 'name', coalesce(x ->> 'version', '') from jsonb_path_query(f.metadata, '$.datasets[*]') x
    ) d, lateral (select '' as version union all select '@' || d.version where d.version <> '') n
  union all select p.field || ':' || left(case jsonb_typeof(p.value) when 'number' then trim_scale((p.value #>> '{}')::numeric)::text else p.value #>> '{}' end, ${mostValue}) from (select * from ${pairs("parameters", "param")} union all select * from ${pairs("attributes", "attr")}) p
    where jsonb_typeof(p.value) in ('string', 'number', 'boolean')
  union all select ${stagesAndAliases} from pointers p where p.version_id = f.id
  union all select 'parent:' || n.name from (
      select x ->> 'reference' as reference from jsonb_path_query(f.metadata, '$.parents[*]') x
      union all select t.slug || '/' || m.name || '@' || v.number from version_parents p
        join versions v on v.id = p.parent_id join models m on m.id = v.model_id join teams t on t.id = m.team_id where p.version_id = f.id
    ) p, lateral (select p.reference as name union all select split_part(p.reference, '@', 1) where p.reference not like '%://%') n
  union all select 'run:' || n.name from (
      select tracker, run_id from version_runs where version_id = f.id
      union all select f.metadata #>> '{run,tracker}', f.metadata #>> '{run,id}' where f.metadata ? 'run'
    ) r, lateral (select r.run_id as name union all select r.tracker || '/' || r.run_id) n
  union all select 'commit:' || n.name from (
      select commit_hash from version_code where version_id = f.id union all select f.metadata #>> '{code,commit}' where f.metadata ? 'code'
    ) c, lateral (select c.commit_hash as name union all select left(c.commit_hash, 7)) n
  union all select 'format:' || (i.summary ->> 'format') from version_files w join inspections i on i.sha256 = w.sha256
    where w.version_id = f.id and i.summary ->> 'safety' <> 'data'
  union all select 'is:unsafe' where exists (select 1 from version_files w join inspections i on i.sha256 = w.sha256
    where w.version_id = f.id and i.summary ->> 'safety' in ('runs_code', 'unknown'))
  union all select 'is:archived' where exists (select 1 from version_archivals a where a.version_id = f.id)
  union all select 'is:recalled' where ${recalled(sql`f.id`)}
  union all select 'is:live' where exists (select 1 from pointers p join stages s on s.name = p.name where p.version_id = f.id)
  union all select 'has:card' where f.body is not null
  union all select 'has:license' where f.front ? 'license' or f.metadata #> '{attributes,license}' is not null
  union all select 'has:lineage' where jsonb_path_exists(f.metadata, '$.parents[*]') or exists (select 1 from version_parents p where p.version_id = f.id)
  union all select 'has:signature' where f.metadata ? 'signature'
  union all select 'has:run' where f.metadata ? 'run' or exists (select 1 from version_runs r where r.version_id = f.id)
  union all select 'has:code' where f.metadata ? 'code' or exists (select 1 from version_code c where c.version_id = f.id)
  union all select 'has:evaluations' where jsonb_path_exists(f.metadata, '$.evaluations[*]')`;

const numbersOfVersion = sql`
  select 'size' as key, f.bytes::float8 as value
  union all select p.field, (p.value #>> '{}')::float8 from (
      select 'metric.' || p.key as field, p.value from jsonb_each(case jsonb_typeof(f.metadata -> 'metrics') when 'object' then f.metadata -> 'metrics' else '{}' end) p
      union all select * from ${pairs("parameters", "param")} union all select * from ${pairs("attributes", "attr")}
    ) p where jsonb_typeof(p.value) = 'number' and abs((p.value #>> '{}')::numeric) < 1e300`;

/** Terms in lower case, each once, in one order: an entry is compared with one that is computed anew. */
const inOrder = (terms: SQL) => sql`array(select distinct lower(term) from (${terms}) t (term) where term is not null order by 1)`;

/** Words that stand in what was just written, and that nobody has kept for those that are misspelt. */
const unknownWords = (of: SQL) => sql`
  select to_json(array(select distinct w.lexeme from ${of} k, lateral (select (unnest(k.words)).lexeme union all select (unnest(k.card_words)).lexeme) w
    where length(w.lexeme) between 3 and 40 and w.lexeme !~ '^[0-9]+$' and not exists (select 1 from search_words s where s.word = w.lexeme) limit 5000)) as words`;

/**
 * Writes the entries of versions, and those of their models. Of a draft and of a version that was deleted there is none.
 * The caller holds the locks on their models, and has recorded nothing yet that another could wait for.
 */
export async function refreshVersions(tx: Transaction, versionIds: readonly string[]): Promise<void> {
  if (versionIds.length === 0) return;
  const [, [row]] = await together(planOnce(tx), writeVersions(tx, { ids: versionIds }));
  await learn(tx, row?.words ?? []);
  await refreshModels(tx, row?.models ?? []);
}

const writeVersions = statement<{ words: string[]; models: string[] }, { ids: readonly string[] }>(sql`
    with f as (
      select v.id, v.model_id, m.team_id, m.visibility, v.number, v.finalized_at, t.slug, m.name, v.metadata, v.bytes, v.author_id, c.body, coalesce(c.front, '{}') as front
      from versions v join models m on m.id = v.model_id join teams t on t.id = m.team_id
      left join lateral (select body, front from card_revisions c where c.version_id = v.id order by revision desc limit 1) c on true
      where v.id = any(${ids}) and v.number is not null and not exists (select 1 from version_deletions d where d.version_id = v.id)
    ), kept as (
      insert into version_entries (version_id, model_id, team_id, number, created_at, edition, internal, names, terms, words, card_words)
      select f.id, f.model_id, f.team_id, f.number, f.finalized_at, ${edition}, f.visibility = 'internal', ${namesOf}, ${inOrder(termsOfVersion)},
        ${namesOf}
        || ${words(sql`concat_ws(' ', (select string_agg(tag, ' ' order by tag) from version_tags where version_id = f.id), f.metadata ->> 'framework', f.metadata ->> 'task')`, "B")}
        || ${words(sql`f.metadata ->> 'description'`, "C")},
        ${words(sql`left(f.body, ${mostCard})`, "D")}
      from f
      on conflict (version_id) do update set number = excluded.number, created_at = excluded.created_at, edition = excluded.edition,
        internal = excluded.internal, names = excluded.names, terms = excluded.terms, words = excluded.words, card_words = excluded.card_words
      returning words, card_words
    ), n as (
      select f.id, lower(n.key) as key, max(n.value) as value from f, lateral (${numbersOfVersion}) n group by 1, 2
    ), counted as (
      insert into version_numbers (version_id, key, value) select id, key, value from n
      on conflict (version_id, key) do update set value = excluded.value where version_numbers.value <> excluded.value
    ), uncounted as (
      delete from version_numbers o where o.version_id = any(${ids}) and not exists (select 1 from n where n.id = o.version_id and n.key = o.key)
    ), gone as (
      delete from version_entries e where e.version_id = any(${ids}) and not exists (select 1 from f where f.id = e.version_id)
    )
    ${unknownWords(sql`kept`)}, to_json(array(select distinct model_id from versions where id = any(${ids}))) as models`);

/**
 * Writes the entries of models from their own facts, their stages, and the entry of their newest version. Of a model that was not
 * announced there is none. The caller holds the locks on them; whoever changes what is told of a version calls
 * `refreshVersions`, which ends here.
 */
export async function refreshModels(tx: Transaction, modelIds: readonly string[]): Promise<void> {
  if (modelIds.length === 0) return;
  const [, [row]] = await together(planOnce(tx), writeModels(tx, { ids: modelIds }));
  await learn(tx, row?.words ?? []);
}

const writeModels = statement<{ words: string[] }, { ids: readonly string[] }>(sql`
    with f as (
      select m.id, m.team_id, t.slug, m.name, m.description, m.visibility, m.created_by, m.created_at, m.updated_at, e.version_id, e.terms, e.card_words,
        v.metadata, (select count(*)::int from version_entries o where o.model_id = m.id) as versions
      from models m join teams t on t.id = m.team_id
      left join lateral (select version_id, terms, card_words from version_entries e where e.model_id = m.id order by number desc limit 1) e on true
      left join versions v on v.id = e.version_id
      where m.id = any(${ids}) and m.announced
    ), kept as (
      insert into model_entries (model_id, team_id, reference, version_id, versions, stages, created_at, updated_at, edition, internal, names, terms, words, card_words)
      select f.id, f.team_id, f.slug || '/' || f.name, f.version_id, f.versions,
        coalesce((select jsonb_agg(jsonb_build_object('stage', s.name, 'version', v.number,
          'since', to_char(p.moved_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')) order by s.name)
          from pointers p join stages s on s.name = p.name join versions v on v.id = p.version_id where p.model_id = f.id), '[]'),
        f.created_at, f.updated_at, ${edition}, f.visibility = 'internal', ${namesOf},
        ${inOrder(sql`
          select unnest(f.terms) union all select 'team:' || f.slug union all select 'model:' || f.name union all select 'model:' || f.slug || '/' || f.name
          union all select 'tag:' || tag from model_tags where model_id = f.id
          union all select 'author:' || f.created_by where f.version_id is null
          union all select ${stagesAndAliases} from pointers p where p.model_id = f.id
          union all select 'is:' || f.visibility
          union all select 'is:live' where exists (select 1 from pointers p join stages s on s.name = p.name where p.model_id = f.id)
          union all select 'is:recalled' where exists (select 1 from pointers p join stages s on s.name = p.name where p.model_id = f.id and ${recalled(sql`p.version_id`)})`)},
        ${namesOf}
        || ${words(sql`concat_ws(' ', (select string_agg(tag, ' ' order by tag) from (select tag from model_tags where model_id = f.id union select tag from version_tags where version_id = f.version_id) t), f.metadata ->> 'framework', f.metadata ->> 'task')`, "B")}
        || ${words(sql`f.description`, "C")} || ${words(sql`f.metadata ->> 'description'`, "D")},
        coalesce(f.card_words, '')
      from f
      on conflict (model_id) do update set version_id = excluded.version_id, versions = excluded.versions, stages = excluded.stages,
        created_at = excluded.created_at, updated_at = excluded.updated_at, edition = excluded.edition,
        internal = excluded.internal, names = excluded.names, terms = excluded.terms, words = excluded.words, card_words = excluded.card_words
      returning words, ''::tsvector as card_words
    ), n as (
      select f.id, n.key, n.value from f join version_numbers n on n.version_id = f.version_id union all select f.id, 'versions', f.versions from f
    ), counted as (
      insert into model_numbers (model_id, key, value) select id, key, value from n
      on conflict (model_id, key) do update set value = excluded.value where model_numbers.value <> excluded.value
    ), uncounted as (
      delete from model_numbers o where o.model_id = any(${ids}) and not exists (select 1 from n where n.id = o.model_id and n.key = o.key)
    ), opened as (
      update version_entries o set internal = f.visibility = 'internal' from f where o.model_id = f.id and o.internal <> (f.visibility = 'internal')
    ), gone as (
      delete from model_entries e where e.model_id = any(${ids}) and not exists (select 1 from f where f.id = e.model_id)
    )
    ${unknownWords(sql`kept`)}`);

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

/** New words are kept by a job: two transactions that bring the same ones would wait for each other here, each with some that the other needs. */
async function learn(tx: Transaction, unknown: readonly string[]): Promise<void> {
  if (unknown.length > 0) await addJob(tx, "learn_words", { words: [...unknown] });
}

/** Keeps words for those that are misspelt, in one order. */
export async function learnWords(tx: Transaction, known: readonly string[]): Promise<void> {
  await tx.execute(sql`insert into search_words (word) select w from unnest(${sql.param([...known])}::text[]) w order by w on conflict do nothing`);
}
