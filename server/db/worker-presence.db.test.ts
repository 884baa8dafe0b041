import { sql } from "drizzle-orm";
import { afterAll, beforeAll, expect, it } from "vitest";
import { addJob } from "./jobs.ts";
import { testDatabase, type TestDatabase } from "./testing.ts";
import { openPresence } from "./worker-presence.ts";

let database: TestDatabase;
beforeAll(async () => {
  database = await testDatabase();
});
afterAll(() => database.drop());

/** A job that a worker of that name has begun and not ended. */
async function begunBy(worker: string): Promise<void> {
  const promotionId = crypto.randomUUID();
  await addJob(database.db, "tend_promotion", { promotionId }, { key: worker });
  await database.db.execute(sql`update graphile_worker._private_jobs set locked_by = ${worker}, locked_at = now() where key = ${worker}`);
}

async function holders(): Promise<string[]> {
  const rows = await database.db.execute<{ worker: string }>(sql`select locked_by as worker from graphile_worker._private_jobs where locked_by is not null order by 1`);
  return rows.map(({ worker }) => worker);
}

it("gives back the jobs of a worker that is gone, and leaves those of one that lives", async () => {
  const living = openPresence(database.url);
  const dying = openPresence(database.url);
  const looking = openPresence(database.url);
  try {
    for (const worker of ["worker-living", "worker-dying", "worker-unheard-of"]) await begunBy(worker);
    await living.appear("worker-living");
    await dying.appear("worker-dying");
    expect(await looking.releaseDead()).toEqual(["worker-unheard-of"]);
    expect(await holders()).toEqual(["worker-dying", "worker-living"]);
    await dying.close();
    expect(await looking.releaseDead()).toEqual(["worker-dying"]);
    expect(await looking.releaseDead()).toEqual([]);
    // A process does not take its own workers for dead.
    expect(await living.releaseDead()).toEqual([]);
    expect(await holders()).toEqual(["worker-living"]);
  } finally {
    await Promise.all([living.close(), dying.close(), looking.close()]);
  }
});

it("leaves the jobs of a worker that has just begun, and says only then that it is alive", async () => {
  const beginning = openPresence(database.url);
  const looking = openPresence(database.url);
  try {
    await begunBy("worker-beginning");
    const released = looking.releaseDead();
    await new Promise((resolve) => setTimeout(resolve, 500));
    await beginning.appear("worker-beginning");
    expect(await released).not.toContain("worker-beginning");
    expect(await holders()).toContain("worker-beginning");
  } finally {
    await Promise.all([beginning.close(), looking.close()]);
  }
});
