import { sql } from "drizzle-orm";
import type { Database } from "../db/client.ts";
import type { Actor } from "../identity/actor.ts";
import { log } from "../log.ts";
import { downloads } from "./tables.ts";

/** Counts what is fetched, and writes it down now and then: a row for every request would cost more than the request. */
export interface Tally {
  /** What somebody was just given of a version. `bytes` as they were asked for. */
  count(actor: Actor, versionId: string, fetched: { files: number; bytes: number }): void;
  /** Writes down what was counted. */
  flush(): Promise<void>;
  /** The same, for the last time. */
  close(): Promise<void>;
}

type Row = typeof downloads.$inferInsert;

const everyMs = 2000;
const mostRows = 1000;

/** A process that is killed loses the counts of the last two seconds, and nothing else. */
export function openTally(db: Database): Tally {
  let counted = new Map<string, Row>();
  let writing: Promise<void> = Promise.resolve();

  const write = async () => {
    const rows = [...counted.values()];
    counted = new Map();
    for (let at = 0; at < rows.length; at += mostRows) {
      const batch = rows.slice(at, at + mostRows);
      try {
        await db
          .insert(downloads)
          .values(batch)
          .onConflictDoUpdate({
            target: [downloads.versionId, downloads.day, downloads.userId, downloads.credential],
            set: { files: sql`${downloads.files} + excluded.files`, bytes: sql`${downloads.bytes} + excluded.bytes` },
          });
      } catch (error) {
        log.error(`${batch.length} download counts were lost`, { error });
      }
    }
  };
  const flush = () => (writing = writing.then(write));
  const timer = setInterval(() => void (counted.size > 0 && flush()), everyMs);
  timer.unref();

  return {
    count({ userId, credential }, versionId, { files, bytes }) {
      const name = credential.kind === "token" ? `token:${credential.id}` : "session";
      const day = new Date().toISOString().slice(0, 10);
      const key = `${versionId} ${day} ${userId} ${name}`;
      const row = counted.get(key) ?? { versionId, day, userId, credential: name, files: 0, bytes: 0 };
      counted.set(key, { ...row, files: row.files + files, bytes: row.bytes + bytes });
    },
    flush,
    async close() {
      clearInterval(timer);
      await flush();
    },
  };
}
