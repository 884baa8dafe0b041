import { once } from "node:events";
import { createReadStream, createWriteStream } from "node:fs";
import { mkdir, open, readFile, rm } from "node:fs/promises";
import { request } from "node:http";
import { join } from "node:path";
import { pipeline } from "node:stream/promises";
import { createHash, randomFillSync } from "node:crypto";
import { createRegistry } from "@countersign/sdk";
import { startBare } from "./bare-process.ts";
import { metadata, type BenchRegistry } from "./registry.ts";
import { median, report } from "./report.ts";

const mebibyte = 1024 * 1024;
const size = 1024 * mebibyte;
const rounds = 3;
const parallel = 4;

/** Pushing and pulling 1 GiB through the SDK, against a bare PUT with SHA-256 and a bare GET of the same bytes. */
export async function benchBytes(registry: BenchRegistry): Promise<void> {
  const folder = join(registry.home, "bench");
  await mkdir(folder);
  const bare = await startBare("bytes", folder);
  // Without a cache: what is measured is fetching.
  const sdk = createRegistry({ url: registry.url, token: registry.token, cache: false });
  const rates = { barePut: [] as number[], push: [] as number[], bareGet: [] as number[], pull: [] as number[] };
  const many = { barePut: [] as number[], push: [] as number[], bareGet: [] as number[], pull: [] as number[] };
  const again = { hash: [] as number[], push: [] as number[] };
  for (let round = 0; round < rounds; round++) {
    // New bytes each time: what is here already would not be sent.
    const source = join(folder, "source.bin");
    await writeRandom(source, size);
    rates.barePut.push(await timed(() => put(bare.url, source)));
    const model = `bench/bytes-${round}`;
    rates.push.push(await timed(() => sdk.saveModel({ model, files: source, metadata })));
    rates.bareGet.push(await timed(() => get(bare.url, join(folder, "got.bin"))));
    const to = join(folder, `pulled-${round}`);
    rates.pull.push(await timed(() => sdk.pull(`${model}@1`, { to })));
    await rm(to, { recursive: true });

    again.hash.push(await timed(async () => hashInMemory()));
    again.push.push(await timed(() => sdk.saveModel({ model, files: source, metadata })));

    const parts = join(folder, `parts-${round}`);
    await mkdir(parts);
    const names = Array.from({ length: parallel }, (_, at) => join(parts, `${at}.bin`));
    for (const name of names) await writeRandom(name, size / parallel);
    many.barePut.push(await timed(() => Promise.all(names.map((name) => put(bare.url, name)))));
    const model4 = `bench/parts-${round}`;
    many.push.push(await timed(() => sdk.saveModel({ model: model4, files: parts, metadata })));
    many.bareGet.push(await timed(() => Promise.all(names.map((_, at) => get(bare.url, join(folder, `got-${at}.bin`))))));
    many.pull.push(await timed(() => sdk.pull(`${model4}@1`, { to })));
    await rm(to, { recursive: true });
    await rm(parts, { recursive: true });
  }
  bare.stop();
  const rate = (figures: number[]) => `${median(figures).toFixed(2)} GiB/s`;
  const compare = (what: string, figures: number[], base: number[], goal: number) =>
    report(what, rate(figures), { ratio: median(figures) / median(base), goal });
  report("bare PUT of 1 GiB with SHA-256, synced", rate(rates.barePut));
  compare("push of 1 GiB", rates.push, rates.barePut, 0.85);
  report("bare GET of 1 GiB into a file, at a 1 MiB high-water mark", rate(rates.bareGet));
  compare("pull of 1 GiB, verified", rates.pull, rates.bareGet, 0.85);
  report(`${parallel} bare PUTs of 256 MiB at once`, rate(many.barePut));
  compare(`push of ${parallel} files of 256 MiB`, many.push, many.barePut, 0.85);
  report(`${parallel} bare GETs of 256 MiB at once`, rate(many.bareGet));
  compare(`pull of ${parallel} files of 256 MiB`, many.pull, many.bareGet, 0.85);
  report("SHA-256 of 1 GiB in memory, one core", rate(again.hash));
  compare("push of the same 1 GiB again: hashed, nothing sent", again.push, again.hash, 0.8);
}

/**
 * The most memory that the server has held so far, in MiB.
 * @param most the goal, where there is one
 */
export async function benchMemory(registry: BenchRegistry, when: string, most?: number): Promise<void> {
  const status = await readFile(`/proc/${registry.pid}/status`, "utf8").catch(() => "");
  const peak = Number(/VmHWM:\s+(\d+) kB/.exec(status)?.[1] ?? Number.NaN) / 1024;
  report(when, `${peak.toFixed(0)} MiB`, most === undefined ? undefined : { most, is: peak });
}

/** @returns GiB per second, of 1 GiB */
async function timed(work: () => Promise<unknown>): Promise<number> {
  const start = performance.now();
  await work();
  return size / (1024 * mebibyte) / ((performance.now() - start) / 1000);
}

function hashInMemory(): void {
  const block = Buffer.alloc(mebibyte, 7);
  const hash = createHash("sha256");
  for (let done = 0; done < size; done += block.length) hash.update(block);
  hash.digest();
}

async function writeRandom(path: string, length: number): Promise<void> {
  const file = await open(path, "w");
  const block = Buffer.alloc(8 * mebibyte);
  for (let written = 0; written < length; written += block.length) await file.write(randomFillSync(block));
  await file.sync();
  await file.close();
}

async function put(url: string, path: string): Promise<void> {
  const sending = request(url, { method: "PUT", agent: false });
  const answered = once(sending, "response");
  await pipeline(createReadStream(path, { highWaterMark: mebibyte }), sending);
  const [response] = (await answered) as [NodeJS.ReadableStream];
  response.resume();
  await once(response, "end");
}

async function get(url: string, path: string): Promise<void> {
  const asking = request(url, { agent: false });
  asking.end();
  const [response] = (await once(asking, "response")) as [NodeJS.ReadableStream];
  await pipeline(response, createWriteStream(path));
}
