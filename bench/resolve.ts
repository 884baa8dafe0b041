import { join } from "node:path";
import autocannon from "autocannon";
import { databaseUrl } from "../server/testing/process.ts";
import { startBare } from "./bare-process.ts";
import { metadata, type BenchRegistry } from "./registry.ts";
import { median, report } from "./report.ts";

const connections = 32;
const rounds = 3;
const seconds = 5;

/** Requests per second of resolving a reference with a token, against one select by key on the same database. */
export async function benchResolve(registry: BenchRegistry): Promise<void> {
  const model = "bench/resolved";
  await registry.sdk.saveModel({ model, files: join(import.meta.dirname, "bare.ts"), metadata });
  const { versionId } = await registry.sdk.api.pointers.resolve.query({ reference: `${model}@1` });
  const database = await databaseUrl(registry.home);
  const input = encodeURIComponent(JSON.stringify({ reference: `${model}@1` }));
  const ways = {
    "over tRPC": `${registry.url}/api/trpc/pointers.resolve?input=${input}`,
    "over plain HTTP": `${registry.url}/api/references/${model}@1`,
  };
  const figures: Record<string, number[]> = { bare: [], "over tRPC": [], "over plain HTTP": [] };
  for (let round = 0; round < rounds; round++) {
    // A new process each time: under load, the pool of postgres.js gets slower as it lives, and the yardstick must not.
    const bare = await startBare("select", database, versionId);
    figures["bare"]!.push(await load(bare.url, registry.token));
    bare.stop();
    for (const [way, url] of Object.entries(ways)) figures[way]!.push(await load(url, registry.token));
  }
  const base = median(figures["bare"]!);
  report(`resolve a reference, ${connections} connections: one select over bare http`, `${base.toFixed(0)} requests/s`);
  for (const way of ["over tRPC", "over plain HTTP"]) {
    const rate = median(figures[way]!);
    report(`resolve a reference ${way}, with a token`, `${rate.toFixed(0)} requests/s`, { ratio: rate / base, goal: 0.33 });
  }
}

async function load(url: string, token: string): Promise<number> {
  const result = await autocannon({ url, connections, duration: seconds, headers: { authorization: `Bearer ${token}` } });
  if (result.non2xx > 0 || result.errors > 0) throw new Error(`${url}: ${result.non2xx} refusals, ${result.errors} errors`);
  return result.requests.average;
}
