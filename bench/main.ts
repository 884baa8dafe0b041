/**
 * `npm run bench`: what is fast, each beside a bare server that does the same work in the same run. `npm run bench -- catalogue`:
 * of a large catalogue alone; with COUNTERSIGN_CAMPAIGN=1 of one five times as large, too. `npm run bench -- load`: mixed use alone,
 * for a minute; with COUNTERSIGN_CAMPAIGN=1 for half an hour.
 */
import { cpus } from "node:os";
import { databaseUrl } from "../server/testing/process.ts";
import { benchAccess } from "./access.ts";
import { benchAudit } from "./audit.ts";
import { benchBytes, benchMemory } from "./bytes.ts";
import { benchCatalogue, first, second } from "./catalogue.ts";
import { benchLoad } from "./load.ts";
import { benchPolicy } from "./policy.ts";
import { benchPromotionPage } from "./promotion-page.ts";
import { openRegistry, type BenchRegistry } from "./registry.ts";
import { benchResolve } from "./resolve.ts";
import { benchSmallFiles } from "./small-files.ts";
import { benchWatchers } from "./watchers.ts";

// Requests are counted, and never too many: what is measured is what a process can do, which is more than anybody may ask of it.
process.env["COUNTERSIGN_RATE_READS"] ??= "1000000000";
process.env["COUNTERSIGN_RATE_WRITES"] ??= "1000000000";

console.log(`Node ${process.version}, ${cpus().length} × ${cpus()[0]?.model ?? "an unknown processor"}\n`);
if (process.argv[2] === "load") await benchRegistry(benchLoad);
else await benchEverything();

async function benchEverything(): Promise<void> {
  if (process.argv[2] !== "catalogue") await benchAll();
  const times = await benchCatalogue(first, 50);
  if (process.env["COUNTERSIGN_CAMPAIGN"]) await benchCatalogue(second, 100, times);
}

/** With a process of its own, which has not done anything else. */
async function benchRegistry(bench: (registry: BenchRegistry) => Promise<void>): Promise<void> {
  const registry = await openRegistry();
  try {
    await bench(registry);
  } finally {
    await registry.close();
  }
}

async function benchAll(): Promise<void> {
  benchPolicy();
  const registry = await openRegistry();
  try {
    await benchBytes(registry);
    await benchMemory(registry, "the server's peak memory while these went to and fro", 300);
    await benchSmallFiles(registry);
    await benchResolve(registry);
    await benchWatchers(registry);
    await benchPromotionPage(await databaseUrl(registry.home));
    await benchAccess(await databaseUrl(registry.home));
    await benchAudit(registry);
    await benchMemory(registry, "the server's peak memory in this whole run");
  } finally {
    await registry.close();
  }
  await benchRegistry(benchLoad);
}
