/** Two processes over one database and one store, as they run behind a proxy. They need what `npm run build` makes. */
import { createHash, randomBytes, randomUUID } from "node:crypto";
import type { AddressInfo } from "node:net";
import { env } from "node:process";
import { createRegistry } from "@countersign/sdk";
import { sql } from "drizzle-orm";
import { SMTPServer } from "smtp-server";
import { afterAll, beforeAll, expect, test } from "vitest";
import { loggable } from "../errors.ts";
import { queueLetter } from "../mail/commands.ts";
import { startInstances, type Instances } from "../testing/instances.ts";
import { metadataExample as metadata } from "../versions/schema.ts";

/** `COUNTERSIGN_CAMPAIGN=1`: for longer. */
const rounds = env.COUNTERSIGN_CAMPAIGN === "1" ? 10 : 1;
const connections = 32;

let instances: Instances;
let token: string;
const letters: string[] = [];
const mailServer = new SMTPServer({
  disabledCommands: ["STARTTLS", "AUTH"],
  onData(stream, _session, done) {
    let text = "";
    stream.on("data", (piece: Buffer) => (text += piece.toString()));
    stream.on("end", () => {
      letters.push(/^Subject: (.*?)\r?$/m.exec(text)?.[1] ?? "");
      done();
    });
  },
});

// An instance that is killed hangs up in the middle of a letter.
mailServer.on("error", () => {});

beforeAll(async () => {
  await new Promise<void>((resolve) => mailServer.listen(0, "127.0.0.1", resolve));
  const { port } = mailServer.server.address() as AddressInfo;
  instances = await startInstances((at) => ({ SMTP_URL: `smtp://127.0.0.1:${port}`, MAIL_FROM: "registry@example.com", NEXTAUTH_URL: at }));
  const scopes = ["model:read", "model:create", "version:create", "alias:move"];
  token = (await instances.admin.call<{ secret: string }>("tokens.create", { name: "load", scopes, expiresInDays: 1 })).secret;
}, 240_000);
afterAll(async () => {
  await instances.close();
  await new Promise<void>((resolve) => mailServer.close(resolve));
});

test("one after the other is restarted under load, and no request fails", async () => {
  const { proxy } = instances;
  const registry = createRegistry({ url: proxy.url, token });
  const content = randomBytes(100_000);
  const sha256 = createHash("sha256").update(content).digest("hex");
  const headers = { authorization: `Bearer ${token}` };
  /** As a program would that knows no SDK, which would try again. */
  const raw = async (path: string, init: { method?: string; headers?: Record<string, string>; body?: BodyInit } = {}) => {
    const answer = await fetch(`${proxy.url}${path}`, { ...init, headers: init.headers?.["cookie"] ? init.headers : { ...headers, ...init.headers } });
    const bytes = Buffer.from(await answer.arrayBuffer());
    if (!answer.ok) throw new Error(`${init.method ?? "GET"} ${path}: ${answer.status} ${bytes.toString().slice(0, 300)}`);
    return bytes;
  };
  const call = async <T>(procedure: string, input: object) => {
    const body = await raw(`/api/trpc/${procedure}`, { method: "POST", headers: { "content-type": "application/json" }, body: JSON.stringify(input) });
    return (JSON.parse(body.toString()) as { result: { data: T } }).result.data;
  };
  /** A version, request by request. */
  const write = async (model: string) => {
    const { draft } = await call<{ draft: string }>("versions.draft", { model, metadata });
    await raw(`/api/drafts/${draft}/files/model.bin`, { method: "PUT", body: content });
    return (await call<{ reference: string }>("versions.finalize", { draft, files: 1 })).reference;
  };
  const first = await write("risk/loaded-0");

  const kinds: ((n: number) => Promise<unknown>)[] = [
    () => raw(`/api/references/${first}`),
    () => registry.api.models.get.query({ model: "risk/loaded-0" }),
    async () => expect(createHash("sha256").update(await raw("/files/risk/loaded-0/1/model.bin")).digest("hex")).toBe(sha256),
    (n) => write(`risk/loaded-${n % 8}`),
    () => raw("/models", { headers: { cookie: instances.admin.cookie } }),
  ];
  const failures: string[] = [];
  const counts = kinds.map(() => 0);
  const over = new AbortController();
  const work = async (n: number) => {
    for (let turn = n; !over.signal.aborted; turn++) {
      const kind = turn % kinds.length;
      try {
        await kinds[kind]!(n);
        counts[kind]!++;
      } catch (error) {
        failures.push(`${kind}: ${loggable(error)}`);
      }
    }
  };
  const working = Array.from({ length: connections }, (_, n) => work(n));
  for (let round = 0; round < rounds; round++) {
    for (const one of Array.from(instances.processes)) {
      await one.stop();
      await instances.start();
    }
  }
  over.abort();
  await Promise.all(working);
  console.log(`${counts.reduce((sum, count) => sum + count, 0)} requests and pushes (${counts.join(", ")}) over ${rounds * 2} restarts, ${failures.length} failed`);
  expect(failures).toEqual([]);
  expect(Math.min(...counts)).toBeGreaterThan(10);
}, rounds * 240_000);

