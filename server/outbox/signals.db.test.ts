import { afterAll, beforeAll, expect, test } from "vitest";
import { sql } from "drizzle-orm";
import { listenAt } from "../db/listen.ts";
import { openFixture, type Fixture, type Person } from "../testing/fixture.ts";
import { relay } from "./relay.ts";
import { openSignals } from "./signals.ts";

let fixture: Fixture;
let ann: Person;
beforeAll(async () => {
  fixture = await openFixture();
  ann = await fixture.person("Ann", "contributor");
});
afterAll(() => fixture.close());

/** Waits until as many have been heard. */
async function until(condition: () => boolean): Promise<void> {
  for (let n = 0; n < 500 && !condition(); n++) await new Promise((resolve) => setTimeout(resolve, 10));
}

test("who listens hears of every event in order and once, also after the connection broke, and nothing after the end", async () => {
  const signals = openSignals(fixture.db, listenAt(fixture.url));
  const heard: number[] = [];
  const types: string[] = [];
  const { ready, end } = signals.subscribe((events) => {
    heard.push(...events.map(({ id }) => id));
    types.push(...events.map(({ type }) => type));
  });
  await ready;
  await ann.api.models.create({ model: "risk/heard", description: "" });
  await until(() => types.includes("model.created"));
  await fixture.db.execute(sql`select pg_terminate_backend(pid) from pg_stat_activity where application_name = 'countersign-listener' and datname = current_database()`);
  await Promise.all(Array.from({ length: 20 }, (_, n) => ann.api.models.create({ model: `risk/heard-${n}`, description: "" })));
  await until(() => heard.length >= 21);
  expect(heard).toHaveLength(21);
  expect(heard).toEqual([...new Set(heard)].toSorted((a, b) => a - b));
  end();
  await ann.api.models.create({ model: "risk/unheard", description: "" });
  await new Promise((resolve) => setTimeout(resolve, 100));
  expect(heard).toHaveLength(21);
  await signals.close();
});

test("a relay deals with each event once, whoever else relays and whatever fails in between", async () => {
  await relay(fixture.db, "webhooks", async () => {});
  await Promise.all(Array.from({ length: 10 }, (_, n) => ann.api.models.create({ model: `risk/relayed-${n}`, description: "" })));
  const dealt: number[] = [];
  await expect(relay(fixture.db, "webhooks", () => Promise.reject(new Error("not now")))).rejects.toThrow("not now");
  const counts = await Promise.all([1, 2, 3].map(() => relay(fixture.db, "webhooks", async (_, events) => void dealt.push(...events.map(({ id }) => id)))));
  expect(counts.toSorted((a, b) => a - b)).toEqual([0, 0, 10]);
  expect(dealt).toHaveLength(10);
});
