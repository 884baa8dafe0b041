/** Webhooks as their keepers use them, with a worker that sends and a server that receives. */
import { sql } from "drizzle-orm";
import { Webhook as Verifier } from "standardwebhooks";
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from "vitest";
import { openDeliveries } from "../testing/deliveries.ts";
import { reasonOf, type Fixture, type Person } from "../testing/fixture.ts";
import type { Received, Receiver } from "../testing/receiver.ts";
import type { Pace } from "./retry.ts";
import type { NewWebhook, Target, WebhookPlace } from "./schema.ts";

let fixture: Fixture;
let close: () => Promise<void>;
let receiver: Receiver;
let ada: Person;
let max: Person;
let ann: Person;
let zoe: Person;
let models = 0;
/** Removes what a test has made. */
let made: (() => Promise<unknown>)[] = [];

/** Fast, and with a circuit that opens when a test says so. */
const pace: Pace = { waitsMs: [100, 100, 100], breaks: { failures: 1_000_000, afterMs: 0 }, probeMs: 300, pollMs: 100 };
const patience = { timeout: 30_000, interval: 50 };

beforeAll(async () => {
  ({ fixture, receiver, close } = await openDeliveries(pace));
  [ada, max, ann, zoe] = [await fixture.person("Ada", "admin"), await fixture.person("Max", "maintainer"), await fixture.person("Ann", "contributor"), await fixture.person("Zoe", "maintainer", "other")];
}, 60_000);
afterAll(() => close());
afterEach(async () => {
  // What a test has removed itself is gone.
  await Promise.allSettled(made.map((remove) => remove()));
  made = [];
});
beforeEach(() => {
  receiver.received.length = 0;
  receiver.answerWith(204);
  Object.assign(pace, { waitsMs: [100, 100, 100], breaks: { failures: 1_000_000, afterMs: 0 } });
});

async function model(): Promise<string> {
  const name = `risk/model-${++models}`;
  await ann.api.models.create({ model: name });
  return name;
}

const describeIt = (of: string, description: string) => ann.api.models.describe({ model: of, description });

/** Max's webhook of a model, or whatever is said instead. */
async function webhook(place: WebhookPlace | string, more: Partial<NewWebhook> = {}, by = max) {
  const given = typeof place === "string" ? ({ kind: "model", model: place } as const) : place;
  const { id, secret } = await by.api.webhooks.create({ place: given, name: "hears", target: { kind: "generic", url: `${receiver.url}/hook` }, events: ["model.*"], ...more });
  made.push(() => by.api.webhooks.remove({ id }));
  const deliveries = async () => (await by.api.webhooks.deliveries({ id, limit: 200 })).items;
  return { id, secret, deliveries, get: () => by.api.webhooks.get({ id }) };
}

interface Body {
  id: number;
  type: string;
  model: string | null;
  data: Record<string, unknown>;
}
const bodies = (path = "/hook"): Body[] => receiver.received.filter((each) => each.path === path).map(({ body }) => JSON.parse(body) as Body);
const arrives = (count: number) => expect.poll(() => receiver.received.length, patience).toBe(count);
const states = async (hook: Awaited<ReturnType<typeof webhook>>) => (await hook.deliveries()).map(({ state }) => state).toReversed();

test("an event is told within a second, signed, and both ends of it are in the log", async () => {
  const of = await model();
  const hook = await webhook(of);
  const began = Date.now();
  await describeIt(of, "told");
  await arrives(1);
  expect(Date.now() - began).toBeLessThan(1000);
  const [{ method, headers, body }] = receiver.received as [Received];
  expect(method).toBe("POST");
  expect(new Verifier(hook.secret!).verify(body, headers as Record<string, string>)).toMatchObject({ type: "model.described", model: of });
  await expect.poll(() => states(hook), patience).toEqual(["delivered"]);
  const [delivery] = await hook.deliveries();
  expect(delivery).toMatchObject({ type: "model.described", model: of, attempts: 1, lastStatus: 204, lastError: null, redeliveryOf: null });
  const { tries } = await max.api.webhooks.delivery({ id: delivery!.id });
  expect(tries).toMatchObject([{ number: 1, status: 204, error: null, url: `${receiver.url}/hook`, requestBody: body }]);
  expect(tries[0]!.requestHeaders["webhook-id"]).toBe(headers["webhook-id"]);
});

