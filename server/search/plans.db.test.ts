import { sql } from "drizzle-orm";
import { drizzle } from "drizzle-orm/postgres-js";
import postgres from "postgres";
import { afterAll, beforeAll, expect, it } from "vitest";
import type { Database } from "../db/client.ts";
import type { Actor } from "../identity/actor.ts";
import { createCaller } from "../router.ts";
import { openFixture, type Fixture } from "../testing/fixture.ts";
import { edition } from "./edition.ts";

/** A statement may go through a large table from its beginning until a limit ends it, and never to the end of it: not through so much of it. */
const mostScanned = 0.7;
const models = 20_000;
/** How many rows the large tables have. */
const large = new Map<string, number>();

interface Statement {
  query: string;
  params: unknown[];
}
interface Plan {
  "Node Type": string;
  "Relation Name"?: string;
  "Actual Rows": number;
  "Actual Loops": number;
  "Rows Removed by Filter"?: number;
  Plans?: Plan[];
}

let fixture: Fixture;
let client: postgres.Sql;
let db: Database;
const sent: Statement[] = [];
const actors: Record<string, Actor> = {};

beforeAll(async () => {
  fixture = await openFixture();
  client = postgres(fixture.url, { max: 2, onnotice: () => {} });
  db = drizzle(client, { logger: { logQuery: (query, params) => void sent.push({ query, params }) } });
  const [admin, member] = [await fixture.person("Ann", "admin"), await fixture.person("Olga", "viewer", "plans-1")];
  actors["an administrator"] = admin.actor;
  actors["a member of one team"] = member.actor;
  actors["a token of one team's models"] = { ...admin.actor, credential: { kind: "token", id: admin.id, scopes: ["model:read"], checks: [], models: ["plans-2/*"], madeBy: null } };
  await fill(fixture.db, admin.id);
  for (const { relname, reltuples } of await client<{ relname: string; reltuples: number }[]>`select relname, reltuples from pg_class where relkind = 'r' and reltuples >= ${models}`) large.set(relname, reltuples);
}, 240_000);
afterAll(async () => {
  await client.end();
  await fixture.close();
});

/** Rows as every write makes them, in bulk: three versions of each model. */
async function fill(on: Database, author: string): Promise<void> {
  await on.execute(sql`insert into teams (slug, name, id) select 'plans-' || n, 'Plans ' || n, gen_random_uuid() from generate_series(2, 40) n`);
  await on.execute(sql`create table planned as select n, gen_random_uuid() as id, t.id as team_id, t.slug, 'model-' || n as name, now() - make_interval(mins => n) as at,
      case when n % 4 = 0 then 'internal' else 'private' end as visibility, case when n % 10 = 0 then 'a forecast of demand' when n % 1000 = 7 then 'a zebra' else 'one of many' end || repeat(' and of what else is said of it', 25) as description
    from generate_series(1, ${models}::int) n join teams t on t.slug = 'plans-' || 1 + n % 40`);
  await on.execute(sql`create table planned_versions as select p.*, g as number, gen_random_uuid() as version_id, (n * 7 + g * 13) % 1000 / 1000.0 as auc,
      array['t' || n % 5, 't' || 5 + n % 7, 't' || 12 + (n + g) % 11] as tags, (array['onnx', 'scikit-learn', 'pytorch'])[1 + n % 3] as framework
    from planned p, generate_series(1, 3) g`);
  await on.execute(sql`insert into tags (name) select distinct unnest(tags) from planned_versions on conflict do nothing`);
  await on.execute(sql`insert into models (id, team_id, name, description, visibility, created_by, created_at, updated_at, last_number, newest_number, announced, task, framework)
    select id, team_id, name, description, visibility, ${author}, at, at, 3, 3, true, 'ranking', 'onnx' from planned`);
  await on.execute(sql`insert into versions (id, model_id, number, digest, metadata, author_id, files, bytes, created_at, touched_at, finalized_at)
    select version_id, id, number, 'sha256:' || md5(version_id::text), jsonb_build_object('description', description, 'framework', framework, 'task', 'ranking', 'metrics', jsonb_build_object('auc', auc), 'parameters', '{}'::jsonb,
      'datasets', '[]'::jsonb, 'environment', '{}'::jsonb, 'attributes', '{}'::jsonb), ${author}, 1, 1000 + n, at, at, at from planned_versions`);
  await on.execute(sql`insert into version_tags (version_id, tag) select version_id, unnest(tags) from planned_versions`);
  await on.execute(sql`insert into model_tags (model_id, tag) select id, unnest(tags) from planned_versions where number = 3`);
  const names = sql`setweight(to_tsvector('simple', replace(slug || ' ' || name, '-', ' ')), 'A')`;
  const words = sql`${names} || setweight(to_tsvector('simple', description), 'C')`;
  const terms = sql`array['team:' || slug, 'model:' || name, 'model:' || slug || '/' || name, 'framework:' || framework, 'task:ranking', 'author:' || ${author}, 'param.depth:' || n % 50] || (select array_agg('tag:' || t) from unnest(tags) t)`;
  await on.execute(sql`insert into version_entries (version_id, model_id, team_id, number, created_at, edition, internal, names, terms, words, card_words)
    select version_id, id, team_id, number, at, ${edition}, visibility = 'internal', ${names}, ${terms}, ${words}, '' from planned_versions`);
  await on.execute(sql`insert into model_entries (model_id, team_id, reference, version_id, versions, stages, created_at, updated_at, edition, internal, names, terms, words, card_words)
    select id, team_id, slug || '/' || name, version_id, 3, '[]', at, at, ${edition}, visibility = 'internal', ${names}, ${terms} || ('is:' || visibility), ${words}, '' from planned_versions where number = 3`);
  await on.execute(sql`insert into version_numbers (version_id, key, value) select version_id, k, case k when 'size' then 1000 + n else auc end from planned_versions, unnest(array['metric.auc', 'size']) k`);
  await on.execute(sql`insert into model_numbers (model_id, key, value) select id, k, case k when 'size' then 1000 + n when 'versions' then 3 else auc end from planned_versions, unnest(array['metric.auc', 'size', 'versions']) k where number = 3`);
  await on.execute(sql`insert into search_words (word) values ('forecast'), ('demand'), ('zebra'), ('model'), ('plans') on conflict do nothing`);
  for (const table of ["planned", "planned_versions"]) await on.execute(sql.raw(`drop table ${table}`));
  await on.execute(sql`vacuum analyze`);
}

