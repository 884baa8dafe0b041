/** A catalogue of any size, the same by the same seed: rows in bulk, and their search entries as every write makes them. */
import { createHash } from "node:crypto";
import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { sql } from "drizzle-orm";
import postgres from "postgres";
import { connect, type Database } from "../server/db/client.ts";
import { learnWords, refreshVersions } from "../server/search/entries.ts";
import { frameworks, licenses, metricNames, seeded, tags, tasks, type Random } from "./catalogue-words.ts";

export interface Size {
  models: number;
  versions: number;
}

/** One model has so many of the versions. */
export const versionsOfHuge = 10_000;
export const huge = "catalogue-0/model-0";
const teams = 300;
const authors = 400;
const seed = 20_261_126;
const begin = Date.UTC(2024, 0, 1);

/** A UUIDv7 of a moment and of what it stands for. */
function idOf(what: string, at: number): string {
  const [hash, time] = [createHash("sha256").update(what).digest("hex"), at.toString(16).padStart(12, "0")];
  return `${time.slice(0, 8)}-${time.slice(8)}-7${hash.slice(0, 3)}-8${hash.slice(3, 6)}-${hash.slice(6, 18)}`;
}

/** How many versions each model has: the first very many, most a few, all of them together as many as wanted. */
function spread({ models, versions }: Size, random: Random): number[] {
  const weights = Array.from({ length: models - 1 }, () => 0.2 + random.chance() ** 4 * 8);
  const each = (versions - versionsOfHuge) / weights.reduce((sum, weight) => sum + weight, 0);
  let given = 0;
  let due = 0;
  const counts = weights.map((weight) => {
    due += weight * each;
    const count = Math.max(1, Math.round(due) - given);
    given += count;
    return count;
  });
  return [versionsOfHuge, ...counts];
}

function metadataOf(random: Random, model: number) {
  const metric = () => [random.skewed(metricNames), Math.round(random.chance() * 10_000) / 10_000] as const;
  return {
    description: random.words(12), framework: frameworks[model % 7 === 0 ? random.below(frameworks.length) : model % 3]!, task: random.skewed(tasks),
    metrics: Object.fromEntries([metric(), metric()]), parameters: { depth: 1 + random.below(12) },
    datasets: [{ name: `dataset-${Math.floor(random.chance() ** 2 * 500)}`, version: String(2020 + random.below(7)), role: "training" }],
    environment: {}, attributes: { region: random.skewed(["eu", "us", "apac"]) },
  };
}

/** The rows of all tables, model by model, the newest last. */
function* rows(size: Size) {
  const random = seeded(seed);
  const counts = spread(size, random);
  const step = Math.floor((Date.UTC(2026, 9, 1) - begin) / size.versions);
  let at = begin;
  for (const [n, count] of counts.entries()) {
    const [id, createdAt, team] = [idOf(`model ${n}`, at), at, n === 0 ? 0 : Math.floor(random.chance() ** 2 * teams)];
    const versions = Array.from({ length: count }, (_, index) => ({
      id: idOf(`version ${n} ${index}`, (at += step)), number: index + 1, at, author: Math.floor(random.chance() ** 2 * authors), metadata: metadataOf(random, n), tags: random.some(tags, 3),
    }));
    const { metadata } = versions.at(-1)!;
    const live = random.chance() < 0.3 ? versions[random.below(count)] : undefined;
    const card = random.chance() < 0.3 ? { license: random.skewed(licenses), body: random.words(60) } : undefined;
    yield { id, n, team, createdAt, at, visibility: random.chance() < 0.2 || n === 0 ? "internal" : "private", description: random.words(8), tags: random.some(tags, 3), task: metadata.task, framework: metadata.framework, versions, live, card };
  }
}

const moment = (at: number) => new Date(at).toISOString();
/** One line of what COPY reads. No text of these holds a tab, a newline or a backslash. */
const line = (...fields: (string | number)[]) => `${fields.join("\t")}\n`;

const staged = {
  staged_models: "id uuid, n int, team int, created_at timestamptz, updated_at timestamptz, visibility text, description text, tags text[], task text, framework text, last_number int",
  staged_versions: "id uuid, model_id uuid, number int, at timestamptz, author int, metadata jsonb, tags text[]",
  staged_pointers: "model_id uuid, version_id uuid, stage text, at timestamptz",
  staged_cards: "version_id uuid, author int, body text, license text",
};

/** The lines of all tables, in one go: those of the versions as they come, the far fewer others kept until these are through. */
function* linesOfVersions(size: Size, kept: Record<Exclude<keyof typeof staged, "staged_versions">, string[]>): Generator<string> {
  for (const { id, n, team, createdAt, at, visibility, description, tags: ofModel, task, framework, versions, live, card } of rows(size)) {
    kept.staged_models.push(line(id, n, team, moment(createdAt), moment(at), visibility, description, `{${ofModel.join(",")}}`, task, framework, versions.length));
    if (live) kept.staged_pointers.push(line(id, live.id, n % 2 ? "production" : "staging", moment(at)));
    if (card) kept.staged_cards.push(line(versions.at(-1)!.id, versions[0]!.author, card.body, card.license));
    yield versions.map((version) => line(version.id, id, version.number, moment(version.at), version.author, JSON.stringify(version.metadata), `{${version.tags.join(",")}}`)).join("");
  }
}

/** What these rows refer to is there: it need not be looked for a million times. */
const unchecked = "set session_replication_role = replica";