const queue = async (name: string) => {
  const { db } = instances.database;
  await db.transaction(async (tx) => {
    for (let n = 0; n < 100; n++) await queueLetter(tx, instances, { to: "ann@example.com", subject: `${name} ${n}`, text: "A letter.", html: "<p>A letter.</p>" });
  });
};
const sent = (name: string) => letters.filter((subject) => subject.startsWith(name));
const until = async (condition: () => boolean) => {
  while (!condition()) await new Promise((resolve) => setTimeout(resolve, 20));
};

test("of 200 jobs none is done twice, and none is lost when an instance is killed", async () => {
  letters.length = 0;
  await queue("quiet");
  await until(() => sent("quiet").length >= 100);
  await queue("killed");
  await until(() => sent("killed").length >= 30);
  await instances.processes[0]!.kill();
  // Whoever starts gives back what the dead had in hand; without that it is done within a minute.
  await instances.start();
  const names = (name: string) => Array.from({ length: 100 }, (_, n) => `${name} ${n}`);
  await until(() => new Set(sent("killed")).size === 100);
  await new Promise((resolve) => setTimeout(resolve, 1000));
  const order = (a: string, b: string) => a.localeCompare(b);
  expect(sent("quiet").toSorted(order)).toEqual(names("quiet").toSorted(order));
  expect([...new Set(sent("killed"))].toSorted(order)).toEqual(names("killed").toSorted(order));
  // What it had sent and not yet written down: at most what it does at once.
  expect(sent("killed").length).toBeLessThanOrEqual(102);
}, 180_000);

test("of registrations that share transactions none is lost, doubled or half there when an instance is killed, whoever asks for the same models elsewhere", async () => {
  const { api } = createRegistry({ url: instances.proxy.url, token });
  const { items } = await api.versions.files.query({ reference: "risk/loaded-0@1" });
  const files = items.map(({ path, size, sha256 }) => ({ path, size, sha256 }));
  const models = Array.from({ length: 16 }, (_, n) => `risk/shared-${n}`);
  const asks = Array.from({ length: 12 }, (_, round) => (round % 2 === 0 ? models : models.toReversed()).map((model) => ({ id: randomUUID(), model, metadata, files }))).flat();
  const answered = new Map<string, string>();
  const left = asks.slice();
  /** As a program would that knows no SDK, which would ask again. */
  const register = async (ask: object) => {
    const headers = { authorization: `Bearer ${token}`, "content-type": "application/json" };
    const answer = await fetch(`${instances.proxy.url}/api/trpc/versions.register`, { method: "POST", headers, body: JSON.stringify(ask) });
    return answer.ok ? ((await answer.json()) as { result: { data: { reference: string } } }).result.data.reference : null;
  };
  const work = async () => {
    for (let ask = left.shift(); ask; ask = left.shift()) {
      const reference = await register(ask);
      if (reference !== null) answered.set(ask.id, reference);
    }
  };
  const working = Array.from({ length: 48 }, work);
  await until(() => answered.size >= 40);
  await instances.processes[0]!.kill();
  await instances.start();
  await Promise.all(working);
  const before = answered.size;
  let kept = 0;
  for (const ask of asks) {
    if (answered.has(ask.id)) continue;
    const { reference } = await api.versions.register.mutate(ask).catch((error: { reason?: string; details?: { reference: string } }) => {
      if (error.reason !== "already_finalized") throw error;
      kept++;
      return error.details!;
    });
    answered.set(ask.id, reference);
  }
  console.log(`${before} of ${asks.length} registrations were answered; of the others, which were asked for again, ${kept} had been kept`);
  expect(before).toBeLessThan(asks.length);
  expect(new Set(answered.values()).size).toBe(asks.length);
  const ids = sql.param([...answered.keys()]);
  const rows = await instances.database.db.execute<{ id: string; reference: string; entries: number; events: number; searched: number }>(sql`
    select v.id, 'risk/' || m.name || '@' || v.number as reference,
      (select count(*)::int from audit_entries a where a.action = 'version.registered' and a.target = 'risk/' || m.name || '@' || v.number) as entries,
      (select count(*)::int from events e where e.type = 'version.registered' and e.payload ->> 'target' = 'risk/' || m.name || '@' || v.number) as events,
      (select count(*)::int from version_entries s where s.version_id = v.id) as searched
    from versions v join models m on m.id = v.model_id where v.id = any(${ids}::uuid[])`);
  expect(new Map(rows.map(({ id, reference }) => [id, reference]))).toEqual(answered);
  expect(rows.filter(({ entries, events, searched }) => entries !== 1 || events !== 1 || searched !== 1)).toEqual([]);
  const counted = await instances.database.db.execute<{ versions: number; last: number; kept: number }>(sql`
    select (select count(*)::int from versions v where v.model_id = m.id and v.number is not null) as versions, m.last_number as last, e.versions as kept
    from models m join model_entries e on e.model_id = m.id where m.name like 'shared-%'`);
  expect(counted).toHaveLength(16);
  for (const each of counted) expect(each).toEqual({ versions: 12, last: 12, kept: 12 });
  const [chain] = await instances.database.db.execute<{ gaps: number; breaks: number }>(sql`
    select (max(seq) - count(*))::int as gaps, count(*) filter (where previous_hash <> before)::int as breaks
    from (select seq, previous_hash, lag(hash) over (order by seq) as before from audit_entries) a`);
  expect(chain).toEqual({ gaps: 0, breaks: 0 });
}, 180_000);
