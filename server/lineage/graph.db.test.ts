import { sql } from "drizzle-orm";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { refreshVersions } from "../search/entries.ts";
import { reasonOf, type Person } from "../testing/fixture.ts";
import { openPromotions, type Promotions } from "../testing/promotions.ts";
import { manyModels } from "../testing/sequences.ts";

let on: Promotions;
/** Sees the models of `other` too, which nobody else of `risk` does. */
let pia: Person;
beforeAll(async () => {
  on = await openPromotions();
  pia = await on.person("Pia", "contributor");
  const olga = await on.person("Olga", "maintainer", "other");
  const base = await on.version("risk/base", { datasets: [{ name: "faces", version: "2026-05", role: "training", digest: `sha256:${"f".repeat(64)}` }], code: { repository: "https://example.com/v", commit: "abc1234def" }, run: { tracker: "mlflow", id: "42" } });
  await on.ada.api.grants.set({ model: base.split("@")[0]!, to: { kind: "user", email: "olga@example.com" }, role: "viewer" });
  await made(olga, "other/hidden", [base]);
  await on.ada.api.grants.set({ model: "other/hidden", to: { kind: "user", email: "pia@example.com" }, role: "viewer" });
  await made(pia, "risk/behind", ["other/hidden@1"]);
  await on.version("risk/tuned", { datasets: [{ name: "faces", version: "2026-06", role: "training" }], parents: [{ relation: "fine-tuned-from", reference: base }, { relation: "distilled-from", reference: "https://example.com/teacher" }] });
});
afterAll(() => on.close());

async function made(by: Person, model: string, parents: string[]): Promise<void> {
  const metadata = { description: "x", framework: "x", task: "x", metrics: { auc: 1 }, parameters: {}, datasets: [{ name: `secret-${model}`, role: "training" }], parents: parents.map((reference) => ({ relation: "fine-tuned-from" as const, reference })) };
  const { draft } = await by.api.versions.draft({ model, metadata });
  await on.receive(by, draft, "model.bin", model);
  await by.api.versions.finalize({ draft, files: 1 });
}

async function names(by: Person, of: string, more: { depth?: number; limit?: number } = {}) {
  const graph = await by.api.lineage.graph({ of, ...more });
  const labels = new Map(graph.nodes.map(({ id, kind, label, detail }) => [id, kind === "version" ? detail : label]));
  return { nodes: [...labels.values()].toSorted(), edges: graph.edges.map(({ from, to, relation }) => `${labels.get(from)} ${relation} ${labels.get(to)}`).toSorted(), more: graph.more };
}

describe("a graph", () => {
  it("holds what a version was made from, with data, code, runs and what lies elsewhere, and what was made from it", async () => {
    const { nodes, edges, more } = await names(on.vic, "risk/tuned@1");
    expect(nodes).toEqual(["42", "abc1234def", "example.com/teacher", "faces@2026-05", "faces@2026-06", "risk/base@1", "risk/tuned@1"]);
    expect(edges).toContain("risk/base@1 fine-tuned-from risk/tuned@1");
    expect(edges).toContain("example.com/teacher distilled-from risk/tuned@1");
    expect(more).toEqual({ upstream: false, downstream: false });
    expect((await names(on.vic, "risk/base@1")).nodes).toContain("risk/tuned@1");
  });

  it("of data and of a commit leads to what was made from them", async () => {
    expect((await names(on.vic, "dataset:faces@2026-05")).nodes).toEqual(["faces@2026-05", "risk/base@1", "risk/tuned@1"]);
    expect((await names(on.vic, "commit:abc1234")).edges).toEqual(["abc1234 built with risk/base@1", "risk/base@1 fine-tuned-from risk/tuned@1"]);
  });

  it("goes so many steps, holds so many nodes, and says where there is more", async () => {
    expect(await names(on.vic, "risk/tuned@1", { depth: 1 })).toMatchObject({ nodes: ["example.com/teacher", "faces@2026-06", "risk/base@1", "risk/tuned@1"], more: { upstream: true, downstream: false } });
    const { nodes, more } = await names(on.vic, "risk/tuned@1", { limit: 3 });
    expect([nodes.length <= 3, more.upstream]).toEqual([true, true]);
  });

  it("leaves out what one may not see, and what is reached by way of that alone: nothing tells that it is there", async () => {
    const mine = await names(on.vic, "risk/base@1");
    expect(JSON.stringify([mine, await on.vic.api.lineage.of({ reference: "risk/base@1" })])).not.toMatch(/hidden|secret|behind/);
    expect((await names(pia, "risk/base@1")).nodes).toEqual(expect.arrayContaining(["other/hidden@1", "risk/behind@1"]));
    expect((await names(on.vic, "risk/behind@1")).nodes).toEqual(["risk/behind@1", "secret-risk/behind"]);
  });
});

