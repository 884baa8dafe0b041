import { openCheckpoints } from "../audit/open-checkpoints.ts";
import type { Checkpoint } from "../audit/checkpoints.ts";
import { readEntries } from "../audit/queries.ts";
import type { RecordEntry } from "../../sdk/record.ts";
import { verifyRecord, type RecordVerification } from "../../sdk/verify-record.ts";
import type { Installation } from "./installation.ts";

/**
 * Verifies the record in the database against what was signed outside of it, as anybody would verify an export.
 * @param onProgress told from time to time how many entries are verified
 */
export async function verifyAudit({ db, env }: Pick<Installation, "db" | "env">, onProgress: (entries: number) => void): Promise<RecordVerification> {
  const place = await openCheckpoints({ ...env.checkpoints, makesKey: false });
  const checkpoints: Checkpoint[] = [];
  for await (const checkpoint of place.read()) checkpoints.push(checkpoint);
  return await verifyRecord(readEntries(db, {}) as AsyncIterable<RecordEntry[]>, { checkpoints, publicKey: place.publicKey, onProgress });
}

export function auditText({ fault, entries, first, last, checkpoints, signedTo }: RecordVerification): string {
  const signed = checkpoints === 0 ? "No checkpoint was held against it." : `${checkpoints === 1 ? "1 checkpoint agrees" : `${checkpoints} checkpoints agree`}, the last one at ${signedTo}.`;
  if (fault) return `${fault.message}\nFirst bad entry: ${fault.seq}. The ${entries} before it are as they were written. ${signed}`;
  return first === null ? "The record is empty." : `The record is whole: entries ${first} to ${last}. ${signed}`;
}
