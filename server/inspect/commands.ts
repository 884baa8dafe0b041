import { sql } from "drizzle-orm";
import type { Executor } from "../db/client.ts";
import type { Inspection } from "./schema.ts";
import { edition } from "./summary.ts";
import { inspections } from "./tables.ts";

/** What was found in a blob, as it is kept. */
export interface Found {
  sha256: string;
  summary: object;
  /** The long parts. */
  detail: object;
}

export function foundIn(sha256: string, inspection: Inspection): Found {
  const { tensors, imports, inputs, outputs, operators, facts, ...summary } = inspection;
  return { sha256, summary, detail: { tensors, imports, inputs, outputs, operators, facts } };
}

/**
 * Keeps what was found in blobs, each named once; what was found in them before is replaced.
 * @param found as JSON: an array of Found
 */
export async function saveInspections(db: Executor, found: string): Promise<void> {
  await db.execute(sql`
    insert into ${inspections} (sha256, edition, summary, detail)
    select r.sha256, ${edition}::integer, r.summary, r.detail
    from json_to_recordset(${found}::json) r (sha256 text, summary jsonb, detail jsonb) order by r.sha256
    on conflict (sha256) do update set edition = excluded.edition, summary = excluded.summary, detail = excluded.detail`);
}