test("a webhook is told of its own scope and filter alone", async () => {
  const [one, other] = [await model(), await model()];
  await webhook(one, { target: { kind: "generic", url: `${receiver.url}/model` } });
  await webhook({ kind: "team", team: "risk" }, { target: { kind: "generic", url: `${receiver.url}/team` }, events: ["model.described", "alias.*"] });
  await webhook({ kind: "team", team: "other" }, { target: { kind: "generic", url: `${receiver.url}/foreign` }, events: ["*"] }, zoe);
  await webhook({ kind: "site" }, { target: { kind: "generic", url: `${receiver.url}/site` }, events: ["*"] }, ada);
  await describeIt(other, "of the other");
  await ann.api.models.create({ model: "risk/not-in-the-filter" });
  await describeIt(one, "of the one");
  await expect.poll(() => bodies("/site").filter(({ type }) => type.startsWith("model.")).length, patience).toBe(3);
  await expect.poll(() => [bodies("/model").length, bodies("/team").length], patience).toEqual([1, 2]);
  expect(bodies("/model").map(({ model: of }) => of)).toEqual([one]);
  expect(bodies("/team").map(({ type }) => type)).toEqual(["model.described", "model.described"]);
  expect(bodies("/foreign").filter(({ model: of }) => of !== null)).toEqual([]);
});

test("what fails is tried again with the same id and holds up its model alone; given up, the next goes on", async () => {
  const [stuck, free] = [await model(), await model()];
  const hook = await webhook({ kind: "team", team: "risk" }, { events: ["model.described"] });
  const isPoison = ({ body }: { body: string }) => body.includes('"to":"poison"');
  receiver.answerWith((request, res) => void res.writeHead(isPoison(request) ? 500 : 200).end("as it is"));
  await describeIt(stuck, "poison");
  await describeIt(stuck, "behind it");
  await describeIt(free, "beside it");
  await expect.poll(async () => (await states(hook)).toSorted(), patience).toEqual(["delivered", "delivered", "given_up"]);
  const ofStuck = receiver.received.filter(({ body }) => body.includes(stuck));
  expect(ofStuck.map(isPoison)).toEqual([true, true, true, true, false]);
  expect(new Set(receiver.received.filter(isPoison).map(({ headers }) => headers["webhook-id"])).size).toBe(1);
  expect(bodies().findIndex(({ model: of }) => of === free)).toBeLessThan(4);
  const givenUp = (await hook.deliveries()).find(({ state }) => state === "given_up");
  expect(givenUp).toMatchObject({ attempts: 4, lastStatus: 500, lastError: "It answered 500; an answer from 200 to 299 says that it has arrived." });
  const { tries } = await max.api.webhooks.delivery({ id: givenUp!.id });
  expect(tries.map(({ number, responseBody }) => [number, responseBody])).toEqual([4, 3, 2, 1].map((number) => [number, "as it is"]));
});

