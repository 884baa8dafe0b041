import { createHash, randomBytes } from "node:crypto";
import { mkdir, open, readFile, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { createRegistry } from "@countersign/sdk";
import { metadata, type BenchRegistry } from "./registry.ts";
import { median, report } from "./report.ts";

const files = 10_000;
const bytes = 10 * 1024;
const rounds = 3;
const atOnce = 4;

/** Pushing 10,000 files of 10 KiB, against copying them within this process, hashed, four at once, as durable as the registry keeps them. */
export async function benchSmallFiles(registry: BenchRegistry): Promise<void> {
  const sdk = createRegistry({ url: registry.url, token: registry.token, cache: false });
  const rates = { copied: [] as number[], synced: [] as number[], pushed: [] as number[], again: [] as number[] };
  for (let round = 0; round < rounds; round++) {
    const folder = join(registry.home, "bench", `small-${round}`);
    await mkdir(folder, { recursive: true });
    for (let at = 0; at < files; at++) await writeFile(join(folder, `${at}.bin`), randomBytes(bytes));
    rates.copied.push(await timed(() => copyAll(folder, join(registry.home, "bench", `copy-${round}`), false)));
    rates.synced.push(await timed(() => copyAll(folder, join(registry.home, "bench", `synced-${round}`), true)));
    rates.pushed.push(await timed(() => sdk.saveModel({ model: "bench/small", files: folder, metadata })));
    rates.again.push(await timed(() => sdk.saveModel({ model: "bench/small", files: folder, metadata })));
    for (const name of ["small", "copy", "synced"]) await rm(join(registry.home, "bench", `${name}-${round}`), { recursive: true });
  }
  const rate = (figures: number[]) => `${median(figures).toFixed(0)} files/s`;
  report("copying 10,000 files of 10 KiB with SHA-256, not synced", rate(rates.copied));
  report("the same, each synced", rate(rates.synced));
  report("push of 10,000 files of 10 KiB, against the unsynced copy", rate(rates.pushed), { ratio: median(rates.pushed) / median(rates.copied), goal: 0.5 });
  report("the same push, against the synced copy", rate(rates.pushed), { ratio: median(rates.pushed) / median(rates.synced), goal: 0.5 });
  report("push of the same 10,000 files again", rate(rates.again));
}

async function copyAll(from: string, to: string, sync: boolean): Promise<void> {
  await mkdir(to);
  let next = 0;
  const copyNext = async (): Promise<void> => {
    while (next < files) {
      const name = `${next++}.bin`;
      const content = await readFile(join(from, name));
      createHash("sha256").update(content).digest("hex");
      const file = await open(join(to, name), "wx");
      await file.write(content);
      if (sync) await file.sync();
      await file.close();
    }
  };
  await Promise.all(Array.from({ length: atOnce }, copyNext));
}

/** @returns files per second */
async function timed(work: () => Promise<unknown>): Promise<number> {
  const start = performance.now();
  await work();
  return files / ((performance.now() - start) / 1000);
}
