import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { startTestRegistry, type TestPerson, type TestRegistry } from "../server/testing/registry.ts";
import { createRegistry, type Registry } from "./registry.ts";
import { readJson, runCli, type Ran } from "./testing-cli.ts";
import type { RegistryEvent } from "./wire.ts";

let place: TestRegistry;
let ann: TestPerson;
let registry: Registry;
let home: string;
beforeAll(async () => {
  home = await mkdtemp(join(tmpdir(), "countersign-home-"));
  place = await startTestRegistry();
  await place.addTeam("risk");
  ann = await place.addPerson("Ann", { risk: "contributor" });
  registry = createRegistry({ url: place.url, token: ann.token });
});
afterAll(async () => {
  await place.close();
  await rm(home, { recursive: true, force: true });
});

let made = 0;
/** @returns the name of a new model with so many events */
async function model(events = 1): Promise<string> {
  const name = `risk/model-${++made}`;
  await registry.api.models.create.mutate({ model: name, description: "" });
  for (let n = 1; n < events; n++) await registry.api.models.describe.mutate({ model: name, description: `${n}` });
  return name;
}

async function gather(given: AsyncIterable<RegistryEvent>): Promise<RegistryEvent[]> {
  const found: RegistryEvent[] = [];
  for await (const event of given) found.push(event);
  return found;
}

const get = async (query: string, token = ann.token, signal?: AbortSignal) => {
  const begun = performance.now();
  const answer = await fetch(`${place.url}/api/events${query}`, { headers: { authorization: `Bearer ${token}` }, ...(signal ? { signal } : {}) });
  const body = (await answer.json()) as { items: RegistryEvent[]; next: number; more: boolean; error?: { reason: string; message: string } };
  return { status: answer.status, body, ms: performance.now() - begun };
};

test("pages over HTTP go on with `next`", async () => {
  const name = await model(5);
  const { body } = await get(`?model=${name}&limit=3`);
  expect(body.items.map(({ type }) => type)).toEqual(["model.created", "model.described", "model.described"]);
  expect(body).toMatchObject({ next: body.items[2]!.id, more: true });
  const rest = (await get(`?model=${name}&limit=3&after=${body.next}`)).body;
  expect(rest.items).toHaveLength(2);
  expect(rest.more).toBe(false);
  expect((await get(`?model=${name}&after=${rest.next}`)).body).toEqual({ items: [], next: rest.next, more: false });
});

test("with `wait` the answer comes as soon as there is an event, and without one when the time is over", async () => {
  const { next } = (await get("?after=latest")).body;
  const [answer, name] = await Promise.all([get(`?after=${next}&wait=20`), new Promise((resolve) => setTimeout(resolve, 300)).then(() => model())]);
  expect(answer.body.items).toMatchObject([{ type: "model.created", model: name }]);
  expect(answer.ms).toBeGreaterThan(250);
  expect(answer.ms).toBeLessThan(5000);
  const idle = await get(`?after=${answer.body.next}&wait=1`);
  expect(idle.body).toEqual({ items: [], next: answer.body.next, more: false });
  expect(idle.ms).toBeGreaterThan(950);
});

test("what happens out of the caller's sight, or of another type, ends no wait", async () => {
  await place.addTeam("secret");
  const sid = await place.addPerson("Sid", { secret: "contributor" });
  const { next } = (await get("?after=latest")).body;
  const waiting = get(`?after=${next}&types=model.*&wait=2`);
  await createRegistry({ url: place.url, token: sid.token }).api.models.create.mutate({ model: "secret/hidden", description: "" });
  const { body, ms } = await waiting;
  expect(body.items).toEqual([]);
  expect(body.next).toBeGreaterThan(next);
  expect(ms).toBeGreaterThan(1900);
});

test("a wait ends with its token", async () => {
  const token = await place.addToken(ann, ["model:read"]);
  const { next } = (await get("?after=latest")).body;
  const waiting = get(`?after=${next}&types=recall.*&wait=30`, token).then(() => "answered", () => "cut");
  await new Promise((resolve) => setTimeout(resolve, 200));
  await place.registry.db.execute("update tokens set revoked_at = now() where id = (select id from tokens order by created_at desc limit 1)");
  expect(await waiting).toBe("cut");
}, 20_000);

