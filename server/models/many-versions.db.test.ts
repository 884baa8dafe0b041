/** What the pages of a model read of the database does not grow with the number of its versions. */
import { sql } from "drizzle-orm";
import { afterAll, beforeAll, expect, it } from "vitest";
import type { Executor } from "../db/client.ts";
import { listDeleted } from "../deletions/queries.ts";
import { openPromotions, type Promotions } from "../testing/promotions.ts";
import { listVersions } from "../versions/queries.ts";
import { getOverview } from "./overview.ts";
import { getModel } from "./queries.ts";

const model = "risk/much-tried";
let on: Promotions;
beforeAll(async () => {
  on = await openPromotions();
  await on.version(model);
  await on.promote(`${model}@1`);
  await on.db.execute(sql`
    with one as (select * from versions where model_id = (select id from models where name = 'much-tried')),
    made as (
      insert into versions (id, model_id, number, digest, metadata, author_id, files, bytes, created_at, touched_at, finalized_at)
      select gen_random_uuid(), model_id, n, 'sha256:' || md5(n::text), metadata, author_id, 1, 1, created_at, touched_at, finalized_at from one, generate_series(2, 10000) n
      returning id, model_id, number, created_at
    ), entries as (
      insert into version_entries (version_id, model_id, team_id, number, created_at, edition, terms, words, card_words)
      select made.id, made.model_id, e.team_id, made.number, made.created_at, e.edition, e.terms, e.words, e.card_words
      from made join version_entries e on e.model_id = made.model_id
    ) update models set last_number = 10000, newest_number = 10000 where name = 'much-tried'`);
  await on.db.execute(sql`analyze`);
}, 120_000);
afterAll(() => on.close());

/** How many rows of a model's versions, of their entries and of the moves of its pointers are read. */
async function rowsRead(read: (db: Executor) => Promise<unknown>): Promise<number> {
  return await on.db.transaction(async (tx) => {
    await read(tx);
    const [row] = await tx.execute<{ rows: number }>(sql`select sum(seq_tup_read + idx_tup_fetch)::int as rows from pg_stat_xact_user_tables
      where relname in ('versions', 'version_entries', 'pointer_moves', 'version_deletions', 'version_archivals', 'version_tags')`);
    return row?.rows ?? 0;
  });
}

it.each([
  ["the model", (db: Executor) => getModel(db, on.vic.actor, model)],
  ["its overview", (db: Executor) => getOverview(db, on.vic.actor, model)],
  ["the first page of its versions", (db: Executor) => listVersions(db, on.vic.actor, { model, limit: 50 })],
  ["the last page of them", (db: Executor) => listVersions(db, on.vic.actor, { model, limit: 50, before: 52 })],
  ["those that were deleted", (db: Executor) => listDeleted(db, on.vic.actor, model)],
])("%s is read without reading all of 10,000 versions", async (_, read) => {
  expect(await rowsRead(read)).toBeLessThan(400);
});

it("a page has what it had", async () => {
  const { items, next } = await listVersions(on.db, on.vic.actor, { model, limit: 3, before: 10_000, parameters: ["max_depth", "nothing"] });
  expect([items.map(({ number }) => number), next]).toEqual([[9999, 9998, 9997], 9997]);
  expect(items[0]?.parameters).toEqual({ max_depth: 6 });
});
