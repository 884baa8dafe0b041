/** What the registry does by itself, when the process that does it is killed in the middle, or when two do it at once. */
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { sql } from "drizzle-orm";
import { afterAll, afterEach, beforeAll, expect, it } from "vitest";
import { startContender, type Contender } from "../testing/contenders.ts";
import { openPromotions, type Promotions } from "../testing/promotions.ts";
import { manyModels } from "../testing/sequences.ts";

let on: Promotions;
let folder: string;
let running: Contender[] = [];
let models = 0;

beforeAll(async () => {
  on = await openPromotions();
  folder = await mkdtemp(join(tmpdir(), "countersign-jobs-"));
  await on.db.execute(sql`create function sleep_a_while() returns trigger language plpgsql as $$ begin perform pg_sleep(60); return coalesce(new, old); end $$`);
});
afterEach(async () => {
  await Promise.all(running.map((each) => each.kill()));
  running = [];
});
afterAll(async () => {
  await on.close();
  await rm(folder, { recursive: true, force: true });
});

/** A process that does the jobs that wait. */
async function startJobs(): Promise<Contender> {
  const started = await startContender(on.url, folder);
  running.push(started);
  return started;
}

/** Approved, and held up by nothing but an instant that comes at once. */
async function scheduled(): Promise<{ model: string; id: string }> {
  // Without files, so that no job looks into them.
  const [model = ""] = await manyModels(on, 1, `killed-${++models}`);
  const { id, evidenceDigest } = await on.request(on.ann, `${model}@1`, { notBefore: new Date(Date.now() + 60 * 60_000).toISOString() });
  expect((await on.approve(on.ria, { id, evidenceDigest })).state).toBe("approved");
  return { model, id };
}

/** Lets its time come: for the job and for the promotion. */
async function letCome(ids: readonly string[], change = sql`not_before = now() - interval '1 second'`): Promise<void> {
  for (const id of ids) {
    await on.db.execute(sql`update promotions set ${change}, due_at = now() where id = ${id}`);
    await on.db.execute(sql`select graphile_worker.add_job('tend_promotion', ${JSON.stringify({ promotionId: id })}::json, job_key := ${`promotion:${id}`}, run_at := now(), max_attempts := 8)`);
  }
}

/** How often it is on record that a promotion was decided: entries, events and moves. */
async function traces(id: string, action: string) {
  const [row] = await on.db.execute<{ entries: number; events: number; moves: number }>(sql`select
    (select count(*)::int from audit_entries where target = ${id} and action = ${action}) as entries,
    (select count(*)::int from events where payload ->> 'target' = ${id} and type = ${action}) as events,
    (select count(*)::int from pointer_moves where promotion_id = ${id}) as moves`);
  return row!;
}

const stateOf = async (id: string) => (await on.get(id)).state;
const jobsLeft = async (id: string) => (await on.db.execute<{ n: number }>(sql`select count(*)::int as n from graphile_worker.jobs where key = ${`promotion:${id}`}`))[0]!.n;
const patience = { timeout: 60_000, interval: 100 };

const sleepers = sql`from pg_stat_activity where datname = current_database() and wait_event = 'PgSleep'`;

/** Kills the process as soon as it sleeps in a trigger, and its connections with it, which Postgres notices once nobody sleeps. */
async function killAsleep(process: Contender): Promise<void> {
  await expect.poll(async () => (await on.db.execute(sql`select 1 ${sleepers}`)).length, patience).toBeGreaterThan(0);
  await process.kill();
  await on.db.execute(sql`select pg_terminate_backend(pid, 10000) ${sleepers}`);
}

it("killed between the decision and the commit, none of it has happened, and the next process does it once", async () => {
  const { model, id } = await scheduled();
  await on.db.execute(sql`create trigger slow_move before insert on pointer_moves for each row execute function sleep_a_while()`);
  const first = await startJobs();
  await letCome([id]);
  await killAsleep(first);
  expect(await on.live(model)).toBeNull();
  expect(await traces(id, "promotion.applied")).toEqual({ entries: 0, events: 0, moves: 0 });
  await on.db.execute(sql`drop trigger slow_move on pointer_moves`);
  await startJobs();
  await expect.poll(() => stateOf(id), patience).toBe("applied");
  expect(await on.live(model)).toBe(1);
  expect(await traces(id, "promotion.applied")).toEqual({ entries: 1, events: 1, moves: 1 });
}, 180_000);