/**
 * Fills an empty registry's database with models, versions, their tags, files, cards and stages, and their search entries.
 * @param url of a database with the current schema
 */
export async function fillCatalogue(url: string, size: Size): Promise<void> {
  const client = postgres(url, { max: 1, onnotice: () => {} });
  try {
    for (const [table, columns] of Object.entries(staged)) await client.unsafe(`create temporary table ${table} (${columns})`);
    const kept = { staged_models: [], staged_pointers: [], staged_cards: [] };
    for (const [table, lines] of Object.entries({ staged_versions: linesOfVersions(size, kept), ...kept })) {
      await pipeline(Readable.from(lines), await client.unsafe(`copy ${table} from stdin`).writable());
    }
    await client.unsafe(`
      ${unchecked};
      insert into teams (id, slug, name) select gen_random_uuid(), 'catalogue-' || n, 'Team ' || n from generate_series(0, ${teams - 1}) n;
      insert into users (id, name, email, site_role, password_hash) select gen_random_uuid(), 'Author ' || n, 'author-' || n || '@example.com', 'member', 'none' from generate_series(0, ${authors - 1}) n;
      create temporary table people as select id, substr(name, 8)::int as n from users where name like 'Author %';
      insert into tags (name) select distinct unnest(tags) from staged_versions on conflict do nothing;
      insert into models (id, team_id, name, description, visibility, created_by, created_at, updated_at, last_number, newest_number, announced, task, framework)
        select s.id, t.id, 'model-' || s.n, s.description, s.visibility, p.id, s.created_at, s.updated_at, s.last_number, s.last_number, true, s.task, s.framework
        from staged_models s join teams t on t.slug = 'catalogue-' || s.team join people p on p.n = s.n % ${authors};
      insert into model_tags (model_id, tag) select id, unnest(tags) from staged_models;
      insert into blobs (sha256, size) select encode(sha256(n::text::bytea), 'hex'), 1000 + n from generate_series(0, 999) n;
      with made as (insert into versions (id, model_id, number, digest, metadata, author_id, files, bytes, created_at, touched_at, finalized_at)
        select s.id, s.model_id, s.number, 'sha256:' || encode(sha256(s.id::text::bytea), 'hex'), s.metadata, p.id, 1, 1000 + s.number % 1000, s.at, s.at, s.at from staged_versions s join people p on p.n = s.author)
      insert into version_files (version_id, path, path_key, sha256, size)
        select s.id, 'model.onnx', 'model.onnx', encode(sha256((s.number % 1000)::text::bytea), 'hex'), 1000 + s.number % 1000 from staged_versions s;
      insert into version_tags (version_id, tag) select id, unnest(tags) from staged_versions;
      insert into version_datasets (version_id, position, name, version, role) select id, 0, metadata #>> '{datasets,0,name}', metadata #>> '{datasets,0,version}', 'training' from staged_versions;
      insert into pointers (model_id, name, version_id, moved_at) select model_id, stage, version_id, at from staged_pointers;
      insert into card_revisions (version_id, revision, body, front, source, author_id)
        select c.version_id, 1, c.body, jsonb_build_object('license', c.license), 'file', p.id from staged_cards c join people p on p.n = c.author;
      analyze`);
  } finally {
    await client.end();
  }
  const { db, close } = connect(url, { max: 4 });
  try {
    await refreshAll(db);
    await db.execute(sql`vacuum analyze`);
    // What was written is on the disk before anything is measured, and not meanwhile.
    await db.execute(sql`checkpoint`);
  } finally {
    await close();
  }
}

/** Writes the entries of all versions, whole models at a time, two transactions side by side; the indexes of words and terms are made at the end. */
async function refreshAll(db: Database): Promise<void> {
  const indexes = [...(await db.execute<{ name: string; definition: string }>(sql`
    select indexrelid::regclass::text as name, pg_get_indexdef(indexrelid) as definition from pg_index
    where indrelid in ('version_entries'::regclass, 'model_entries'::regclass) and pg_get_indexdef(indexrelid) like '%USING gin%'`))];
  for (const { name } of indexes) await db.execute(sql.raw(`drop index ${name}`));
  const due = [...(await db.execute<{ ids: string[] }>(sql`
    select array_agg(v.id::text) as ids from versions v
    join (select id, sum(last_number) over (order by id) / 1000 as chunk from models) m on m.id = v.model_id group by m.chunk order by m.chunk`))];
  const next = async () => {
    const chunk = due.pop();
    if (!chunk) return false;
    await db.transaction(async (tx) => {
      await tx.execute(sql.raw(unchecked.replace("set", "set local")));
      await refreshVersions(tx, chunk.ids);
    });
    return true;
  };
  const work = async () => {
    while (await next());
  };
  // Most words stand in the first versions already: the others then need no job to learn them.
  await next();
  await learnAll(db);
  await Promise.all([work(), work()]);
  for (const { definition } of indexes) await db.execute(sql.raw(definition));
  await learnAll(db);
}

async function learnAll(db: Database): Promise<void> {
  const words = await db.execute<{ word: string }>(sql`select distinct w.lexeme as word from model_entries e, unnest(e.words || e.card_words) w where length(w.lexeme) between 3 and 40 and w.lexeme !~ '^[0-9]+$'`);
  await db.transaction((tx) => learnWords(tx, words.map(({ word }) => word)));
}
