import { createReadStream, createWriteStream } from "node:fs";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { createRegistry } from "@countersign/sdk";
import { sql } from "drizzle-orm";
import { readJsonLines } from "../sdk/json-lines.ts";
import type { RecordEntry } from "../sdk/record.ts";
import { sampleRecord } from "../sdk/record-testing.ts";
import { verifyRecord } from "../sdk/verify-record.ts";
import { connect } from "../server/db/client.ts";
import { databaseUrl, signIn } from "../server/testing/process.ts";
import { owner, type BenchRegistry } from "./registry.ts";
import { report } from "./report.ts";

const count = 1_000_000;

/** How long a million entries take to verify from a file, and how fast the registry gives as many out. */
export async function benchAudit(registry: BenchRegistry): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), "countersign-bench-"));
  try {
    const file = join(folder, "record.jsonl");
    await pipeline(Readable.from(linesOf(sampleRecord(count))), createWriteStream(file));
    const start = performance.now();
    const found = await verifyRecord(readJsonLines<RecordEntry>(createReadStream(file, { highWaterMark: 1024 * 1024 })));
    if (!found.ok || found.entries !== count) throw new Error(found.fault?.message ?? "not all entries were verified");
    const seconds = (performance.now() - start) / 1000;
    report(`${count.toLocaleString("en")} audit entries verified from a file`, `${seconds.toFixed(1)} s`, { is: seconds, most: 20 });
    await benchExport(registry);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

async function benchExport(registry: BenchRegistry): Promise<void> {
  const { db, close } = connect(await databaseUrl(registry.home), { max: 2 });
  try {
    // Their hashes are none: what is measured is how they leave.
    await db.execute(sql`
      insert into audit_entries (seq, at, actor_id, actor_name, credential, address, user_agent, request_id, action, target, details, form, previous_hash, hash)
      select (select max(seq) from audit_entries) + n, now(), gen_random_uuid(), 'Bench', 'session', '10.1.2.3', 'bench', gen_random_uuid()::text, 'version.registered', 'bench/model@' || n,
        '{"files": 3, "bytes": 123456789, "version": 7}', 2, repeat('0', 64), repeat('0', 64) from generate_series(1, ${count}) n`);
  } finally {
    await close();
  }
  const session = await signIn(registry.url, owner.email, owner.password);
  const { secret } = await session.call<{ secret: string }>("tokens.create", { name: "audit", scopes: ["audit:read"], expiresInDays: 1 });
  const start = performance.now();
  let bytes = 0;
  for await (const piece of createRegistry({ url: registry.url, token: secret }).audit.export()) bytes += piece.byteLength;
  const seconds = (performance.now() - start) / 1000;
  report(`${count.toLocaleString("en")} audit entries exported by the registry`, `${Math.round(count / seconds).toLocaleString("en")} /s`);
  report("the same", `${(bytes / seconds / 1024 ** 2).toFixed(0)} MiB/s`);
}

function* linesOf(entries: Iterable<RecordEntry>): Generator<string> {
  let text = "";
  for (const entry of entries) {
    text += `${JSON.stringify(entry)}\n`;
    if (text.length < 1024 * 1024) continue;
    yield text;
    text = "";
  }
  yield text;
}
