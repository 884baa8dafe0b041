import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { edition } from "../inspect/summary.ts";
import { inspections } from "../inspect/tables.ts";
import { openFixture, reasonOf, sha256Of, type Fixture, type Person } from "../testing/fixture.ts";
import { metadataExample, type MetadataInput } from "../versions/schema.ts";
import { compareVersions } from "./queries.ts";

let fixture: Fixture;
let author: Person;
let viewer: Person;
let stranger: Person;

async function register(model: string, metadata: Partial<MetadataInput>, files: Record<string, string>) {
  const { draft } = await author.api.versions.draft({ model, metadata: { ...metadataExample, ...metadata } });
  for (const [path, content] of Object.entries(files)) await fixture.receive(author, draft, path, content);
  return await author.api.versions.finalize({ draft, files: Object.keys(files).length });
}

beforeAll(async () => {
  fixture = await openFixture();
  author = await fixture.person("Ann", "contributor");
  viewer = await fixture.person("Vic", "viewer");
  stranger = await fixture.person("Sid");
  await register("risk/one", { metrics: { auc: 0.9, cost: 3 }, directions: { cost: "lower" }, environment: { numpy: "1.10", python: "3.13" } }, { "model.bin": "one", "shared.txt": "same" });
  await register("risk/one", { metrics: { auc: 0.92, cost: 4 }, parameters: { max_depth: 8, tree: { leaves: 31 } }, tags: ["nlp"], evaluations: [{ metric: "auc", value: 0.8, slice: "age>65" }] }, { "model.bin": "two", "shared.txt": "same", "README.md": "# Two" });
  await register("risk/other", { metrics: { auc: 0.95 }, datasets: [{ name: "transactions-2026", version: "v2", role: "training", rows: 5 }] }, { "shared.txt": "same", "extra.bin": "x" });
  for (const [content, shape] of [["one", [2, 3]], ["two", [2, 4]]] as const) {
    const tensors = [{ name: "w", dtype: "F32", shape }, { name: "b", dtype: "F32", shape: [3] }];
    await fixture.db.insert(inspections).values({ sha256: sha256Of(content), edition, summary: {}, detail: { tensors } });
  }
});
afterAll(() => fixture.close());

const references = ["risk/one@1", "risk/one@2", "risk/other@1"];

