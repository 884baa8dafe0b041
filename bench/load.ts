/** `npm run bench -- load`: mixed use at 32 connections, for a minute; with COUNTERSIGN_CAMPAIGN=1, for half an hour. */
import { createHash, randomBytes } from "node:crypto";
import { readFile } from "node:fs/promises";
import { metadata, type BenchRegistry } from "./registry.ts";
import { percentile, report } from "./report.ts";

const connections = 32;
const models = 40;
/** More than this between the middle and the end is no longer flat, in MiB. */
const mostGrowth = 60;

/** A request, answered with anything but a refusal. */
async function ask(url: string, init: RequestInit): Promise<Buffer> {
  const answer = await fetch(url, init);
  const bytes = Buffer.from(await answer.arrayBuffer());
  if (!answer.ok) throw new Error(`${init.method ?? "GET"} ${new URL(url).pathname}: ${answer.status} ${bytes.toString("utf8", 0, 200)}`);
  return bytes;
}

/** Resident memory of a process, in MiB. */
async function residentOf(pid: number): Promise<number> {
  const status = await readFile(`/proc/${pid}/status`, "utf8").catch(() => "");
  return Math.round(Number(/VmRSS:\s+(\d+)/.exec(status)?.[1] ?? 0) / 1024);
}

/** What is done, and how often of a hundred times. */
interface Use {
  name: string;
  share: number;
  act: (n: number) => Promise<unknown>;
}

function usesOf({ url, token, cookie }: Pick<BenchRegistry, "url" | "token" | "cookie">, content: Buffer<ArrayBuffer>, registered: string[]): Use[] {
  const headers = { authorization: `Bearer ${token}` };
  const sha256 = createHash("sha256").update(content).digest("hex");
  const some = () => registered[Math.floor(Math.random() * registered.length)]!;
  const query = (procedure: string, input: object) => ask(`${url}/api/trpc/${procedure}?input=${encodeURIComponent(JSON.stringify(input))}`, { headers });
  const call = async <T>(procedure: string, input: object) => {
    const body = await ask(`${url}/api/trpc/${procedure}`, { method: "POST", headers: { ...headers, "content-type": "application/json" }, body: JSON.stringify(input) });
    return (JSON.parse(body.toString()) as { result: { data: T } }).result.data;
  };
  return [
    { name: "resolving a reference", share: 40, act: () => ask(`${url}/api/references/${some()}`, { headers }) },
    { name: "reading a model", share: 15, act: () => query("models.get", { model: some().split("@")[0]! }) },
    { name: "a search", share: 10, act: () => query("search.find", { query: "bytes", in: "models" }) },
    {
      name: "downloading 256 KiB",
      share: 15,
      async act() {
        const bytes = await ask(`${url}/files/${some().replace("@", "/")}/model.bin`, { headers });
        if (createHash("sha256").update(bytes).digest("hex") !== sha256) throw new Error("other bytes came back");
      },
    },
    {
      name: "registering a version of 256 KiB",
      share: 15,
      async act(n) {
        const { draft } = await call<{ draft: string }>("versions.draft", { model: `bench/load-${n % models}`, metadata });
        await ask(`${url}/api/drafts/${draft}/files/model.bin`, { method: "PUT", headers, body: content });
        registered.push((await call<{ reference: string }>("versions.finalize", { draft, files: 1 })).reference);
      },
    },
    { name: "opening the catalogue's page", share: 5, act: () => ask(`${url}/models`, { headers: { cookie } }) },
  ];
}

export async function benchLoad(registry: BenchRegistry): Promise<void> {
  const seconds = process.env["COUNTERSIGN_CAMPAIGN"] ? 1800 : 60;
  const registered: string[] = [];
  const uses = usesOf(registry, randomBytes(256 * 1024), registered);
  const register = uses.find(({ name }) => name.startsWith("registering"))!;
  for (let n = 0; n < 8; n++) await register.act(n);
  const deck = uses.flatMap((use) => Array.from({ length: use.share }, () => use));

  const times = new Map(uses.map(({ name }) => [name, [] as number[]]));
  const failures: string[] = [];
  const end = performance.now() + seconds * 1000;
  const work = async (n: number) => {
    while (performance.now() < end) {
      const { name, act } = deck[Math.floor(Math.random() * deck.length)]!;
      const begun = performance.now();
      await act(n).then(() => times.get(name)!.push(performance.now() - begun), (error: unknown) => failures.push(`${name}: ${String(error)}`));
    }
  };
  const memory = [await residentOf(registry.pid)];
  const working = Array.from({ length: connections }, (_, n) => work(n));
  await new Promise((resolve) => setTimeout(resolve, seconds * 500));
  memory.push(await residentOf(registry.pid));
  await Promise.all(working);
  memory.push(await residentOf(registry.pid));

  const total = [...times.values()].reduce((sum, each) => sum + each.length, 0);
  console.log(`\nmixed use at ${connections} connections for ${seconds} seconds`);
  for (const [name, each] of times) report(`  ${name}: p50, p95, p99 (${each.length})`, `${[50, 95, 99].map((of) => Math.round(percentile(each, of))).join(", ")} ms`);
  report("  requests and pushes per second", (total / seconds).toFixed(0));
  report("  that failed", String(failures.length), { is: failures.length, most: 0 });
  report(`  memory at the start, in the middle and at the end`, `${memory.join(", ")} MiB`);
  report("  growth from the middle to the end", `${memory[2]! - memory[1]!} MiB`, { is: memory[2]! - memory[1]!, most: mostGrowth });
  for (const failure of failures.slice(0, 5)) console.log(`  ${failure}`);
}
