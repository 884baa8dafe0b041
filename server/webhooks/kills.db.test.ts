/** What webhooks are told, when the process that tells them is killed again and again, and the receiver fails half the time. */
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { env } from "node:process";
import { sql } from "drizzle-orm";
import { afterAll, beforeAll, expect, it } from "vitest";
import { startContender } from "../testing/contenders.ts";
import { openFixture, type Fixture, type Person } from "../testing/fixture.ts";
import { openReceiver, type Receiver } from "../testing/receiver.ts";

const whole = env.COUNTERSIGN_CAMPAIGN === "1";
const size = whole ? { events: 1000, models: 24, kills: 25, patienceMs: 1_500_000 } : { events: 60, models: 4, kills: 2, patienceMs: 300_000 };

/** Numbers from 0 to 1 that are the same every time (mulberry32). */
function seeded(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
}

let fixture: Fixture;
let receiver: Receiver;
let folder: string;
let ann: Person;
let max: Person;
beforeAll(async () => {
  fixture = await openFixture();
  receiver = await openReceiver();
  folder = await mkdtemp(join(tmpdir(), "countersign-jobs-"));
  [ann, max] = [await fixture.person("Ann", "contributor"), await fixture.person("Max", "maintainer")];
});
afterAll(async () => {
  await receiver.close();
  await fixture.close();
  await rm(folder, { recursive: true, force: true });
});

const wait = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

it(`every one of ${size.events} events arrives, in the order of its model, and the log holds every try, over ${size.kills} kills`, async () => {
  const chance = seeded(7);
  const models = Array.from({ length: size.models }, (_, n) => `risk/killed-${n}`);
  for (const model of models) await ann.api.models.create({ model });
  const { id } = await max.api.webhooks.create({ place: { kind: "team", team: "risk" }, name: "hears", target: { kind: "generic", url: receiver.url }, events: ["model.described"] });

  /** In the order in which they were answered. */
  const answered: { id: number; model: string; arrived: boolean }[] = [];
  receiver.answerWith(({ body }, res) => {
    const { id: event, model } = JSON.parse(body) as { id: number; model: string };
    const arrived = chance() < 0.5;
    answered.push({ id: event, model, arrived });
    // Sometimes it takes its time, so that a kill hits a request that is on its way.
    setTimeout(() => res.writeHead(arrived ? 200 : 500).end(), chance() < 0.1 ? 100 : 0);
  });
  const delivered = async () => (await fixture.db.execute<{ n: number }>(sql`select count(*)::int as n from deliveries where webhook_id = ${id} and state = 'delivered'`))[0]!.n;

  // A reader that is new begins with what happens from now on: it must have begun.
  let contender = await startContender(fixture.url, folder, fixture.context.secret);
  await expect.poll(async () => (await fixture.db.execute(sql`select 1 from event_readers where name = 'webhooks'`)).length, { timeout: 30_000 }).toBe(1);
  let kills = 0;
  const killing = (async () => {
    while (kills < size.kills) {
      await wait(200 + chance() * (whole ? 3000 : 600));
      await contender.kill();
      kills += 1;
      contender = await startContender(fixture.url, folder, fixture.context.secret);
    }
  })();
  for (let n = 0; n < size.events; n++) {
    const model = models[Math.floor(chance() * models.length)]!;
    await ann.api.models.describe({ model, description: `change ${n}` });
  }
  await killing;
  await expect.poll(delivered, { timeout: size.patienceMs, interval: 1000 }).toBe(size.events);
  await contender.kill();

  const told = await fixture.db.execute<{ id: number; model: string }>(sql`select e.id::int, 'risk/' || m.name as model from events e join models m on m.id = e.model_id where e.type = 'model.described' order by e.id`);
  expect(told).toHaveLength(size.events);
  const arrived = answered.filter((each) => each.arrived);
  for (const model of models) {
    // Once at least: what arrived as its process was killed comes once more, before anything that is behind it.
    const inOrder = arrived.filter((each) => each.model === model).map((each) => each.id);
    expect([...new Set(inOrder)]).toEqual(told.filter((each) => each.model === model).map((each) => each.id));
    expect(inOrder).toEqual(inOrder.toSorted((one, other) => one - other));
    // Neither is anything tried before what is ahead of it has arrived.
    const tried = answered.filter((each) => each.model === model).map((each) => each.id);
    expect(tried).toEqual(tried.toSorted((one, other) => one - other));
  }
  const log = await fixture.db.execute<{ attempts: number; tries: number; numbered: number; good: number }>(sql`
    select d.attempts, count(a.id)::int as tries, coalesce(max(a.number), 0) as numbered, count(*) filter (where a.status = 200)::int as good
    from deliveries d left join delivery_attempts a on a.delivery_id = d.id where d.webhook_id = ${id} group by d.id`);
  expect(log).toHaveLength(size.events);
  for (const row of log) expect(row).toEqual({ attempts: row.tries, tries: row.tries, numbered: row.tries, good: 1 });
  const tries = log.reduce((sum, row) => sum + row.tries, 0);
  // What was answered and is not in the log was answered to a process that was killed before it could write it down.
  expect(answered.length - tries).toBeGreaterThanOrEqual(0);
  expect(answered.length - tries).toBeLessThanOrEqual(size.kills * 8);
  console.log(`${size.events} events over ${size.models} models, ${kills} kills: ${answered.length} requests, ${arrived.length} of them arrived, ${arrived.length - size.events} twice, ${tries} tries in the log`);
}, size.patienceMs + 300_000);