describe("versions side by side", () => {
  it("show what differs, also those of other models", async () => {
    const found = await viewer.api.comparisons.compare({ references, baseline: 1 });
    expect(found.versions.map(({ reference, model }) => [reference, model])).toEqual([["risk/one@1", "risk/one"], ["risk/one@2", "risk/one"], ["risk/other@1", "risk/other"]]);
    expect(found.metrics.rows.map(({ metric, values, differences, best, better }) => [metric, values, differences, best, better])).toEqual([
      ["auc", [0.9, 0.92, 0.95], [-0.02, null, 0.03], [2], "higher"],
      ["cost", [3, 4, null], [-1, null, null], [0], "lower"],
    ]);
    expect(found.evaluations.rows).toMatchObject([{ metric: "auc", slice: "age>65", values: [null, 0.8, null] }]);
    const rows = Object.fromEntries(found.sections.map((section) => [section.part, section.rows.map(({ name, values }) => [name, ...values])]));
    expect(rows["parameters"]).toEqual([["max_depth", "6", "8", "6"], ["tree.leaves", null, "31", null]]);
    expect(rows["environment"]).toEqual([["numpy", "1.10", null, null], ["python", "3.13", null, null]]);
    expect(rows["data"]).toEqual([["training: transactions-2026.rows", "120000", "120000", "5"], ["training: transactions-2026.version", null, null, "v2"]]);
    expect(rows["facts"]).toEqual([["tags", null, "nlp", null]]);
    expect(found.files).toMatchObject({ differing: 3, same: 1, nextCursor: null });
    expect(found.files.items.map(({ path, values }) => [path, ...values.map((file) => file?.sha256 ?? null)])).toEqual([
      ["README.md", null, sha256Of("# Two"), null],
      ["extra.bin", null, null, sha256Of("x")],
      ["model.bin", sha256Of("one"), sha256Of("two"), null],
    ]);
    expect(found.tensors.items.map(({ name, values }) => [name, ...values])).toEqual([["model.bin: b", "F32 [3]", "F32 [3]", null], ["model.bin: w", "F32 [2, 3]", "F32 [2, 4]", null]]);
    expect(found.cards).toEqual([null, sha256Of("# Two"), null]);
  });

  it("show everything when asked, and count what is the same", async () => {
    const two = references.slice(0, 2);
    const some = await viewer.api.comparisons.compare({ references: two });
    expect(some.tensors).toMatchObject({ differing: 1, same: 1, items: [{ name: "model.bin: w" }] });
    expect(some.sections.find(({ part }) => part === "facts")).toMatchObject({ differing: 1, same: 3 });
    const everything = await viewer.api.comparisons.compare({ references: two, all: true });
    expect(everything.sections.find(({ part }) => part === "facts")?.rows.map(({ name }) => name)).toEqual(["description", "framework", "tags", "task"]);
    expect(everything.files.items).toHaveLength(3);
    expect(everything.tensors.items).toHaveLength(2);
  });

  it("list files and tensors page by page", async () => {
    const first = await viewer.api.comparisons.files({ references, all: true, limit: 2 });
    const second = await viewer.api.comparisons.files({ references, all: true, limit: 2, cursor: first.nextCursor! });
    expect([...first.items, ...second.items].map(({ path }) => path)).toEqual(["README.md", "extra.bin", "model.bin", "shared.txt"]);
    expect(second.nextCursor).toBeNull();
    const tensors = await viewer.api.comparisons.tensors({ references, limit: 1 });
    expect(tensors).toEqual({ items: [{ name: "model.bin: b", values: ["F32 [3]", "F32 [3]", null], same: false }], nextCursor: "model.bin: b" });
    expect(await viewer.api.comparisons.tensors({ references, limit: 1, cursor: "model.bin: w" })).toEqual({ items: [], nextCursor: null });
  });

  it("of which one can't be seen are answered like those of which one never was", async () => {
    expect(await reasonOf(stranger.api.comparisons.compare({ references }))).toBe("not_found");
    const message = async (person: Person, some: string[]) => await person.api.comparisons.compare({ references: some }).then(() => "", (error: Error) => error.message);
    expect(await message(stranger, ["risk/one@1", "risk/one@2"])).toBe(await message(stranger, ["risk/one@1", "risk/none@2"]));
    expect(await reasonOf(viewer.api.comparisons.compare({ references: ["risk/one@1", "risk/one@9"] }))).toBe("not_found");
  });

  it("are two at least and six at most, and no one twice", async () => {
    await expect(viewer.api.comparisons.compare({ references: ["risk/one@1"] })).rejects.toThrow(/at least two/);
    await expect(viewer.api.comparisons.compare({ references: Array.from({ length: 7 }, () => "risk/one@1") })).rejects.toThrow(/at most 6/);
    await expect(viewer.api.comparisons.compare({ references: ["risk/one@2", "risk/one"] })).rejects.toThrow(/risk\/one@2 and risk\/one name the same version, risk\/one@2/);
    await expect(viewer.api.comparisons.compare({ references, baseline: 3 })).rejects.toThrow(/must be the place of one of the references/);
  });

  it("take one statement for each reference and five for all", async () => {
    const count = async (some: string[]) => {
      let statements = 0;
      const counting = new Proxy(fixture.db, {
        get(target, name) {
          const value: unknown = Reflect.get(target, name, target);
          if (name === "select" || name === "execute") statements++;
          return typeof value === "function" ? (value.bind(target) as unknown) : value;
        },
      });
      await compareVersions(counting, viewer.actor, { references: some, baseline: 0, all: true });
      return statements;
    };
    // Statements that name versions are prepared, once for each kind of reference.
    expect(await count(references.slice(0, 2))).toBe(await count(references));
  });
});