const queries = [
  "", "tag:t1 tag:t6 tag:t13", "tag:t1,t2", "-tag:t1", "forecast", "foreca", "zebra", "zebrra", "forecast demand tag:t6", "forecast OR tag:t1", '"forecast of demand"', "team:plans-3", "framework:onnx", "model:model-17", "author:Ann", "author:me",
  "metric.auc>=0.9", "metric.auc>=0.9 sort:metric.auc", "metric.auc>=0.99 tag:t6 sort:metric.auc", "sort:metric.auc-asc", "sort:size", "sort:created", "sort:created-asc", "created>2026-01-01", "param.depth:3", "tag:none", "none",
];
const ofModels = ["sort:name", "sort:updated-asc", "sort:versions", "is:internal", "is:internal forecast", "updated>2026-01-01"];
const searches = [...queries, ...ofModels, ...queries.map((query) => `in:versions ${query}`.trim())];
const completions = ["foreca", "model-1", "tag:", "tag:t", "framework:o", "metric.", "sort:metric.", "author:a", "forecast tag:", "in:versions tag:"];

const facets = ["", "forecast", "zebra", "forecast demand", "team:plans-3 forecast", "tag:t1 tag:t6", "metric.auc>=0.9", "metric.auc>=0.99 tag:t6 sort:metric.auc", "sort:size", "param.depth:3", "author:me"].flatMap((query) => [query, `in:versions ${query}`.trim()]);

const listings: Record<string, (api: ReturnType<typeof createCaller>) => Promise<unknown>> = {
  ...Object.fromEntries(searches.map((query) => [`find ${query}`, async (api: ReturnType<typeof createCaller>) => {
    const { nextCursor } = await api.search.find({ query });
    if (nextCursor !== null) await api.search.find({ query, cursor: nextCursor });
  }])),
  ...Object.fromEntries(completions.map((query) => [`complete ${query}`, (api: ReturnType<typeof createCaller>) => api.search.complete({ query, at: query.length })])),
  ...Object.fromEntries(facets.map((query) => [`facets ${query}`, (api: ReturnType<typeof createCaller>) => api.search.facets({ query })])),
  "versions.list": (api) => api.versions.list({ model: "plans-2/model-1" }),
  "models.get": (api) => api.models.get({ model: "plans-2/model-1" }),
  "models.overview": (api) => api.models.overview({ model: "plans-2/model-1" }),
};

const settings = /^\s*select set_config/i;

/** How many rows of which large tables the statement has read one after the other. */
async function scansOf({ query, params }: Statement): Promise<string[]> {
  const [row] = await client.unsafe<{ "QUERY PLAN": string | { Plan: Plan }[] }[]>(`explain (analyze, timing off, format json) ${query}`, params as never);
  const told = row!["QUERY PLAN"];
  const [{ Plan: root }] = (typeof told === "string" ? JSON.parse(told) : told) as [{ Plan: Plan }];
  const nodes = (plan: Plan): Plan[] => [plan, ...(plan.Plans ?? []).flatMap(nodes)];
  return nodes(root).flatMap((node) => {
    const read = (node["Actual Rows"] + (node["Rows Removed by Filter"] ?? 0)) * node["Actual Loops"];
    const rows = large.get(node["Relation Name"] ?? "") ?? Infinity;
    return node["Node Type"] === "Seq Scan" && read > mostScanned * rows ? [`${read} of ${node["Relation Name"]}`] : [];
  });
}

it.each(["an administrator", "a member of one team", "a token of one team's models"])("no list, count or completion reads a large table from end to end for %s", { timeout: 120_000 }, async (who) => {
  const api = createCaller({ ...fixture.context, db, actor: actors[who]! });
  const scanned = new Map<string, string[]>();
  const seen = new Set<string>();
  const explained = new Set<string>();
  for (const [name, list] of Object.entries(listings)) {
    sent.length = 0;
    await list(api).catch((error: unknown) => {
      // The model of another team is no list of theirs.
      if (!(error instanceof Error && error.message.includes("does not exist"))) throw error;
    });
    for (const statement of sent.filter(({ query }) => /^\s*(?:select|with)\b/i.test(query) && !settings.test(query))) {
      // What all of them ask first, of the same person, is read in the same way.
      const asked = JSON.stringify(statement);
      if (explained.has(asked)) continue;
      explained.add(asked);
      const scans = await scansOf(statement);
      seen.add(statement.query);
      if (scans.length > 0) scanned.set(`${scans.join()}: ${statement.query}`, [...(scanned.get(`${scans.join()}: ${statement.query}`) ?? []), name]);
    }
  }
  expect(Object.fromEntries(scanned)).toEqual({});
  // Otherwise little was looked at.
  expect(seen.size).toBeGreaterThan(30);
});