test("an endpoint that hangs holds up nobody else, with whatever many models, tests and tries", async () => {
  const hanging: (() => void)[] = [];
  receiver.answerWith(({ path }, res) => (path === "/hang" ? void hanging.push(() => res.writeHead(204).end()) : void res.writeHead(204).end()));
  const hung = await webhook({ kind: "team", team: "risk" }, { target: { kind: "generic", url: `${receiver.url}/hang` }, events: ["model.described"] });
  for (let n = 0; n < 20; n++) await describeIt(await model(), "to nobody");
  for (let n = 0; n < 10; n++) await max.api.webhooks.test({ id: hung.id });
  await expect.poll(async () => (await hung.get()).pending, patience).toBe(30);
  await expect.poll(() => hanging.length, patience).toBeGreaterThanOrEqual(3);
  await webhook({ kind: "team", team: "other" }, { events: ["model.*"] }, zoe);
  const began = Date.now();
  await zoe.api.models.create({ model: `other/model-${++models}` });
  await expect.poll(() => bodies().length, patience).toBe(1);
  expect(Date.now() - began).toBeLessThan(1500);
  // Two lines at once, and a test.
  expect(receiver.received.filter(({ path }) => path === "/hang")).toHaveLength(3);
  receiver.answerWith(204);
  hanging.forEach((answer) => answer());
  await expect.poll(async () => (await hung.get()).pending, patience).toBe(0);
});

test("what an older edition has asked for, in a queue for each line, is sent in its order", async () => {
  const of = await model();
  const hook = await webhook(of);
  await max.api.webhooks.pause({ id: hook.id });
  for (const each of ["one", "two"]) await describeIt(of, each);
  await expect.poll(() => states(hook), patience).toEqual(["pending", "pending"]);
  const [line] = await fixture.db.execute<{ modelId: string }>(sql`update webhooks set state = 'active' where id = ${hook.id} returning model_id as "modelId"`);
  const queue = `deliver:${hook.id}:${line!.modelId}`;
  await fixture.db.execute(sql`select graphile_worker.add_job('deliver', ${JSON.stringify({ webhookId: hook.id, modelId: line!.modelId })}::json, queue_name := ${queue}, job_key := ${queue}, max_attempts := 8)`);
  await arrives(2);
  expect(bodies().map(({ data }) => (data["description"] as { to: string }).to)).toEqual(["one", "two"]);
  await expect.poll(() => states(hook), patience).toEqual(["delivered", "delivered"]);
});

test("while it rotates both secrets verify; without an overlap the old one ends at once", async () => {
  const of = await model();
  const hook = await webhook(of);
  const { secret: fresh } = await max.api.webhooks.rotate({ id: hook.id, overlapHours: 1 });
  await describeIt(of, "rotating");
  await arrives(1);
  const verify = (secret: string, { body, headers }: Received) => new Verifier(secret).verify(body, headers as Record<string, string>);
  for (const secret of [hook.secret!, fresh]) expect(verify(secret, receiver.received[0]!)).toMatchObject({ model: of });
  expect((await hook.get()).signing.map(({ endsAt }) => endsAt === null)).toEqual([true, false]);
  const { secret: last } = await max.api.webhooks.rotate({ id: hook.id, overlapHours: 0 });
  await describeIt(of, "rotated");
  await arrives(2);
  expect(verify(last, receiver.received[1]!)).toMatchObject({ model: of });
  for (const secret of [hook.secret!, fresh]) expect(() => verify(secret, receiver.received[1]!)).toThrow("No matching signature");
});

test("what happens while it is paused waits, and goes out in order when it is resumed", async () => {
  const of = await model();
  const hook = await webhook(of);
  await max.api.webhooks.pause({ id: hook.id });
  for (const each of ["one", "two", "three"]) await describeIt(of, each);
  await expect.poll(() => states(hook), patience).toEqual(["pending", "pending", "pending"]);
  expect(receiver.received).toEqual([]);
  await max.api.webhooks.resume({ id: hook.id });
  await arrives(3);
  const ids = bodies().map(({ id }) => id);
  expect(ids).toEqual(ids.toSorted((one, other) => one - other));
});

test("410 Gone pauses it, and what was not taken waits", async () => {
  const of = await model();
  const hook = await webhook(of);
  receiver.answerWith(410);
  await describeIt(of, "to nobody");
  await expect.poll(async () => (await hook.get()).state, patience).toBe("paused");
  expect(await states(hook)).toEqual(["pending"]);
});

