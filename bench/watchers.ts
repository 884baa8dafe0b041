import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import * as http from "node:http";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { signIn } from "../server/testing/process.ts";
import { metadata, owner, type BenchRegistry } from "./registry.ts";
import { percentile, report } from "./report.ts";

const watchers = 1000;
const moves = 5;
const goals = { mebibytes: 300, seconds: 2 };
const model = "bench/watched";

/** A thousand services that follow one alias at one process: what they take, and how soon all of them know of a move. */
export async function benchWatchers(registry: BenchRegistry): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), "countersign-bench-"));
  for (const content of ["one", "two"]) {
    await writeFile(join(folder, "model.bin"), content);
    await registry.sdk.saveModel({ model, files: folder, metadata });
  }
  await rm(folder, { recursive: true, force: true });
  const session = await signIn(registry.url, owner.email, owner.password);
  const point = (version: number) => session.call("pointers.setAlias", { model, alias: "live", version });
  await point(1);
  const before = await memoryOf(registry);
  let told = 0;
  const agent = new http.Agent({ maxSockets: Infinity });
  const open = Array.from({ length: watchers }, () => listen(registry, agent, () => told++));
  await until(() => told === watchers);
  const after = await memoryOf(registry);
  report(`the memory of ${watchers} watchers`, `${(after - before).toFixed(0)} MiB`, { is: after - before, most: goals.mebibytes });
  const times: number[] = [];
  for (let move = 0; move < moves; move++) {
    told = 0;
    const start = performance.now();
    await point(move % 2 === 0 ? 2 : 1);
    await until(() => told === watchers);
    times.push((performance.now() - start) / 1000);
    await sleep(500);
  }
  report(`until all ${watchers} know of a move: the median`, `${percentile(times, 50).toFixed(2)} s`);
  report(`until all ${watchers} know of a move: the slowest of ${moves}`, `${Math.max(...times).toFixed(2)} s`, { is: Math.max(...times), most: goals.seconds });
  for (const request of open) request.destroy();
  agent.destroy();
}

/** @param heard called for each move that is told */
function listen({ url, token }: BenchRegistry, agent: http.Agent, heard: () => void): http.ClientRequest {
  const input = encodeURIComponent(JSON.stringify({ references: [`${model}@live`] }));
  const request = http.get(`${url}/api/trpc/watching.pointers?input=${input}`, { agent, headers: { authorization: `Bearer ${token}`, accept: "text/event-stream" } }, (answer) => {
    answer.on("data", (bytes: Buffer) => bytes.includes('"movedAt"') && heard());
    answer.on("error", () => {});
  });
  return request.on("error", () => {});
}

async function until(condition: () => boolean): Promise<void> {
  for (let waited = 0; !condition(); waited += 2) {
    if (waited > 60_000) throw new Error("not all watchers were told within a minute");
    await sleep(2);
  }
}

/** MiB that the process holds now. */
async function memoryOf({ pid }: BenchRegistry): Promise<number> {
  const status = await readFile(`/proc/${pid}/status`, "utf8").catch(() => "");
  return Number(/VmRSS:\s+(\d+) kB/.exec(status)?.[1] ?? Number.NaN) / 1024;
}
