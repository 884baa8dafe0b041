import { sql } from "drizzle-orm";
import { drizzle } from "drizzle-orm/postgres-js";
import postgres from "postgres";
import { createContext, type Registry } from "../server/context.ts";
import { connect, type Database } from "../server/db/client.ts";
import type { Actor } from "../server/identity/actor.ts";
import { createCaller } from "../server/router.ts";
import { prepareFindToken } from "../server/tokens/queries.ts";
import { hashSecret } from "../server/tokens/secret.ts";
import { percentile, report } from "./report.ts";

const rounds = 200;
const counts = { reviewers: 40, models: 200, promotionsOfEach: 20, reviewsOfEach: 3 };
const request = { id: "bench", address: "127.0.0.1", userAgent: "test" };
const secret = "a session of the bench";

/**
 * What the page of a promotion asks of the database, and how long the server takes for it, among some thousand others.
 * @param url of a database with the current schema
 */
export async function benchPromotionPage(url: string): Promise<void> {
  const { db, close } = connect(url, { max: 10 });
  try {
    const { id, viewer } = await fill(db);
    const api = callerOf(db, viewer);
    const times: number[] = [];
    for (let round = 0; round < rounds; round++) {
      const start = performance.now();
      await api.promotions.get({ id });
      times.push(performance.now() - start);
    }
    const total = counts.models * counts.promotionsOfEach;
    const statements = await countStatements(url, id);
    report("statements for the page of a promotion, with session and layout", String(statements), { is: statements, most: 6 });
    report(`reading a promotion among ${total} with ${total * counts.reviewsOfEach} reviews: the median`, `${percentile(times, 50).toFixed(1)} ms`, { is: percentile(times, 50), most: 50 });
    report("the same: the 99th percentile", `${percentile(times, 99).toFixed(1)} ms`);
  } finally {
    await close();
  }
}

/** As many statements as the layout and the page send, in the order in which they do. */
async function countStatements(url: string, id: string): Promise<number> {
  const client = postgres(url, { max: 4, onnotice: () => {} });
  let statements = 0;
  const db = drizzle(client, { logger: { logQuery: () => void statements++ } });
  const registry = { db, findToken: prepareFindToken(db) } as unknown as Registry;
  const api = createCaller(await createContext(registry, { cookie: `next-auth.session-token=${secret}` }, request));
  await api.identity.whoami();
  await api.promotions.waiting();
  await api.stages.list();
  await api.promotions.get({ id });
  await client.end();
  return statements;
}

function callerOf(db: Database, actor: Actor) {
  return createCaller({ db, store: undefined as never, tally: undefined as never, secret: "", mailing: undefined as never, provider: null, signals: undefined as never, streams: undefined as never, watchers: undefined as never, request, actor, refusal: null });
}

/** Fills the database, with one promotion that much is said about. @returns its id, and who looks at it */
async function fill(db: Database): Promise<{ id: string; viewer: Actor }> {
  const metrics = JSON.stringify(Object.fromEntries(Array.from({ length: 200 }, (_, at) => [`metric-${at}`, at / 200])));
  const metadata = `{"description": "x", "framework": "x", "task": "x", "metrics": ${metrics}, "parameters": {}, "datasets": [{"name": "d", "role": "training"}], "environment": {}, "attributes": {}}`;
  await db.execute(sql`insert into teams (id, slug, name) values (gen_random_uuid(), 'paged', 'Paged')`);
  await db.execute(sql`insert into users (id, name, email, site_role, password_hash) select gen_random_uuid(), 'Person ' || n, 'person' || n || '@example.com', 'member', 'none' from generate_series(0, ${counts.reviewers}) n`);
  await db.execute(sql`insert into members (team_id, user_id, role) select t.id, u.id, case when u.name = 'Person 0' then 'maintainer' else 'reviewer' end from teams t, users u where t.slug = 'paged' and u.name like 'Person %'`);
  await db.execute(sql`insert into models (id, team_id, name, created_by, updated_at, last_number, newest_number, announced)
    select gen_random_uuid(), t.id, 'page-' || n, u.id, now(), 3, 3, true from teams t, users u, generate_series(1, ${counts.models}) n where t.slug = 'paged' and u.name = 'Person 0'`);
  await db.execute(sql`insert into versions (id, model_id, number, digest, metadata, author_id, finalized_at)
    select gen_random_uuid(), m.id, n, 'sha256:' || repeat(n::text, 64), ${metadata}::jsonb, m.created_by, now() from models m, generate_series(1, 3) n where m.name like 'page-%'`);
  await db.execute(sql`insert into promotions (id, model_id, version_id, stage, kind, state, reason, requester_id, evidence_digest, submitted_at, closed_at)
    select gen_random_uuid(), v.model_id, v.id, 'production', 'promote', 'withdrawn', 'x', v.author_id, 'sha256:' || repeat('0', 64), now(), now()
    from versions v join models m on m.id = v.model_id, generate_series(1, ${counts.promotionsOfEach}) n where m.name like 'page-%' and v.number = 3`);
  await db.execute(sql`insert into reviews (id, promotion_id, reviewer_id, verdict, comment, round, evidence_digest)
    select gen_random_uuid(), p.id, u.id, 'approve', 'x', 1, p.evidence_digest from promotions p, users u where u.name in ('Person 1', 'Person 2', 'Person 3')`);
  await db.execute(sql`analyze`);
  const people = await db.execute<{ id: string; name: string; email: string }>(sql`select id, name, email from users where name like 'Person %' order by length(name), name`);
  const actors = people.map(({ id, name, email }): Actor => ({ userId: id, name, email, siteRole: "member", credential: { kind: "session", tokenHash: "", confirmedAt: new Date() }, request }));
  const [owner, ...reviewers] = actors as [Actor, ...Actor[]];
  const api = callerOf(db, owner);
  const model = "paged/page-1";
  const one = await api.promotions.request({ reference: `${model}@1`, stage: "production", reason: "the first" });
  await callerOf(db, reviewers[0]!).reviews.review({ id: one.id, verdict: "approve", evidenceDigest: one.evidenceDigest });
  await api.policies.save({ stage: "production", scope: { kind: "model", model }, mode: "enforce", rules: { approvals: 20, freezes: [{ cron: "0 18 * * 5", hours: 62, timeZone: "Europe/Berlin", reason: "" }] }, note: "x", expected: 0 });
  const open = await api.promotions.request({ reference: `${model}@2`, stage: "production", reason: "the second" });
  for (const reviewer of reviewers.slice(0, 15)) await callerOf(db, reviewer).reviews.review({ id: open.id, verdict: "approve", evidenceDigest: open.evidenceDigest });
  for (let at = 0; at < 50; at++) await callerOf(db, reviewers[at % 20]!).reviews.comment({ id: open.id, body: `Comment ${at}` });
  const viewer = reviewers[30]!;
  await db.execute(sql`insert into sessions (token_hash, user_id, expires_at) values (${hashSecret(secret)}, ${viewer.userId}, now() + interval '1 day')`);
  return { id: open.id, viewer };
}
