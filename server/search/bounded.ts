import { sql } from "drizzle-orm";
import type { Database, Transaction } from "../db/client.ts";
import { together } from "../db/statement.ts";
import { DomainError } from "../errors.ts";

/** No statement of a search runs longer, whatever was asked. In milliseconds. */
const patience = 2000;
const cancelled = "57014";

/**
 * Reads for a search: nothing can be written, and no statement runs for long. Each is planned for the values at hand, because
 * a plan for any tag is none for a rare one, and for one process, because starting another takes longer than most searches. A scan
 * begins where the last one did, so that what is cut off is the same on every page.
 * @throws DomainError query_too_slow
 */
export async function bounded<Result>(db: Database, read: (tx: Transaction) => Promise<Result>): Promise<Result> {
  try {
    return await db.transaction(async (tx) => {
      const setting = tx.execute(sql`select set_config('transaction_read_only', 'on', true), set_config('statement_timeout', ${String(patience)}, true),
        set_config('plan_cache_mode', 'force_custom_plan', true), set_config('jit', 'off', true), set_config('max_parallel_workers_per_gather', '0', true), set_config('synchronize_seqscans', 'off', true)`).execute();
      const [, result] = await together(setting, read(tx));
      return result;
    });
  } catch (error) {
    if (!isCancelled(error)) throw error;
    throw new DomainError("query_too_slow", `This was looked for longer than ${patience / 1000} seconds. Ask for less at once: add a team, a tag or a word, or take out what is excluded.`);
  }
}

function isCancelled(error: unknown): boolean {
  return error instanceof Error && (("code" in error && error.code === cancelled) || isCancelled(error.cause));
}