test("an endpoint that is dead breaks its webhook, which is recorded for its owner; a probe mends it by itself", async () => {
  const of = await model();
  const hook = await webhook(of);
  Object.assign(pace, { waitsMs: [50, 50, 50, 50, 50], breaks: { failures: 3, afterMs: 0 } });
  receiver.answerWith(503);
  await describeIt(of, "one");
  await describeIt(of, "two");
  await expect.poll(async () => (await hook.get()).state, patience).toBe("broken");
  expect(await hook.get()).toMatchObject({ failures: 3, pending: 2 });
  const [event] = await fixture.db.execute<{ payload: object; model: boolean }>(sql`select payload, model_id is not null as model from events where type = 'webhook.broken' order by id desc limit 1`);
  expect(event).toMatchObject({ model: true, payload: { target: `${of}: hears`, webhookId: hook.id, name: "hears", scope: "model", createdBy: max.id, failures: 3 } });
  receiver.answerWith(200);
  await expect.poll(async () => (await hook.get()).state, patience).toBe("active");
  await expect.poll(() => states(hook), patience).toEqual(["delivered", "delivered"]);
});

test("a test goes out at once, also while nothing else does, and is not tried again", async () => {
  const of = await model();
  const hook = await webhook(of);
  await max.api.webhooks.pause({ id: hook.id });
  const { delivery } = await max.api.webhooks.test({ id: hook.id });
  await arrives(1);
  expect(bodies()[0]).toMatchObject({ type: "webhook.test", model: of });
  receiver.answerWith(500);
  const second = await max.api.webhooks.test({ id: hook.id });
  const stateOf = async (id: string) => (await max.api.webhooks.delivery({ id })).delivery.state;
  await expect.poll(() => Promise.all([delivery, second.delivery].map(stateOf)), patience).toEqual(["delivered", "given_up"]);
  expect(await reasonOf(max.api.webhooks.redeliver({ delivery }))).toBe("invalid_input");
});

test("one delivery, or a range by time or by events, is sent again", async () => {
  const of = await model();
  const hook = await webhook(of);
  receiver.answerWith(({ body }, res) => void res.writeHead(body.includes('"to":"taken"') ? 200 : 500).end());
  for (const each of ["lost", "taken", "lost too"]) await describeIt(of, each);
  await expect.poll(() => states(hook), patience).toEqual(["given_up", "delivered", "given_up"]);
  const all = (await hook.deliveries()).toReversed();
  const [lost, taken, lostToo] = all as [typeof all[0], typeof all[0], typeof all[0]];
  receiver.answerWith(200);
  receiver.received.length = 0;
  await max.api.webhooks.redeliver({ delivery: taken.id });
  await arrives(1);
  expect(await max.api.webhooks.redeliverRange({ id: hook.id, firstEvent: lost.event!, lastEvent: lost.event! })).toEqual({ deliveries: 1 });
  await arrives(2);
  expect(await max.api.webhooks.redeliverRange({ id: hook.id, since: lost.createdAt })).toEqual({ deliveries: 1 });
  await arrives(3);
  expect(bodies().map(({ id }) => id)).toEqual([taken, lost, lostToo].map(({ event }) => event));
  await expect.poll(async () => (await hook.deliveries()).filter(({ state }) => state === "delivered").length, patience).toBe(4);
  expect(await max.api.webhooks.redeliverRange({ id: hook.id, since: lost.createdAt })).toEqual({ deliveries: 0 });
  expect(await reasonOf(max.api.webhooks.redeliverRange({ id: hook.id }))).toContain("must say from when");
});

test("removed, it sends nothing more, and what waited is dropped", async () => {
  const of = await model();
  const hook = await webhook(of);
  await max.api.webhooks.pause({ id: hook.id });
  await describeIt(of, "waits");
  await expect.poll(() => states(hook), patience).toEqual(["pending"]);
  await max.api.webhooks.remove({ id: hook.id });
  expect(await reasonOf(hook.get())).toBe("not_found");
  const [row] = await fixture.db.execute(sql`select w.signing, w.credential, d.state from webhooks w join deliveries d on d.webhook_id = w.id where w.id = ${hook.id}`);
  expect(row).toEqual({ signing: [], credential: null, state: "dropped" });
});

