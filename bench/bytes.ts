import { once } from "node:events";
import { createReadStream, createWriteStream } from "node:fs";
import { mkdir, open, readFile, rm } from "node:fs/promises";
import { request } from "node:http";
import { join } from "node:path";
import { pipeline } from "node:stream/promises";
import { randomFillSync } from "node:crypto";
import { startBare } from "./bare-process.ts";
import { metadata, type BenchRegistry } from "./registry.ts";
import { median, report } from "./report.ts";

const mebibyte = 1024 * 1024;
const size = 1024 * mebibyte;
const rounds = 3;

/** Pushing and pulling 1 GiB through the SDK, against a bare PUT with SHA-256 and a bare GET of the same bytes. */
export async function benchBytes(registry: BenchRegistry): Promise<void> {
  const folder = join(registry.home, "bench");
  await mkdir(folder);
  const bare = await startBare("bytes", folder);
  const rates = { barePut: [] as number[], push: [] as number[], bareGet: [] as number[], pull: [] as number[] };
  for (let round = 0; round < rounds; round++) {
    // New bytes each time: what is here already would not be sent.
    const source = join(folder, "source.bin");
    await writeRandom(source);
    rates.barePut.push(await timed(() => put(bare.url, source)));
    const model = `bench/bytes-${round}`;
    rates.push.push(await timed(() => registry.sdk.saveModel({ model, files: source, metadata })));
    rates.bareGet.push(await timed(() => get(bare.url, join(folder, "got.bin"))));
    const to = join(folder, `pulled-${round}`);
    rates.pull.push(await timed(() => registry.sdk.pull(`${model}@1`, { to })));
    await rm(to, { recursive: true });
  }
  bare.stop();
  const rate = (figures: number[]) => `${median(figures).toFixed(2)} GiB/s`;
  report("bare PUT of 1 GiB with SHA-256, synced", rate(rates.barePut));
  report("push of 1 GiB", rate(rates.push), { ratio: median(rates.push) / median(rates.barePut), goal: 0.8 });
  report("bare GET of 1 GiB into a file", rate(rates.bareGet));
  report("pull of 1 GiB, verified", rate(rates.pull), { ratio: median(rates.pull) / median(rates.bareGet), goal: 0.8 });
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

/** @returns GiB per second */
async function timed(work: () => Promise<unknown>): Promise<number> {
  const start = performance.now();
  await work();
  return size / (1024 * mebibyte) / ((performance.now() - start) / 1000);
}

async function writeRandom(path: string): Promise<void> {
  const file = await open(path, "w");
  const block = Buffer.alloc(8 * mebibyte);
  for (let written = 0; written < size; written += block.length) await file.write(randomFillSync(block));
  await file.sync();
  await file.close();
}

async function put(url: string, path: string): Promise<void> {
  const sending = request(url, { method: "PUT", headers: { "content-length": size } });
  const answered = once(sending, "response");
  await pipeline(createReadStream(path, { highWaterMark: mebibyte }), sending);
  const [response] = (await answered) as [NodeJS.ReadableStream];
  response.resume();
  await once(response, "end");
}

async function get(url: string, path: string): Promise<void> {
  const asking = request(url);
  asking.end();
  const [response] = (await once(asking, "response")) as [NodeJS.ReadableStream];
  await pipeline(response, createWriteStream(path));
}
