/** A service in ten lines: what production names, verified byte by byte. `node demo/pull.ts <reference> <folder>` */
import { createRegistry } from "@countersign/sdk";

const [reference = "clinical/tumour-malignancy@production", to = "./model"] = process.argv.slice(2);
// COUNTERSIGN_URL and COUNTERSIGN_TOKEN say where, and who asks.
const registry = createRegistry();
const local = await registry.pull(reference, { to });
console.log(`${local.reference} ${local.digest}`);
for (const file of local.files) console.log(`${to}/${file.path}`, file.size);
