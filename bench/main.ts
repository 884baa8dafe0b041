/** `npm run bench`: what is fast, each beside a bare server that does the same work in the same run. */
import { cpus } from "node:os";
import { databaseUrl } from "../server/testing/process.ts";
import { benchAccess } from "./access.ts";
import { benchAudit } from "./audit.ts";
import { benchBytes, benchMemory } from "./bytes.ts";
import { benchPolicy } from "./policy.ts";
import { benchPromotionPage } from "./promotion-page.ts";
import { openRegistry } from "./registry.ts";
import { benchResolve } from "./resolve.ts";
import { benchSmallFiles } from "./small-files.ts";

// Requests are counted, and never too many: what is measured is what a process can do, which is more than anybody may ask of it.
process.env["COUNTERSIGN_RATE_READS"] ??= "1000000000";

console.log(`Node ${process.version}, ${cpus().length} × ${cpus()[0]?.model ?? "an unknown processor"}\n`);
benchPolicy();
const registry = await openRegistry();
try {
  await benchBytes(registry);
  await benchMemory(registry, "the server's peak memory while these went to and fro", 300);
  await benchSmallFiles(registry);
  await benchResolve(registry);
  await benchPromotionPage(await databaseUrl(registry.home));
  await benchAccess(await databaseUrl(registry.home));
  await benchAudit(registry);
  await benchMemory(registry, "the server's peak memory in this whole run");
} finally {
  await registry.close();
}
