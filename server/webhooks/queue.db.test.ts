/** What is asked for is sent: whoever asks at the same time, whatever hangs, and whatever an older edition has left. */
import { eq, sql } from "drizzle-orm";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { uuidv7 } from "../db/uuid.ts";
import { eventsAfter } from "../outbox/queries.ts";
import { openFixture, type Fixture, type Person } from "../testing/fixture.ts";
import { deliver, type Sender } from "./deliver.ts";
import { resumeWebhook } from "./commands.ts";
import { feedWebhooks } from "./fan-out.ts";
import { trimDeliveries, wakeForgotten } from "./queue.ts";
import { redeliver } from "./redelivery.ts";
import { standardPace } from "./retry.ts";
import { deliveries, webhooks } from "./tables.ts";

let fixture: Fixture;
let max: Person;
let id: string;
let modelId: string;
let models = 0;
beforeAll(async () => {
  fixture = await openFixture();
  max = await fixture.person("Max", "maintainer");
});
afterAll(() => fixture.close());
beforeEach(async () => {
  const model = `risk/queued-${++models}`;
  await max.api.models.create({ model });
  const [row] = await fixture.db.execute<{ id: string }>(sql`select id from models where name = ${`queued-${models}`}`);
  modelId = row!.id;
  ({ id } = await max.api.webhooks.create({ place: { kind: "model", model }, name: "hears", target: { kind: "generic", url: "https://ci.example.com/hooks" }, events: ["model.described"] }));
});

/** No worker runs here: what it would do is done by hand. */
const sender = (more: Partial<Sender> = {}): Sender => ({ db: fixture.db, secret: fixture.context.secret, agents: { for: () => { throw new Error("nothing is to be sent here"); } }, origin: null, pace: standardPace, stopping: new AbortController().signal, ...more });

interface Job extends Record<string, unknown> {
  key: string;
  queue: string;
  wait: number;
}
/** The jobs of the webhook, with how many seconds from now they come. */
const jobs = async (): Promise<Job[]> => [...(await fixture.db.execute<Job>(sql`select key, queue_name as queue, extract(epoch from run_at - now())::float8 as wait from graphile_worker.jobs where key like ${`%${id}%`} order by key`))];
const forgetJobs = () => fixture.db.execute(sql`select graphile_worker.remove_job(key) from graphile_worker.jobs where key like ${`%${id}%`}`);

/** Something that waits for the webhook, to be tried when it is said. */
async function waiting(nextAttemptAt: Date, more: Partial<typeof deliveries.$inferInsert> = {}): Promise<string> {
  const delivery = uuidv7();
  await fixture.db.insert(deliveries).values({ id: delivery, webhookId: id, eventId: 1_000_000 + models * 10, eventType: "model.described", modelId, nextAttemptAt, ...more });
  return delivery;
}

const hour = 60 * 60 * 1000;

test("a delivery that somebody hastens while its line is put off goes out at once all the same", async () => {
  const delivery = await waiting(new Date(Date.now() + hour));
  const racing = Object.create(fixture.db, {
    transaction: { value: async (run: Parameters<typeof fixture.db.transaction>[0]) => {
      // The line has seen that nothing is due yet, and is about to ask for later.
      await fixture.db.transaction((tx) => redeliver(tx, max.actor, { delivery }));
      return await fixture.db.transaction(run);
    } },
  }) as typeof fixture.db;
  await deliver(sender({ db: racing }), { webhookId: id, modelId, lane: Number.parseInt(modelId.slice(-1), 16) % 2 });
  const [job] = await jobs();
  expect(job!.wait).toBeLessThanOrEqual(0);
});

test("what is noted while a webhook is being resumed goes out", async () => {
  await max.api.webhooks.pause({ id });
  const last = (await fixture.db.execute<{ id: number }>(sql`select max(id)::int as id from events`))[0]!.id;
  await max.api.models.describe({ model: `risk/queued-${models}`, description: "in between" });
  const events = await eventsAfter(fixture.db, last, 10);
  let noted: Promise<void> | undefined;
  await fixture.db.transaction(async (tx) => {
    await resumeWebhook(tx, max.actor, { id });
    noted = fixture.db.transaction((other) => feedWebhooks(other, events));
    await new Promise((resolve) => setTimeout(resolve, 300));
  });
  await noted;
  expect(await jobs()).toMatchObject([{ key: `deliver:${id}:${modelId}` }]);
});

