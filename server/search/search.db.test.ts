import { sql } from "drizzle-orm";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { reasonOf, type Person } from "../testing/fixture.ts";
import { openPromotions, type Promotions } from "../testing/promotions.ts";
import { learnWords } from "./entries.ts";

let on: Promotions;
let ann: Person;
let olga: Person;
beforeAll(async () => {
  on = await openPromotions();
  ann = on.ann;
  olga = await on.person("Olga", "contributor", "growth");
  await on.version("risk/fraud-detector", { description: "Flags card payments.", framework: "scikit-learn", metrics: { auc: 0.9 }, parameters: { depth: 6 }, tags: ["tabular"] });
  await on.version("risk/fraud-detector", { description: "Flags card payments, better.", framework: "onnx", metrics: { auc: 0.95, loss: 0.1 }, parameters: { depth: 8, kind: "tree" }, attributes: { region: "eu", license: "MIT" }, tags: ["tabular", "eu"] });
  await on.version("risk/churn", { description: "Who leaves, also for fraud.", task: "ranking", metrics: { auc: 0.8 }, tags: ["nlp"], datasets: [{ name: "clicks", version: "2026-05", role: "training" }] });
  await on.promote("risk/fraud-detector@1");
  await on.rex.api.grants.setVisibility({ model: "risk/churn", visibility: "internal" });
  await on.db.transaction((tx) => learnWords(tx, ["fraud", "detector", "payments", "churn", "leaves", "quokka"]));
}, 60_000);
afterAll(() => on.close());

const names = async (query: string, by = ann) => (await by.api.search.find({ query })).items.map(({ reference }) => reference);

describe("finding", () => {
  it.each([
    ["", ["risk/churn", "risk/fraud-detector"]],
    ["fraud", ["risk/fraud-detector", "risk/churn"]],
    ["frau", ["risk/fraud-detector", "risk/churn"]],
    ["framework:onnx", ["risk/fraud-detector"]],
    ["framework:scikit-learn", ["risk/churn"]],
    ["tag:tabular tag:eu", ["risk/fraud-detector"]],
    ["-tag:nlp", ["risk/fraud-detector"]],
    ["tag:nlp,eu sort:name", ["risk/churn", "risk/fraud-detector"]],
    ["metric.auc>=0.9", ["risk/fraud-detector"]],
    ["metric.auc<0.9", ["risk/churn"]],
    ["sort:metric.auc", ["risk/fraud-detector", "risk/churn"]],
    ["sort:metric.auc-asc", ["risk/churn", "risk/fraud-detector"]],
    ["sort:metric.loss", ["risk/fraud-detector"]],
    ["param.depth:8.0", ["risk/fraud-detector"]],
    ["param.kind:tree", ["risk/fraud-detector"]],
    ["attr.region:eu", ["risk/fraud-detector"]],
    ["license:mit", ["risk/fraud-detector"]],
    ["dataset:clicks", ["risk/churn"]],
    ["dataset:clicks@2026-05", ["risk/churn"]],
    ["stage:production", ["risk/fraud-detector"]],
    ["is:live OR is:internal sort:name", ["risk/churn", "risk/fraud-detector"]],
    ["is:internal", ["risk/churn"]],
    ["author:ann sort:name", ["risk/churn", "risk/fraud-detector"]],
    ["author:me", ["risk/churn", "risk/fraud-detector"]],
    ["author:nobody", []],
    ["versions>1", ["risk/fraud-detector"]],
    ["size>0 created:today sort:name", ["risk/churn", "risk/fraud-detector"]],
    ["created<2026-01-01", []],
    ['"card payments"', ["risk/fraud-detector"]],
    ['"payments card"', []],
    ["model:churn", ["risk/churn"]],
    ["in:versions sort:metric.auc", ["risk/fraud-detector@2", "risk/fraud-detector@1", "risk/churn@1"]],
    ["in:versions stage:production", ["risk/fraud-detector@1"]],
    ["in:versions is:internal", ["risk/churn@1"]],
    ["in:versions fraud param.depth<=6 sort:created", ["risk/fraud-detector@1"]],
  ])("%s", async (query, wanted) => {
    expect(await names(query)).toEqual(wanted);
  });

  it("tells of every hit what was asked", async () => {
    const found = await ann.api.search.find({ query: "better metric.auc>0.9" });
    expect(found).toMatchObject({ in: "models", total: { count: 1, more: false }, nextCursor: null, read: [] });
    expect(found.items[0]).toMatchObject({
      reference: "risk/fraud-detector", newestVersion: 2, versions: 2, framework: "onnx", license: "mit", tags: ["eu", "tabular"], recalled: false,
      numbers: { "metric.auc": 0.95 }, stages: [{ stage: "production", version: 1 }],
      excerpt: [{ text: "Flags card payments, ", match: false }, { text: "better", match: true }, { text: ".", match: false }],
    });
  });

  it("looks for words that are spelt alike where nothing is found, among what one may see", async () => {
    const found = await ann.api.search.find({ query: "detectr fraud" });
    expect(found.items.map(({ reference }) => reference)).toEqual(["risk/fraud-detector"]);
    expect(found.read).toEqual([{ typed: "detectr", as: ["detector"] }]);
    expect(await olga.api.search.find({ query: "detectr" })).toMatchObject({ items: [], read: [], total: { count: 0, more: false } });
    expect(await ann.api.search.find({ query: "quoka" })).toMatchObject({ items: [], read: [] });
  });

  it.each(["", "sort:created-asc", "sort:name", "sort:metric.auc", "fraud", "in:versions", "in:versions fraud", "in:versions sort:size"])("goes page by page through %s", async (query) => {
    const whole = await names(query);
    const paged: string[] = [];
    let cursor: string | undefined;
    do {
      const page = await ann.api.search.find({ query, limit: 1, cursor });
      paged.push(...page.items.map(({ reference }) => reference));
      cursor = page.nextCursor ?? undefined;
    } while (cursor);
    expect(paged).toEqual(whole);
    expect(await reasonOf(ann.api.search.find({ query, cursor: "nonsense" }))).toMatch(/invalid_input|cursor/);
  });

  it("points at what is wrong", async () => {
    expect(await reasonOf(ann.api.search.find({ query: "tagg:nlp" }))).toBe("invalid_query");
    await expect(ann.api.search.find({ query: "x tagg:nlp" })).rejects.toThrow("There is no field tagg. What is looked for as it is stands in quotes. Did you mean: x tag:nlp");
  });

  it.each(["'; drop table models; --", "tag:'", "\\", "%", "a:b:c", "tag:\"');--\"", "metric.\"x' or 1=1\">0", "!@#$^&*a", "name:<script>", "' | 'x':*", "fraud:*A & !x", "\u{1F600}a", "é:ü", "in:versions \u2013"])("takes %s for what it is", async (query) => {
    for (const ask of [() => ann.api.search.find({ query }), () => ann.api.search.facets({ query }), () => ann.api.search.complete({ query, at: query.length })]) {
      expect(["was not refused", "invalid_query"]).toContain(await reasonOf(ask()));
    }
    expect(await names("")).toHaveLength(2);
  });

  it("ends what takes too long", async () => {
    const { bounded } = await import("./bounded.ts");
    expect(await reasonOf(bounded(on.db, (tx) => tx.execute(sql`select pg_sleep(10)`)))).toBe("query_too_slow");
    await expect(bounded(on.db, (tx) => tx.execute(sql`delete from search_words`))).rejects.toMatchObject({ cause: { message: "cannot execute DELETE in a read-only transaction" } });
  });
});

