/** `npm run bench`: what is fast, each beside a bare server that does the same work in the same run. */
import { cpus } from "node:os";
import { benchBytes, benchMemory } from "./bytes.ts";
import { openRegistry } from "./registry.ts";
import { benchResolve } from "./resolve.ts";
import { benchSmallFiles } from "./small-files.ts";

console.log(`Node ${process.version}, ${cpus().length} × ${cpus()[0]?.model ?? "an unknown processor"}\n`);
const registry = await openRegistry();
try {
  await benchBytes(registry);
  await benchMemory(registry, "the server's peak memory while these went to and fro", 300);
  await benchSmallFiles(registry);
  await benchResolve(registry);
  await benchMemory(registry, "the server's peak memory in this whole run");
} finally {
  await registry.close();
}
