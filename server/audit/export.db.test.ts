import { env } from "node:process";
import { sql } from "drizzle-orm";
import { createRegistry } from "../../sdk/index.ts";
import { afterAll, beforeAll, expect, it } from "vitest";
import { createTeam } from "../teams/commands.ts";
import { startTestRegistry, type TestPerson, type TestRegistry } from "../testing/registry.ts";
import { sampleRecord } from "../../sdk/record-testing.ts";

let test: TestRegistry;
let auditor: TestPerson;
let token: string;
beforeAll(async () => {
  test = await startTestRegistry();
  auditor = await test.addPerson("Olu");
  await test.registry.db.execute(sql`update users set site_role = 'auditor' where id = ${auditor.actor.userId}`);
  auditor.actor.siteRole = "auditor";
  token = await test.addToken(auditor, ["audit:read"]);
});
afterAll(() => test.close());

const get = (path: string, bearer = token) => fetch(`${test.url}${path}`, { headers: { authorization: `Bearer ${bearer}` } });

it("is for those who may read the whole record, and told plainly to others", async () => {
  const ada = await test.addPerson("Ada");
  for (const path of ["/api/audit", "/api/audit/checkpoints", "/api/audit/key"]) {
    expect((await get(path)).status).toBe(200);
    expect((await get(path, ada.token)).status).toBe(403);
    expect((await fetch(`${test.url}${path}`)).status).toBe(401);
  }
  const wrong = await get("/api/audit?format=xml&since=yesterday");
  expect([wrong.status, ((await wrong.json()) as { error: { message: string } }).error.message]).toEqual([400, expect.stringMatching(/since must be an instant.*|format must be jsonl or csv/)]);
});

it("is filtered as the page is", async () => {
  const sdk = createRegistry({ url: test.url, token });
  const found = [];
  for await (const entry of sdk.audit.entries({ action: "user.created", actor: "root@example.com", text: "OLU@" })) found.push(entry);
  expect(found).toMatchObject([{ action: "user.created", actorName: "Root", target: "olu@example.com", outcome: "done", credential: "session", userAgent: "test", form: 2 }]);
});

it("holds nothing in CSV that a spreadsheet would take for a formula", async () => {
  const names = ["=cmd|'/C calc'!A0", "+1+1", "-1+1", "@SUM(A1)", "\t=1", "\n=1", " =1", "＝1", 'quote", "=1', "plain"];
  for (const [at, name] of names.entries()) await test.registry.db.transaction((tx) => createTeam(tx, { ...test.admin.actor, name }, { slug: `csv-${at}`, name }));
  const rows = (await (await get("/api/audit?format=csv&action=team.created")).text()).split("\r\n");
  expect(rows[0]).toMatch(/^seq,at,actorName,/);
  const cells = rows.slice(1).join("\r\n").matchAll(/(?:^|,|\r\n)(?:"((?:[^"]|"")*)"|([^",\r\n]*))/g);
  const texts = [...cells].map(([, quoted, bare]) => quoted ?? bare ?? "");
  expect(texts.filter((text) => /^\s*[=+\-@＝＋－＠]/.test(text))).toEqual([]);
  expect(texts).toContain("'=cmd|'/C calc'!A0");
  expect(texts).toContain("plain");
});

it("streams a long record in bounded memory, and stops when nobody reads on", async () => {
  const rows = env.COUNTERSIGN_CAMPAIGN === "1" ? 200_000 : 20_000;
  const { db } = test.registry;
  const [{ last } = { last: 0 }] = await db.execute<{ last: number }>(sql`select max(seq)::int as last from audit_entries`);
  const [entry] = sampleRecord(1);
  await db.execute(sql`
    insert into audit_entries (seq, at, actor_id, actor_name, credential, address, user_agent, request_id, action, target, details, form, previous_hash, hash)
    select ${last} + n, now(), ${entry!.actorId}::uuid, 'Load', 'session', '', '', 'load', 'model.created', repeat('x', 200), ${JSON.stringify(entry!.details)}::jsonb, 2, '', ''
    from generate_series(1, ${rows}) n`);
  global.gc?.();
  let peak = 0;
  const before = process.memoryUsage().heapUsed;
  let lines = 0;
  const answer = await get("/api/audit");
  for await (const piece of answer.body!) {
    lines += Buffer.from(piece as Uint8Array).toString().split("\n").length - 1;
    peak = Math.max(peak, process.memoryUsage().heapUsed - before);
  }
  expect(lines).toBe(last + rows);
  expect(peak).toBeLessThan(150 * 1024 ** 2);

  // A reader that goes away ends the reading of the database too.
  const gone = new AbortController();
  const left = await fetch(`${test.url}/api/audit`, { headers: { authorization: `Bearer ${token}` }, signal: gone.signal });
  await left.body!.getReader().read();
  gone.abort();
  await expect.poll(async () => (await db.execute<{ n: number }>(sql`select count(*)::int as n from pg_stat_activity where datname = current_database() and state = 'active' and pid <> pg_backend_pid()`))[0]?.n).toBe(0);
}, 120_000);