describe("what one may not see", () => {
  it("is not found, not counted and not completed", async () => {
    expect(await names("", olga)).toEqual(["risk/churn"]);
    expect(await names("fraud", olga)).toEqual(["risk/churn"]);
    expect(await names("in:versions", olga)).toEqual(["risk/churn@1"]);
    expect((await olga.api.search.find({ query: "" })).total).toEqual({ count: 1, more: false });
    const { facets } = await olga.api.search.facets({});
    expect(JSON.stringify(facets)).not.toMatch(/onnx|tabular|production|mit/);
    for (const query of ["tag:", "framework:", "license:", "stage:", "metric.", "param.k", "fraud", "model:", "author:", "attr.region:", "sort:metric."]) {
      expect(JSON.stringify(await olga.api.search.complete({ query, at: query.length }))).not.toMatch(/onnx|tabular|production|"mit"|fraud-detector|loss|tree|"eu"/);
    }
  });
});

describe("facets", () => {
  it("count what is found, each with the query that asks for it", async () => {
    const { facets, atLeast } = await ann.api.search.facets({ query: "fraud" });
    expect(atLeast).toBe(false);
    const of = (field: string) => facets.find((facet) => facet.field === field)?.values;
    expect(of("tag")).toEqual([
      { value: "eu", count: 1, chosen: false, query: "fraud tag:eu" },
      { value: "nlp", count: 1, chosen: false, query: "fraud tag:nlp" },
      { value: "tabular", count: 1, chosen: false, query: "fraud tag:tabular" },
    ]);
    expect(of("author")).toEqual([{ value: "Ann", count: 2, chosen: false, query: "fraud author:Ann" }]);
  });

  it("show what else could be chosen, and how to take back what was", async () => {
    const { facets } = await ann.api.search.facets({ query: "framework:onnx tag:eu" });
    const of = (field: string) => facets.find((facet) => facet.field === field)?.values;
    expect(of("framework")).toEqual([{ value: "onnx", count: 1, chosen: true, query: "tag:eu" }]);
    expect(of("tag")).toContainEqual({ value: "eu", count: 1, chosen: true, query: "framework:onnx" });
    const { facets: wider } = await ann.api.search.facets({ query: "framework:onnx" });
    expect(wider.find(({ field }) => field === "framework")!.values).toContainEqual({ value: "scikit-learn", count: 1, chosen: false, query: "framework:onnx,scikit-learn" });
  });
});

