import { eq, sql } from "drizzle-orm";
import { drizzle } from "drizzle-orm/postgres-js";
import postgres from "postgres";
import { connect, type Database } from "../server/db/client.ts";
import { encodeCursor } from "../server/db/keyset.ts";
import type { Actor } from "../server/identity/actor.ts";
import { models } from "../server/models/tables.ts";
import { createCaller } from "../server/router.ts";
import { reindex } from "../server/search/reindex.ts";
import { median, report } from "./report.ts";

const rounds = 101;
const counts = { teams: 300, models: 50_000, memberships: 200, grants: 5000 };
const request = { id: "bench", address: "127.0.0.1", userAgent: "test" };
const names = ["Accessible admin", "Accessible member", "Accessible guest"] as const;

/**
 * What deciding who may see what costs: the same calls as an administrator, who sees all of it, as a member of 200 teams
 * with roles on 5,000 models beside, and as a guest who sees three of 50,000.
 * @param url of a database with the current schema
 */
export async function benchAccess(url: string): Promise<void> {
  const { db, close } = connect(url, { max: 4 });
  try {
    const [admin, member, guest] = await fill(db);
    const deep = await deepCursor(db);
    const calls: Record<string, (api: Api) => Promise<unknown>> = {
      "resolving a reference": (api) => api.pointers.resolve({ reference: "access-1/model-1@1" }),
      "a model": (api) => api.models.get({ model: "access-1/model-1" }),
      "a version": (api) => api.versions.get({ reference: "access-1/model-1@1" }),
    };
    for (const [what, call] of Object.entries(calls)) {
      const [base, time] = await timesOf(db, [admin!, member!], call);
      const more = (await countStatements(url, member!, call)) - (await countStatements(url, admin!, call));
      report(`${what}: statements more than an administrator's`, String(more), { is: more, most: 1 });
      report(`${what}: time more than an administrator's, the median`, `${(time! - base!).toFixed(2)} ms`, { is: time! - base!, most: 1 });
    }
    const lists: Record<string, (api: Api) => Promise<unknown>> = {
      "the catalogue's first page": (api) => api.search.find({ limit: 50 }),
      "a page deep in the catalogue": (api) => api.search.find({ limit: 50, cursor: deep }),
      "a search with few hits": (api) => api.search.find({ limit: 50, query: "model-4999" }),
      "a search with many hits": (api) => api.search.find({ limit: 50, query: "forecast" }),
    };
    for (const [what, call] of Object.entries(lists)) {
      const [base, time, few] = await timesOf(db, [admin!, member!, guest!], call, 31);
      report(`${what} of ${counts.models} models, as an administrator`, `${base!.toFixed(1)} ms`);
      report(`the same for a member of ${counts.memberships} teams with ${counts.grants} grants`, `${time!.toFixed(1)} ms`, { is: time! / base!, most: 2 });
      report("the same for somebody who sees three of them", `${few!.toFixed(1)} ms, ${(few! / base!).toFixed(1)} times as long`);
    }
  } finally {
    await close();
  }
}

type Api = ReturnType<typeof createCaller>;

const callerOf = (db: Database, actor: Actor) => createCaller({ db, store: undefined as never, tally: undefined as never, secret: "", mailing: { secret: "", origin: null }, provider: null, signals: undefined as never, streams: undefined as never, watchers: undefined as never, request, actor, refusal: null });

/** The medians, each asked in turn so that what else the machine does is the same for all. */
async function timesOf(db: Database, actors: readonly Actor[], call: (api: Api) => Promise<unknown>, times = rounds): Promise<number[]> {
  const figures = actors.map((): number[] => []);
  for (let round = 0; round < times; round++) {
    for (const [index, actor] of actors.entries()) {
      const start = performance.now();
      await call(callerOf(db, actor));
      figures[index]!.push(performance.now() - start);
    }
  }
  return figures.map(median);
}

async function countStatements(url: string, actor: Actor, call: (api: Api) => Promise<unknown>): Promise<number> {
  const client = postgres(url, { max: 1, onnotice: () => {} });
  let statements = 0;
  await call(callerOf(drizzle(client, { logger: { logQuery: () => void statements++ } }), actor));
  await client.end();
  return statements;
}

/** Where a page begins that half of the catalogue lies before. */
async function deepCursor(db: Database): Promise<string> {
  const [row] = await db.select({ at: models.updatedAt, id: models.id }).from(models).where(eq(models.name, `model-${counts.models / 2}`));
  return encodeCursor([row!.at, row!.id]);
}

async function fill(db: Database): Promise<Actor[]> {
  await db.execute(sql`insert into teams (id, slug, name) select gen_random_uuid(), 'access-' || n, 'Access ' || n from generate_series(1, ${counts.teams}) n`);
  for (const name of names) await db.execute(sql`insert into users (id, name, email, site_role, password_hash) values (gen_random_uuid(), ${name}, ${`${name.replace(" ", ".").toLowerCase()}@example.com`}, ${name.endsWith("admin") ? "admin" : "member"}, 'none')`);
  await db.execute(sql`insert into models (id, team_id, name, description, created_by, updated_at, last_number, newest_number, announced, task)
    select gen_random_uuid(), t.id, 'model-' || n, case when n % 10 = 0 then 'a forecast' else 'a model' end, u.id, date_trunc('milliseconds', now() - make_interval(secs => n)), 1, 1, true, 'bench'
    from generate_series(1, ${counts.models}) n join teams t on t.slug = 'access-' || (1 + (n - 1) % ${counts.teams}), users u where u.name = ${names[0]}`);
  await db.execute(sql`insert into versions (id, model_id, number, digest, metadata, author_id, finalized_at)
    select gen_random_uuid(), m.id, 1, 'sha256:' || repeat('1', 64), '{"description": "x", "framework": "x", "task": "x", "metrics": {"auc": 0.5}, "parameters": {}, "datasets": [{"name": "d", "role": "training"}], "environment": {}, "attributes": {}}'::jsonb, m.created_by, now() from models m where m.task = 'bench'`);
  await db.execute(sql`insert into members (team_id, user_id, role) select t.id, u.id, 'viewer' from teams t, users u where u.name = ${names[1]} and t.slug like 'access-%' and substr(t.slug, 8)::int <= ${counts.memberships}`);
  await db.execute(sql`insert into grants (id, model_id, user_id, role, created_by) select gen_random_uuid(), m.id, u.id, 'viewer', u.id
    from (select id from models where task = 'bench' and substr(name, 7)::int % 10 = 7 limit ${counts.grants}) m, users u where u.name = ${names[1]}`);
  await db.execute(sql`insert into grants (id, model_id, user_id, role, created_by) select gen_random_uuid(), m.id, u.id, 'viewer', u.id
    from models m, users u where m.task = 'bench' and m.name in ('model-7', 'model-20007', 'model-49997') and u.name = ${names[2]}`);
  await reindex(db);
  await db.execute(sql`vacuum analyze`);
  return await actorsOf(db);
}

async function actorsOf(db: Database): Promise<Actor[]> {
  const rows = await db.execute<{ id: string; name: string; email: string; role: Actor["siteRole"] }>(sql`select id, name, email, site_role as role from users where name like 'Accessible %'`);
  return names.map((name): Actor => {
    const { id, email, role } = rows.find((row) => row.name === name)!;
    return { userId: id, name, email, siteRole: role, credential: { kind: "session", tokenHash: "", confirmedAt: new Date() }, request };
  });
}