it("killed between the commit and the word that the job is done, it is not done again, and its event is there", async () => {
  const { model, id } = await scheduled();
  await on.db.execute(sql.raw(`create trigger slow_end before delete on graphile_worker._private_jobs for each row when (old.key = 'promotion:${id}') execute function sleep_a_while()`));
  const first = await startJobs();
  await letCome([id]);
  await killAsleep(first);
  expect(await on.live(model)).toBe(1);
  expect(await traces(id, "promotion.applied")).toEqual({ entries: 1, events: 1, moves: 1 });
  await on.db.execute(sql`drop trigger slow_end on graphile_worker._private_jobs`);
  await startJobs();
  await expect.poll(() => jobsLeft(id), patience).toBe(0);
  expect(await traces(id, "promotion.applied")).toEqual({ entries: 1, events: 1, moves: 1 });
}, 180_000);

it("what is due while no process runs is done when one starts, and by two at once it is done once", async () => {
  const due = [await scheduled(), await scheduled(), await scheduled()];
  const late = [await scheduled(), await scheduled()];
  await letCome(due.map(({ id }) => id));
  await letCome(late.map(({ id }) => id), sql`expires_at = now() - interval '1 second'`);
  await Promise.all([startJobs(), startJobs()]);
  // Besides the jobs, two sweeps look at the same promotions at the same instant.
  const sweeps = await Promise.all([startContender(on.url), startContender(on.url)]);
  running.push(...sweeps);
  const outcomes = await Promise.all([...due, ...late].flatMap(({ id }) => sweeps.map((sweep) => sweep.tell({ act: "tend", actor: null, id, evidenceDigest: "" }))));
  expect(outcomes.filter((reason) => reason !== "was not refused")).toEqual([]);
  for (const { id } of due) expect(await traces(id, "promotion.applied")).toEqual({ entries: 1, events: 1, moves: 1 });
  for (const { id } of late) expect(await traces(id, "promotion.expired")).toEqual({ entries: 1, events: 1, moves: 0 });
  await expect.poll(async () => Math.max(...(await Promise.all([...due, ...late].map(({ id }) => jobsLeft(id))))), patience).toBe(0);
}, 180_000);

it("killed while a deployment that nobody spoke of is ended, none of it has happened, and the next process does it once", async () => {
  const [model = ""] = await manyModels(on, 1, `killed-${++models}`);
  await on.policy(model, { approvals: 1, deployment: { wait: true, minutes: 30, onFailure: "keep" } });
  const { id, state, deployment } = await on.approve(on.ria, await on.request(on.ann, `${model}@1`));
  expect(state).toBe("applying");
  await on.db.execute(sql`create trigger slow_end before update on promotions for each row when (new.state = 'failed') execute function sleep_a_while()`);
  const first = await startJobs();
  await on.db.execute(sql`update deployments set deadline_at = now() - interval '1 second' where id = ${deployment!.id}`);
  await on.db.execute(sql`select graphile_worker.add_job('end_deployment', ${JSON.stringify({ deploymentId: deployment!.id })}::json, job_key := ${`deployment:${deployment!.id}`}, run_at := now(), max_attempts := 8)`);
  await killAsleep(first);
  expect(await on.get(id)).toMatchObject({ state: "applying", deployment: { state: "pending" } });
  expect(await traces(id, "promotion.failed")).toEqual({ entries: 0, events: 0, moves: 0 });
  await on.db.execute(sql`drop trigger slow_end on promotions`);
  await Promise.all([startJobs(), startJobs()]);
  await expect.poll(() => stateOf(id), patience).toBe("failed");
  expect(await traces(id, "promotion.failed")).toEqual({ entries: 1, events: 1, moves: 0 });
  expect(await traces(deployment!.id, "deployment.failed")).toEqual({ entries: 1, events: 1, moves: 0 });
}, 180_000);