describe("impact", () => {
  it("counts and lists what one may see, with live stages and open promotions", async () => {
    const open = await on.request(on.ann, "risk/tuned@1");
    await on.promote("risk/base@1", "staging");
    const impact = await on.vic.api.lineage.impact({ of: "dataset:faces" });
    expect(impact.counts).toEqual({ versions: 2, models: 2, live: 1, open: 1, more: false });
    expect(impact.items.map(({ reference, direct, stages, promotions }) => [reference, direct, stages, promotions.map(({ id }) => id)])).toEqual([["risk/tuned@1", true, [], [open.id]], ["risk/base@1", true, ["staging"], []]]);
    expect(impact.datasetVersions.map(({ version, uses }) => [version, uses.count])).toEqual([["2026-06", 1], ["2026-05", 1]]);
    expect((await on.vic.api.lineage.impact({ of: "dataset:faces", show: "live" })).items.map(({ reference }) => reference)).toEqual(["risk/base@1"]);
    expect((await pia.api.lineage.impact({ of: "risk/base@1" })).counts.versions).toBe(4);
    expect((await on.vic.api.lineage.impact({ of: "risk/base@1" })).counts.versions).toBe(2);
  });

  it("is read page by page, each version once", async () => {
    const seen: string[] = [];
    let cursor: string | undefined;
    do {
      const page = await on.ada.api.lineage.impact({ of: "risk/base@1", limit: 1, cursor });
      seen.push(...page.items.map(({ reference }) => reference));
      cursor = page.nextCursor ?? undefined;
    } while (cursor !== undefined);
    expect(seen.toSorted()).toEqual(["other/hidden@1", "risk/base@1", "risk/behind@1", "risk/tuned@1"]);
  });

  it("of what nobody may see is that of what never was, by name, digest and commit", async () => {
    for (const of of ["dataset:secret-other/hidden", "dataset:never", `sha256:${"0".repeat(64)}`, "commit:0000000"]) {
      expect(await reasonOf(on.vic.api.lineage.impact({ of }))).toBe("not_found");
      expect(await reasonOf(on.vic.api.lineage.graph({ of }))).toBe("not_found");
    }
    expect(await reasonOf(on.vic.api.lineage.impact({ of: "commit:nothex" }))).toBe("invalid_input");
  });

  it("lists datasets of versions that one may see, by a part of their name, page by page", async () => {
    const all = await on.vic.api.lineage.datasets({});
    expect(all.items.map(({ name }) => name)).toEqual(expect.not.arrayContaining(["secret-other/hidden"]));
    expect((await on.vic.api.lineage.datasets({ search: "ACE" })).items).toEqual([{ name: "faces", versions: { count: 2, more: false }, uses: { count: 2, more: false }, recalled: false }]);
    const first = await on.vic.api.lineage.datasets({ limit: 1 });
    const second = await on.vic.api.lineage.datasets({ limit: 1, cursor: first.nextCursor! });
    expect([...first.items, ...second.items].map(({ name }) => name)).toEqual(all.items.slice(0, 2).map(({ name }) => name));
  });
});

it("a recall of data from which 5,000 versions came is one transaction of seconds, and lifting it too", async () => {
  const [first, ...models] = await manyModels(on, 50, "wide");
  // A thousand from the data, and four more from each, in many models: as if each had been registered.
  await on.db.execute(sql`
    with m as (select m.id, row_number() over (order by m.id) - 1 as n, count(*) over () as many from models m where m.name like 'wide%'),
    made as (
      insert into versions (id, model_id, number, digest, metadata, author_id, finalized_at)
      select gen_random_uuid(), m.id, 1000 + g, 'sha256:' || md5(g::text), jsonb_build_object('description', 'x', 'framework', 'x', 'task', 'x', 'metrics', '{}'::jsonb, 'parameters', '{}'::jsonb, 'n', g), ${on.ann.id}, now()
      from generate_series(0, 4999) g join m on m.n = g % m.many returning id, (metadata ->> 'n')::int as n),
    data as (insert into version_datasets (version_id, position, name, role) select id, 0, 'wide-data', 'training' from made where n < 1000)
    insert into version_parents (version_id, parent_id, relation) select c.id, p.id, 'fine-tuned-from' from made c join made p on p.n = c.n - 1000`);
  expect([first, ...models]).toHaveLength(50);
  const made = await on.db.execute<{ id: string }>(sql`select id from versions where number >= 1000`);
  await on.db.transaction((tx) => refreshVersions(tx, made.map((version) => version.id)));
  const started = performance.now();
  const { id } = await on.ada.api.lineage.recallDataset({ dataset: "wide-data", reason: "x" });
  const raised = performance.now() - started;
  const { counts } = await on.ada.api.lineage.impact({ of: `recall:${id}` });
  expect([counts.versions, counts.models]).toEqual([5000, 50]);
  const before = performance.now();
  await on.ada.api.lineage.lift({ id, reason: "x" });
  console.log(`5,000 versions of 50 models: recalled in ${Math.round(raised)} ms, lifted in ${Math.round(performance.now() - before)} ms`);
  // Loose: the machine is shared.
  expect(raised).toBeLessThan(15_000);
});