test("what waits in a queue of an older edition goes by the lane of its line, at the time that it is due", async () => {
  const delivery = await waiting(new Date());
  const old = `deliver:${id}:${modelId}`;
  await fixture.db.execute(sql`select graphile_worker.add_job('deliver', ${JSON.stringify({ webhookId: id, modelId })}::json, queue_name := ${old}, job_key := ${old}, max_attempts := 8)`);
  expect(await jobs()).toMatchObject([{ key: old, queue: old }]);
  await deliver(sender(), { webhookId: id, modelId });
  expect(await jobs()).toMatchObject([{ key: old, queue: expect.stringMatching(`^deliver:${id}:[01]$`) as string }]);
  expect(await fixture.db.select().from(deliveries).where(eq(deliveries.id, delivery))).toMatchObject([{ state: "pending", attempts: 0 }]);
});

test("who asks for the same range twice at once has it sent once", async () => {
  for (const n of [1, 2, 3]) await waiting(new Date(), { eventId: 2_000_000 + n, state: "given_up", endedAt: new Date() });
  const both = await Promise.all([1, 2].map(() => max.api.webhooks.redeliverRange({ id, firstEvent: 1 })));
  expect(both.map((each) => each.deliveries).toSorted((one, other) => one - other)).toEqual([0, 3]);
});

test("a webhook that is broken is probed, also when nothing waited at the last probe; every line that is due is woken", async () => {
  await waiting(new Date(Date.now() - hour));
  await forgetJobs();
  await fixture.db.transaction((tx) => wakeForgotten(tx, standardPace));
  expect(await jobs()).toMatchObject([{ key: `deliver:${id}:${modelId}` }]);
  await forgetJobs();
  await fixture.db.update(webhooks).set({ state: "broken" }).where(eq(webhooks.id, id));
  await fixture.db.transaction((tx) => wakeForgotten(tx, standardPace));
  const [probe, ...rest] = await jobs();
  expect([probe!.key, rest]).toEqual([`probe:${id}`, []]);
  expect(probe!.wait).toBeGreaterThan(standardPace.probeMs / 1000 - 60);
  await fixture.db.transaction((tx) => wakeForgotten(tx, { ...standardPace, probeMs: 1 }));
  expect((await jobs())[0]!.wait).toBeGreaterThan(standardPace.probeMs / 1000 - 60);
});

test("all that is old is removed, however much, and no lane is kept of a webhook that is gone", async () => {
  const old = await waiting(new Date(), { state: "delivered", endedAt: new Date(Date.now() - 40 * 24 * hour) });
  await fixture.db.execute(sql`
    insert into deliveries (id, webhook_id, event_id, event_type, model_id, state, ended_at, redelivery_of)
    select gen_random_uuid(), ${id}, 3000000 + n, 'model.described', ${modelId}, 'delivered', now() - interval '31 days', case when n = 1 then ${old}::uuid end from generate_series(1, 12000) n`);
  const kept = await waiting(new Date(), { eventId: 4_000_000, state: "delivered", endedAt: new Date(Date.now() - 29 * 24 * hour) });
  const left = () => fixture.db.select({ id: deliveries.id }).from(deliveries).where(eq(deliveries.webhookId, id));
  await max.api.webhooks.test({ id });
  await fixture.db.transaction((tx) => tx.execute(sql`select graphile_worker.add_job('deliver', '{}'::json, queue_name := ${`deliver:${id}:${modelId}`}, job_key := 'old')`));
  await fixture.db.execute(sql`select graphile_worker.remove_job('old')`);
  const queues = async () => (await fixture.db.execute<{ name: string }>(sql`select queue_name as name from graphile_worker._private_job_queues where queue_name like ${`deliver:${id}:%`}`)).map(({ name }) => name);
  expect((await queues()).toSorted()).toEqual([`deliver:${id}:${modelId}`, `deliver:${id}:try`].toSorted());
  await trimDeliveries(fixture.db);
  expect(await left()).toHaveLength(2);
  expect(await left()).toContainEqual({ id: kept });
  expect(await queues()).toEqual([`deliver:${id}:try`]);
  await max.api.webhooks.remove({ id });
  await fixture.db.execute(sql`delete from graphile_worker._private_jobs where job_queue_id in (select q.id from graphile_worker._private_job_queues q where q.queue_name = ${`deliver:${id}:try`})`);
  await trimDeliveries(fixture.db);
  expect(await queues()).toEqual([]);
});
