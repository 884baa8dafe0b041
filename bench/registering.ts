import { setTimeout as sleep } from "node:timers/promises";
import postgres from "postgres";
import { createRegistry } from "@countersign/sdk";
import { metadataExample } from "../server/versions/schema.ts";
import type { BenchRegistry } from "./registry.ts";
import { report } from "./report.ts";

const connections = 8;
/** How many registrations a connection has under way: one after the other, or as a program does that brings a history here. */
const underWay = [1, 8];
const seconds = 8;
/** For so long it is done before it is measured, as every other line is a few times: a process that has just begun is slower. */
const warmingSeconds = 5;
const goal = 200;
/** How often somebody searches meanwhile, in milliseconds. */
const searchEveryMs = 100;
const team = "catalogue-3";

/**
 * Versions per second that are registered with full metadata from some connections, each into a model of its own, while somebody
 * searches; beside one insert of a row.
 * @param token of a contributor of the team
 */
export async function benchRegistering(registry: BenchRegistry, url: string, token: string): Promise<void> {
  const files = [{ path: "model.bin", size: 7, sha256: await bring(registry.url, token) }];
  // Each its own: calls of one client travel together.
  const clients = Array.from({ length: connections }, () => createRegistry({ url: registry.url, token }).api);
  const register = (model: number, round: number) =>
    clients[model % connections]!.versions.register.mutate({
      id: crypto.randomUUID(), model: `${team}/registered-${model}`, files,
      metadata: {
        ...metadataExample, metrics: { auc: 0.9 + (round % 100) / 1000, log_loss: 0.2, f1: 0.8 }, parameters: { depth: round % 12, rate: 0.1 }, tags: ["nlp", "baseline"], attributes: { region: "eu" },
        code: { repository: "https://example.com/models.git", commit: "0123456789abcdef0123456789abcdef01234567" }, run: { tracker: "mlflow", id: `run-${model}-${round}` }, environment: { python: "3.12" },
      },
    });
  for (let model = 0; model < connections * Math.max(...underWay); model++) await register(model, 0);
  const registering: Work = { work: register, done: async () => {} };
  await perSecond(registering, connections, warmingSeconds);
  const bare = await perSecond(await insertBare(url), connections);
  let best = 0;
  for (const atOnce of underWay) {
    const searching = searchMeanwhile(registry.url, token);
    const rate = await perSecond(registering, connections * atOnce);
    const searches = await searching.end();
    best = Math.max(best, rate);
    report(
      `versions registered from ${connections} connections, ${atOnce} at once from each, while ${(searches / seconds).toFixed(0)} searches/s run`,
      `${rate.toFixed(0)} versions/s`, { ratio: rate / goal, goal: 1 },
    );
  }
  report("  beside the insert of one row of versions, committed", `${bare.toFixed(0)} rows/s, ${(bare / best).toFixed(1)} ×`);
}

/** Somebody searches, again and again. @returns what ends that, and tells how often they have */
function searchMeanwhile(url: string, token: string): { end: () => Promise<number> } {
  let searches = 0;
  const over = new AbortController();
  const done = (async () => {
    while (!over.signal.aborted) {
      const pause = sleep(searchEveryMs);
      await fetch(`${url}/api/trpc/search.find?input=${encodeURIComponent(JSON.stringify({ query: ["churn", "tag:nlp", "metric.auc>0.9"][searches++ % 3] }))}`, { headers: { authorization: `Bearer ${token}` } });
      await pause;
    }
  })();
  const end = async () => {
    over.abort();
    await done;
    return searches;
  };
  return { end };
}

interface Work {
  work: (worker: number, round: number) => Promise<unknown>;
  done: () => Promise<void>;
}

async function perSecond({ work, done }: Work, workers: number, lasting = seconds): Promise<number> {
  const until = performance.now() + lasting * 1000;
  let count = 0;
  await Promise.all(
    Array.from({ length: workers }, async (_, worker) => {
      for (let round = 1; performance.now() < until; round++) {
        await work(worker, round);
        count++;
      }
    }),
  );
  await done();
  return count / lasting;
}

/** The least that a registration could be: one row with its metadata, committed, into a table like that of versions. */
async function insertBare(url: string): Promise<Work> {
  const sql = postgres(url, { max: connections, onnotice: () => {} });
  await sql`create table if not exists bare_versions (like versions including all)`;
  const [row] = await sql<{ model_id: string; author_id: string; metadata: postgres.JSONValue }[]>`select model_id, author_id, metadata from versions where number is not null limit 1`;
  return {
    work: async () => await sql`insert into bare_versions (id, model_id, metadata, author_id) values (gen_random_uuid(), ${row!.model_id}, ${sql.json(row!.metadata)}, ${row!.author_id})`,
    done: async () => {
      await sql`drop table bare_versions`;
      await sql.end();
    },
  };
}

/** Has the registry hold the bytes of a file that the caller may read. @returns their SHA-256 */
async function bring(url: string, token: string): Promise<string> {
  const { api } = createRegistry({ url, token });
  const { draft } = await api.versions.draft.mutate({ model: `${team}/brought`, metadata: metadataExample });
  const answer = await fetch(`${url}/api/drafts/${draft}/files/model.bin`, { method: "PUT", headers: { authorization: `Bearer ${token}` }, body: "weights" });
  const { sha256 } = (await answer.json()) as { sha256: string };
  await api.versions.finalize.mutate({ draft, files: 1 });
  return sha256;
}
