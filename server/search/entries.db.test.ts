import * as fc from "fast-check";
import { sql } from "drizzle-orm";
import { afterAll, beforeAll, expect, it } from "vitest";
import { inspectVersion } from "../inspect/read-header.ts";
import { openPromotions, type Promotions } from "../testing/promotions.ts";
import { refreshInspected } from "./entries.ts";
import { reindex } from "./reindex.ts";

let on: Promotions;
beforeAll(async () => {
  on = await openPromotions();
});
afterAll(() => on.close());

const seed = 20_261_126;
const names = ["risk/one", "risk/two"];

/** Every entry as it is kept, and the numbers beside it. */
async function kept() {
  const all = async (query: ReturnType<typeof sql>) => [...(await on.db.execute(query))];
  return {
    models: await all(sql`select model_id, reference, version_id, versions, stages, created_at::text, updated_at::text, terms::text, words::text, card_words::text from model_entries order by 1`),
    versions: await all(sql`select version_id, model_id, number, created_at::text, terms::text, words::text, card_words::text from version_entries order by 1`),
    numbers: await all(sql`select model_id::text as id, key, value from model_numbers union all select version_id::text, key, value from version_numbers order by 1, 2`),
  };
}

/** What people do, some of it refused. */
const acts: Record<string, (model: string, number: number) => Promise<unknown>> = {
  register: (model, number) => on.version(model, { metrics: { auc: number / 10 }, parameters: { depth: number, kind: "tree" }, tags: ["nlp"], parents: number > 1 ? [{ relation: "fine-tuned-from", reference: "risk/one@1" }] : [] }),
  describe: (model, number) => on.ann.api.models.describe({ model, description: `number ${number} of them` }),
  alias: (model, number) => on.ann.api.pointers.setAlias({ model, alias: "champion", version: number }),
  unalias: (model) => on.ann.api.pointers.removeAlias({ model, alias: "champion" }),
  promote: (model, number) => on.promote(`${model}@${number}`, number % 2 ? "production" : "staging"),
  archive: (model, number) => on.rex.api.versions.archive({ reference: `${model}@${number}`, reason: "old" }),
  unarchive: (model, number) => on.rex.api.versions.unarchive({ reference: `${model}@${number}` }),
  delete: (model, number) => on.rex.api.deletions.deleteVersion({ reference: `${model}@${number}`, reason: "bad" }),
  restore: (model, number) => on.rex.api.deletions.restoreVersion({ model, version: number }),
  share: (model, number) => on.rex.api.grants.setVisibility({ model, visibility: number % 2 ? "internal" : "private" }),
  inspect: async (model, number) => {
    const { id } = await on.ada.api.versions.get({ reference: `${model}@${number}` });
    await inspectVersion(on, id);
    await on.db.transaction((tx) => refreshInspected(tx, id));
  },
};

it("is what would be computed anew, whatever was done and in whatever order", { timeout: 120_000 }, async () => {
  const act = fc.record({ act: fc.constantFrom(...Object.keys(acts)), model: fc.constantFrom(...names), number: fc.integer({ min: 1, max: 4 }) });
  let done = 0;
  for (const model of names) for (let n = 1; n <= 3; n++) await acts.register!(model, n);
  for (const step of fc.sample(act, { seed, numRuns: 150 })) {
    await acts[step.act]!(step.model, step.number).then(() => done++, () => {});
  }
  expect(done).toBeGreaterThan(50);
  const before = await kept();
  expect(before.versions.length).toBeGreaterThan(5);
  await on.db.execute(sql`truncate model_entries, version_entries, model_numbers, version_numbers`);
  expect((await reindex(on.db)).versions).toBe(before.versions.length);
  expect(await kept()).toEqual(before);
  expect(await reindex(on.db)).toEqual({ versions: 0, models: 0 });
});

it("is written by whoever is last, of two who change a model at once", { timeout: 60_000 }, async () => {
  const model = await on.model(3);
  await Promise.all([
    ...Array.from({ length: 6 }, (_, n) => on.ann.api.models.describe({ model, description: `words${n}` })),
    ...Array.from({ length: 3 }, (_, n) => on.rex.api.versions.archive({ reference: `${model}@${n + 1}`, reason: "old" })),
    on.version(model, { tags: ["late"] }),
  ]);
  const before = await kept();
  await on.db.execute(sql`update model_entries set edition = 0`);
  await on.db.execute(sql`update version_entries set edition = 0`);
  await reindex(on.db);
  expect(await kept()).toEqual(before);
});

it("asks for words to be kept that nobody has met before", async () => {
  await on.version("risk/quokka", { description: "Counts quokkas by night." });
  const jobs = await on.db.execute<{ words: string }>(sql`select payload::jsonb -> 'words' as words from graphile_worker._private_jobs`);
  expect(JSON.stringify(jobs)).toContain("quokkas");
});