test.each([
  ["?after=-1", "after must be the number of an event, 0 for all of them, or latest"],
  ["?after=soon", "after must be the number of an event, 0 for all of them, or latest"],
  ["?limit=501", "limit must be at most 500"],
  ["?limit=many", "limit must be a number from 1 to 500"],
  ["?wait=61", "wait must be at most 60 seconds"],
  ["?types=promotions.*", "must be *, a type of event such as stage.moved"],
])("%s", async (query, message) => {
  const { status, body } = await get(query);
  expect({ status, reason: body.error?.reason }).toEqual({ status: 400, reason: "invalid_input" });
  expect(body.error?.message).toContain(message);
});

test("the SDK reads all pages, and goes on after what is known", async () => {
  const name = await model(4);
  const all = await gather(registry.events({ model: name }));
  expect(all.map(({ type }) => type)).toEqual(["model.created", "model.described", "model.described", "model.described"]);
  expect(await gather(registry.events({ model: name, after: all[1]!.id, types: ["model.described"] }))).toEqual(all.slice(2));
  expect(await gather(registry.events({ after: "latest" }))).toEqual([]);
  await expect(gather(registry.events({ after: 1e9 }))).rejects.toMatchObject({ reason: "cursor_ahead" });
});

test("the SDK follows: what was missed comes first, then what happens, until the signal is aborted", async () => {
  const name = await model(2);
  const stop = new AbortController();
  const seen: string[] = [];
  const following = (async () => {
    for await (const event of registry.events({ model: name, follow: true, signal: stop.signal })) {
      seen.push(event.type === "model.described" ? (event.data.description?.to ?? "") : event.type);
      if (seen.length === 3) stop.abort(new Error("enough"));
    }
  })();
  await expect.poll(() => seen).toHaveLength(2);
  await registry.api.models.describe.mutate({ model: name, description: "later" });
  await expect(following).rejects.toThrow("enough");
  expect(seen).toEqual(["model.created", "1", "later"]);
});

test("countersign events", async () => {
  const name = await model(2);
  const env = { COUNTERSIGN_URL: place.url, COUNTERSIGN_TOKEN: ann.token };
  const shown = await runCli(["events", "--model", name], { home, env });
  expect(shown).toMatchObject({ code: 0, stderr: "" });
  expect(shown.stdout).toMatch(new RegExp(`EVENT +WHEN +TYPE +OF +BY\n\\d+ .*model\\.created +${name} +Ann\n\\d+ .*model\\.described +${name} +Ann\n$`));
  const json = readJson(await runCli(["events", "--model", name, "--types", "model.created", "--json"], { home, env })) as { events: RegistryEvent[]; next: number };
  expect(json).toMatchObject({ events: [{ type: "model.created", model: name }], next: json.events[0]!.id });
  expect(await runCli(["events", "--after", "yesterday"], { home, env })).toMatchObject({ code: 2, stderr: expect.stringContaining("It must be the number of an event") });
});

test("countersign events --follow prints one line for each, until it is interrupted", async () => {
  const name = await model();
  const ran = await new Promise<Ran>((resolve, reject) => {
    runCli(["events", "--follow", "--json", "--model", name], {
      home,
      env: { COUNTERSIGN_URL: place.url, COUNTERSIGN_TOKEN: ann.token },
      onStart(child) {
        let lines = 0;
        child.stdout?.on("data", (bytes: Buffer) => {
          lines += bytes.toString().split("\n").length - 1;
          if (lines === 1) void registry.api.models.describe.mutate({ model: name, description: "seen" });
          if (lines === 2) child.kill("SIGINT");
        });
      },
    }).then(resolve, reject);
  });
  expect(ran.stdout.trimEnd().split("\n").map((line) => (JSON.parse(line) as RegistryEvent).type)).toEqual(["model.created", "model.described"]);
  expect(ran).toMatchObject({ code: 130, stderr: expect.stringContaining("Interrupted.") });
});