describe("completing", () => {
  const complete = async (query: string, at = query.length) => {
    const { from, to, items } = await ann.api.search.complete({ query, at });
    return items.map(({ insert }) => query.slice(0, from) + insert + query.slice(to));
  };

  it("gives fields, names and values", async () => {
    expect(await complete("ta")).toContain("tag:");
    expect(await complete("-tag:t")).toEqual(["-tag:tabular"]);
    expect(await complete("tag:nlp,ta")).toEqual(["tag:nlp,tabular"]);
    expect(await complete("tag:t sort:name", 5)).toEqual(["tag:tabular sort:name"]);
    expect(await complete("metric.a")).toEqual(["metric.auc>="]);
    expect(await complete("param.kind:")).toEqual(["param.kind:tree"]);
    expect(await complete("detec")).toContain("model:risk/fraud-detector");
    expect(await complete("author:a")).toEqual(["author:Ann"]);
    expect(await complete("framework:onnx tag:")).toEqual(["framework:onnx tag:eu", "framework:onnx tag:tabular"]);
    expect(await complete("has:l")).toEqual(["has:license", "has:lineage"]);
    expect(await complete("in:v")).toEqual(["in:versions"]);
    expect(await complete('tag:"t')).toEqual(["tag:tabular"]);
  });
});

describe("views", () => {
  it("are one's own, or shared with a team by who may", async () => {
    const layout = { as: "list" as const, columns: [] };
    const { id } = await ann.api.search.views.save({ name: "EU", query: "tag:eu", layout });
    await ann.api.search.views.save({ name: "EU", query: "tag:eu sort:name", layout });
    expect(await ann.api.search.views.list()).toMatchObject([{ id, name: "EU", query: "tag:eu sort:name", team: null, mine: true }]);
    expect(await on.vic.api.search.views.list()).toEqual([]);
    expect(await reasonOf(on.vic.api.search.views.save({ name: "x", query: "", layout, team: "risk" }))).toBe("forbidden");
    expect(await reasonOf(ann.api.search.views.save({ name: "x", query: "", layout, team: "growth" }))).toBe("not_found");
    expect(await reasonOf(ann.api.search.views.save({ name: "x", query: "((", layout }))).toBe("invalid_query");
    const shared = await ann.api.search.views.save({ name: "Ours", query: "team:risk", layout: { as: "cards", columns: ["metric.auc"] }, team: "risk" });
    expect(await on.vic.api.search.views.list()).toMatchObject([{ name: "Ours", team: "risk", mine: false, owner: { name: "Ann" } }]);
    expect(await olga.api.search.views.list()).toEqual([]);
    expect(await reasonOf(on.vic.api.search.views.remove({ id }))).toBe("not_found");
    expect(await reasonOf(on.vic.api.search.views.remove(shared))).toBe("forbidden");
    expect(await reasonOf(olga.api.search.views.remove(shared))).toBe("not_found");
    expect(await on.rex.api.search.views.remove(shared)).toEqual({ removed: true });
    expect(await ann.api.search.views.remove({ id })).toEqual({ removed: true });
    expect(await ann.api.search.views.list()).toEqual([]);
  });

  it("stay the same view under another name, own or shared, and no two of one's own have the same", async () => {
    const held = { query: "team:risk", layout: { as: "list" as const, columns: [] } };
    const { id } = await ann.api.search.views.save({ name: "First", ...held, team: "risk" });
    const other = await ann.api.search.views.save({ name: "Other", ...held });
    expect(await ann.api.search.views.save({ id, name: "Second", ...held, team: "risk" })).toEqual({ id });
    expect(await on.vic.api.search.views.list()).toMatchObject([{ id, name: "Second", team: "risk" }]);
    expect((await on.ada.api.audit.entries({})).items[0]).toMatchObject({ action: "view.saved", target: "Second", details: { from: "First", team: "risk" } });
    expect(await ann.api.search.views.save({ id, name: "Second", ...held, query: "tag:eu" })).toEqual({ id });
    expect(await ann.api.search.views.list()).toMatchObject([{ name: "Other" }, { id, name: "Second", query: "tag:eu", team: null }]);
    await expect(ann.api.search.views.save({ id, name: "Other", ...held })).rejects.toThrow("You keep a view called Other already");
    expect(await ann.api.search.views.list()).toMatchObject([{ name: "Other" }, { name: "Second", query: "tag:eu" }]);
    // Of two who take a name at once, one is told.
    const races = await Promise.all([{ id }, other].map((view) => reasonOf(ann.api.search.views.save({ ...view, name: "Third", ...held }))));
    expect(races.toSorted()).toEqual(["already_exists", "was not refused"]);
    // Somebody else's, shared or not, is not theirs to change.
    await ann.api.search.views.save({ id, name: "Shared", ...held, team: "risk" });
    for (const by of [on.rex, olga]) expect(await reasonOf(by.api.search.views.save({ id, name: "Mine", ...held }))).toBe("not_found");
    for (const view of await ann.api.search.views.list()) await ann.api.search.views.remove(view);
  });
});