test("redirects are not followed, and an answer that never ends is cut", async () => {
  const of = await model();
  const hook = await webhook(of);
  pace.waitsMs = [];
  receiver.answerWith((_, res) => void res.writeHead(302, { location: `${receiver.url}/elsewhere` }).end());
  await describeIt(of, "led astray");
  await expect.poll(() => states(hook), patience).toEqual(["given_up"]);
  expect((await hook.deliveries())[0]!.lastError).toContain("a redirect, which is not followed");
  receiver.answerWith((_, res) => {
    res.writeHead(200);
    const more = setInterval(() => res.write("\0endless ".repeat(1000)), 5);
    res.once("close", () => clearInterval(more));
  });
  await describeIt(of, "endless");
  await expect.poll(() => states(hook), patience).toEqual(["given_up", "delivered"]);
  const { tries } = await max.api.webhooks.delivery({ id: (await hook.deliveries())[0]!.id });
  expect(tries[0]!.responseBody).toHaveLength(16 * 1024);
  expect(receiver.received.map(({ path }) => path)).toEqual(["/hook", "/hook"]);
});

test("what is private is not asked, and it is said who can allow it", async () => {
  const of = await model();
  const hook = await webhook(of, { target: { kind: "generic", url: "http://127.0.0.2:9/" } });
  pace.waitsMs = [];
  await describeIt(of, "inward");
  await expect.poll(() => states(hook), patience).toEqual(["given_up"]);
  expect((await hook.deliveries())[0]!.lastError).toContain("COUNTERSIGN_OUTGOING_ALLOW");
});

test("a credential is sealed, never given out again, and goes to no other server than it was given for", async () => {
  const of = await model();
  const target = { kind: "github", url: receiver.url, owner: "acme", repository: "deploy", token: "ghp_secret" } as const;
  const { id, secret } = await max.api.webhooks.create({ place: { kind: "model", model: of }, name: "ci", target, events: ["*"] });
  expect(secret).toBeNull();
  const shown = JSON.stringify([await max.api.webhooks.get({ id }), (await max.api.audit.activity({ model: of })).items]);
  expect(shown).not.toContain("ghp_secret");
  const { token: _, ...rest } = target;
  expect(await reasonOf(max.api.webhooks.change({ id, target: { ...rest, url: "https://attacker.example.com" } }))).toBe("invalid_input");
  expect(await reasonOf(max.api.webhooks.change({ id, verifyTls: false }))).toBe("invalid_input");
  expect(await reasonOf(max.api.webhooks.rotate({ id }))).toBe("invalid_input");
  expect(await reasonOf(max.api.webhooks.change({ id, target: { kind: "generic", url: "https://attacker.example.com" } }))).toBe("invalid_input");
  await max.api.webhooks.change({ id, target: { ...rest, repository: "other" } });
  await max.api.webhooks.test({ id });
  await arrives(1);
  expect(receiver.received[0]).toMatchObject({ path: "/repos/acme/other/dispatches", headers: { authorization: "Bearer ghp_secret" } });
  const rows = await fixture.db.execute(sql`select (select json_agg(w) from webhooks w)::text || (select json_agg(a) from delivery_attempts a)::text || (select json_agg(e) from audit_entries e)::text as all`);
  expect(JSON.stringify(rows)).not.toContain("ghp_secret");
});

