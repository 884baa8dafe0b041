import { sql } from "drizzle-orm";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { afterAll, beforeAll, expect, test } from "vitest";
import { addJob } from "../db/jobs.ts";
import { requestHandler } from "../http.ts";
import { openLog } from "../log.ts";
import { startTestRegistry, type TestRegistry } from "../testing/registry.ts";

const metricsToken = "a-token-for-the-metrics";
const leaving = new AbortController();
const lines: string[] = [];
let registry: TestRegistry;
let url: string;
let close: () => void;

beforeAll(async () => {
  registry = await startTestRegistry();
  const handle = requestHandler(registry.registry, async (_, res) => void res.end("a page"), { metricsToken, leaving: leaving.signal });
  const server = createServer((req, res) => void handle(req, res));
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  close = () => {
    server.close();
    server.closeAllConnections();
  };
  openLog({ level: "info", format: "json", write: (line) => void lines.push(line) });
});
afterAll(async () => {
  openLog({ level: "silent", format: "json" });
  close();
  await registry.close();
});

const ask = (path: string, token: string) => fetch(`${url}${path}`, { headers: { authorization: `Bearer ${token}` } });

/** The samples, by name and labels. */
async function scrape(): Promise<Record<string, number>> {
  const text = await (await ask("/metrics", metricsToken)).text();
  return Object.fromEntries(text.split("\n").filter((line) => line && !line.startsWith("#")).map((line) => [line.slice(0, line.lastIndexOf(" ")), Number(line.slice(line.lastIndexOf(" ") + 1))]));
}

test("are for whoever shows their token alone, and nowhere where none is set", async () => {
  expect((await fetch(`${url}/metrics`)).status).toBe(401);
  expect((await ask("/metrics", registry.admin.token)).status).toBe(401);
  const answer = await ask("/metrics", metricsToken);
  expect([answer.status, answer.headers.get("content-type")]).toEqual([200, "text/plain; version=0.0.4; charset=utf-8"]);
  expect((await fetch(`${registry.url}/metrics`, { headers: { authorization: `Bearer ${metricsToken}` } })).status).toBe(404);
});

test("count requests by what was asked for, and nothing that callers make up", async () => {
  await ask("/api/trpc/teams.list?input=%7B%7D", registry.admin.token);
  await ask("/api/trpc/made.up", registry.admin.token);
  await ask("/api/references/risk/none", registry.admin.token);
  for (const path of ["/one", "/another?secret=x"]) await ask(path, "none");
  const samples = await scrape();
  expect(samples).toMatchObject({
    'countersign_requests_total{kind="query",route="teams.list",status="2xx"}': 1,
    'countersign_requests_total{kind="query",route="unknown",status="4xx"}': 1,
    'countersign_requests_total{kind="bytes",route="/api/references/{reference}",status="4xx"}': 1,
    'countersign_requests_total{kind="page",route="pages",status="2xx"}': 2,
    'countersign_request_duration_seconds_count{kind="page",route="pages"}': 2,
    'countersign_requests_open{kind="page"}': 0,
  });
  expect(samples['countersign_bytes_total{direction="in"}']).toBeGreaterThan(500);
  expect(samples['countersign_bytes_total{direction="out"}']).toBeGreaterThan(1000);
  expect(samples["process_resident_memory_bytes"]).toBeGreaterThan(1e6);
});

