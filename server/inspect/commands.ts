import type { Executor } from "../db/client.ts";
import type { Inspection } from "./schema.ts";
import { edition } from "./summary.ts";
import { inspections } from "./tables.ts";

/** Keeps what was found in a blob; what was found of it before is replaced. */
export async function saveInspection(db: Executor, sha256: string, found: Inspection): Promise<void> {
  const { tensors, imports, inputs, outputs, operators, facts, ...summary } = found;
  const row = { edition, summary, detail: { tensors, imports, inputs, outputs, operators, facts } };
  await db.insert(inspections).values({ sha256, ...row }).onConflictDoUpdate({ target: inspections.sha256, set: row });
}