test("what a receiver repeats of a credential is not kept, and the query of an address is not recorded", async () => {
  const of = await model();
  pace.waitsMs = [];
  receiver.answerWith(({ path, headers, body }, res) => void res.writeHead(301, { location: `https://127.0.0.1${path}` }).end(`Cannot POST ${path} ${headers.authorization} ${body}`));
  const targets: Target[] = [
    { kind: "slack", url: `${receiver.url}/services/T000/B000/cmVwZWF0ZWQ` },
    { kind: "github", url: receiver.url, owner: "acme", repository: "deploy", token: "ghp_repeated" },
    { kind: "gitlab", url: receiver.url, project: "acme/deploy", ref: "main", token: "glptt-repeated/+" },
  ];
  const all: string[] = [];
  for (const target of targets) {
    const hook = await webhook(of, { target, events: ["alias.*"] });
    await max.api.webhooks.test({ id: hook.id });
    await expect.poll(() => states(hook), patience).toEqual(["given_up"]);
    const { tries } = await max.api.webhooks.delivery({ id: (await hook.deliveries())[0]!.id });
    expect(tries[0]!.responseBody).toMatch(/^Cannot POST /);
    all.push(JSON.stringify(tries));
  }
  for (const secret of ["cmVwZWF0ZWQ", "ghp_repeated", "glptt-repeated"]) expect(all.join()).not.toContain(secret);
  const { id } = await webhook(of, { target: { kind: "generic", url: `${receiver.url}/build?token=jenkins` } });
  await max.api.webhooks.change({ id, target: { kind: "generic", url: `${receiver.url}/build?token=another` } });
  const recorded = JSON.stringify((await ann.api.audit.activity({ model: of })).items);
  expect(recorded).toContain(`${receiver.url}/build?`);
  expect(recorded).not.toMatch(/jenkins|another/);
});

test("who keeps which", async () => {
  const of = await model();
  const hook = await webhook(of);
  const team = await webhook({ kind: "team", team: "risk" });
  const site = await webhook({ kind: "site" }, {}, ada);
  expect(await reasonOf(ann.api.webhooks.get({ id: hook.id }))).toBe("forbidden");
  expect(await reasonOf(ann.api.webhooks.get({ id: team.id }))).toBe("forbidden");
  expect(await reasonOf(max.api.webhooks.get({ id: site.id }))).toBe("not_found");
  expect(await reasonOf(zoe.api.webhooks.get({ id: hook.id }))).toBe("not_found");
  expect(await reasonOf(zoe.api.webhooks.list({ place: { kind: "team", team: "risk" } }))).toBe("not_found");
  expect(await reasonOf(max.api.webhooks.list({ place: { kind: "site" } }))).toBe("forbidden");
  expect(await reasonOf(max.api.webhooks.create({ place: { kind: "site" }, name: "x", target: { kind: "generic", url: receiver.url }, events: ["*"] }))).toBe("forbidden");
  expect((await ada.api.webhooks.list({ place: { kind: "site" } })).items.map(({ id }) => id)).toContain(site.id);
  const narrow = max.withToken(["model:read", "webhook:manage"], [], [of]);
  expect((await narrow.webhooks.get({ id: hook.id })).id).toBe(hook.id);
  expect(await reasonOf(narrow.webhooks.get({ id: team.id }))).toBe("forbidden_by_token");
  expect(await reasonOf(ada.withToken(["model:read", "webhook:manage"]).webhooks.get({ id: site.id }))).toBe("not_found");
});

test("what is no address or no event is refused with a reason", async () => {
  const of = await model();
  const create = (more: object) => reasonOf(max.api.webhooks.create({ place: { kind: "model", model: of }, name: "x", target: { kind: "generic", url: receiver.url }, events: ["*"], ...more }));
  for (const url of ["ftp://example.com", "https://user:pw@example.com", "https://example.com/#x", "nowhere"]) expect(await create({ target: { kind: "generic", url } })).not.toBe("was not refused");
  for (const events of [[], ["promotion.flown"], ["promo.*"]]) expect(await create({ events })).not.toBe("was not refused");
  expect(await create({ target: { kind: "github", owner: "a/b", repository: "c", token: "t" } })).not.toBe("was not refused");
});
