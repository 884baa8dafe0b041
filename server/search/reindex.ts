import { sql } from "drizzle-orm";
import type { Database, Transaction } from "../db/client.ts";
import { edition } from "./edition.ts";
import { refreshModels, refreshVersions } from "./entries.ts";

const batch = 500;
const first = "00000000-0000-0000-0000-000000000000";

/**
 * Writes what a search finds of versions and models of which there is no entry, or one of an older edition: after an upgrade, and
 * after rows were brought in from elsewhere. Anybody may write meanwhile.
 * @returns how many entries of each
 */
export async function reindex(db: Database): Promise<{ versions: number; models: number }> {
  const done = { versions: 0, models: 0 };
  for (let after: string | undefined = first; after; ) {
    const [rows, next] = await nextOf(db, "versions", after);
    if (rows.length > 0) await db.transaction(async (tx) => refreshVersions(tx, await lockAll(tx, rows)));
    done.versions += rows.length;
    after = next;
  }
  for (let after: string | undefined = first; after; ) {
    const [rows, next] = await nextOf(db, "models", after);
    if (rows.length > 0) await db.transaction(async (tx) => refreshModels(tx, await lockAll(tx, rows)));
    done.models += rows.length;
    after = next;
  }
  return done;
}

type Due = { id: string; modelId: string };

/** The next by id whose entry is missing or old, and after which id to go on; undefined when there are no more. */
async function nextOf(db: Database, of: "versions" | "models", after: string): Promise<[Due[], string | undefined]> {
  const due =
    of === "versions"
      ? sql`select v.id, v.model_id as "modelId" from versions v left join version_entries e on e.version_id = v.id
          where v.id > ${after} and v.number is not null and not exists (select 1 from version_deletions d where d.version_id = v.id)
            and (e.edition is null or e.edition < ${edition}) order by v.id limit ${batch}`
      : sql`select m.id, m.id as "modelId" from models m left join model_entries e on e.model_id = m.id
          where m.id > ${after} and m.announced and (e.edition is null or e.edition < ${edition}) order by m.id limit ${batch}`;
  const rows = [...(await db.execute<Due>(due))];
  return [rows, rows.length === batch ? rows.at(-1)!.id : undefined];
}

/** Locks the models, in the order of their ids. @returns the ids of what was asked for */
async function lockAll(tx: Transaction, rows: readonly Due[]): Promise<string[]> {
  const models = [...new Set(rows.map(({ modelId }) => modelId))];
  await tx.execute(sql`select 1 from models where id = any(${sql.param(models)}::uuid[]) order by id for update`);
  return rows.map(({ id }) => id);
}