test("count what was refused because there was too much of it, by the limit, wherever it was noticed", async () => {
  const rates = { reads: 3, writes: 2, bytes: 1, open: 1 };
  const handle = requestHandler(registry.registry, async (_, res) => void res.end("a page"), { metricsToken, rates });
  const server = createServer((req, res) => void handle(req, res));
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const strict = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const authorization = `Bearer ${registry.admin.token}`;
  const told = async (path: string, init: RequestInit = {}) => {
    const answer = await fetch(`${strict}${path}`, init);
    return [answer.status, await answer.text()] as const;
  };
  // A batch of procedures, which counts as its calls, one of them alone, a byte route, and somebody without a credential.
  for (const status of [200, 429]) expect((await told("/api/trpc/teams.list,teams.list?batch=1&input=%7B%220%22%3A%7B%7D%2C%221%22%3A%7B%7D%7D", { headers: { authorization } }))[0]).toBe(status);
  expect(await told("/api/trpc/teams.list?input=%7B%7D", { headers: { authorization } })).toEqual([429, expect.stringContaining('"limit":"reads"')]);
  for (const status of [404, 429]) expect((await told("/files/risk/none/1/model.bin", { headers: { authorization } }))[0]).toBe(status);
  for (const status of [401, 429]) expect((await told("/api/checks", { method: "POST" }))[0]).toBe(status);
  server.close();
  server.closeAllConnections();
  expect(await scrape()).toMatchObject({
    'countersign_limited_total{limit="reads"}': 3,
    'countersign_limited_total{limit="bytes"}': 1,
    'countersign_limited_total{limit="open"}': 1,
    'countersign_limited_total{limit="writes"}': 0,
    'countersign_limited_total{limit="sign_ins"}': 0,
  });
});

test("tell of what waits in the database, and leave out what can't be read in time", async () => {
  const { db } = registry.registry;
  await addJob(db, "reindex", {}, { key: "now" });
  await addJob(db, "reindex", {}, { key: "later", at: new Date(Date.now() + 3_600_000) });
  await db.execute(sql`insert into event_readers (name, position) values ('webhooks', 0)`);
  const samples = await scrape();
  expect(samples['countersign_jobs{state="waiting"}']).toBeGreaterThan(0);
  expect(samples['countersign_jobs{state="scheduled"}']).toBe(1);
  expect(samples['countersign_outbox_unread{reader="webhooks"}']).toBeGreaterThan(0);
  expect(samples['countersign_outbox_oldest_seconds{reader="webhooks"}']).toBeGreaterThan(0);
  expect(samples['countersign_webhook_deliveries{state="pending"}']).toBe(0);
  expect(samples['countersign_database_connections{state="most"}']).toBe(5);

  // Somebody holds the table: the scrape is answered all the same.
  const held = Promise.withResolvers<void>();
  const locked = Promise.withResolvers<void>();
  const holding = db.transaction(async (tx) => {
    await tx.execute(sql`lock table event_readers in access exclusive mode`);
    locked.resolve();
    await held.promise;
  });
  await locked.promise;
  const without = await scrape();
  held.resolve();
  await holding;
  expect(without).not.toHaveProperty('countersign_outbox_unread{reader="webhooks"}');
  expect(without["countersign_metrics_failures_total"]).toBe(1);
  expect(without['countersign_jobs{state="scheduled"}']).toBe(1);
  expect(await scrape()).toHaveProperty('countersign_outbox_unread{reader="webhooks"}');
});

test("each request is one line of the log, with who asked and without what is secret", async () => {
  lines.length = 0;
  const answer = await ask("/api/trpc/teams.list?input=%7B%7D&secret=hidden", registry.admin.token);
  await answer.text();
  await ask("/invitation/hidden", "none");
  await ask("/ready", "none");
  const told = lines.map((line) => JSON.parse(line) as Record<string, unknown>).filter(({ request }) => request);
  expect(told).toHaveLength(2);
  expect(told[0]).toMatchObject({
    level: "info", msg: "GET teams.list 200", request: answer.headers.get("x-request-id"), method: "GET", route: "teams.list", status: 200, ms: expect.any(Number),
    bytesIn: expect.any(Number), bytesOut: expect.any(Number), user: registry.admin.actor.userId, tokenId: expect.stringMatching(/^[0-9a-f-]{36}$/),
  });
  expect(lines.join()).not.toMatch(/hidden|cs_/);
});

test("a process that is about to stop is not ready, and ends connections with its answers", async () => {
  expect((await fetch(`${url}/ready`)).status).toBe(200);
  leaving.abort();
  const answer = await fetch(`${url}/ready`);
  expect([answer.status, answer.headers.get("connection")]).toEqual([503, "close"]);
  const other = await ask("/api/trpc/teams.list?input=%7B%7D", registry.admin.token);
  expect([other.status, other.headers.get("connection")]).toEqual([200, "close"]);
});
