import { env } from "node:process";
import * as fc from "fast-check";
import { afterAll, beforeAll, expect, it } from "vitest";
import type { Person } from "../testing/fixture.ts";
import { openPromotions, type Promotions } from "../testing/promotions.ts";
import { metadataExample } from "../versions/schema.ts";

/** The long form asks five thousand things. */
const asked = env.COUNTERSIGN_CAMPAIGN === "1" ? 5000 : 250;
const seed = 20_261_126;

// The registry, in plain objects that versions are made of and the rules below read.
interface Version {
  reference: string; number: number; description: string; framework: string; task: string; tags: string[]; auc: number; loss: number | undefined; depth: number; kind: string;
  region: string | undefined; license: string | undefined; dataset: string; year: string; author: string; commit: string | undefined; run: string | undefined; parent: string | undefined; signed: boolean;
  stages: string[]; aliases: string[]; archived: boolean; deleted: boolean; size: number;
}
interface Model { reference: string; team: string; name: string; description: string; visibility: string; versions: Version[] }

const vocabulary = ["fraud", "churn", "credit", "card", "risk", "price", "model", "scores", "payments", "2026"];
const frameworks = ["onnx", "scikit-learn", "pytorch"];
const tags = ["nlp", "eu", "risk:high", "risk:low"];
const some = <Item>(items: readonly Item[]) => fc.constantFrom(...items);
const sentence = fc.array(some(vocabulary), { minLength: 2, maxLength: 6 }).map((words) => words.join(" "));
const versionArb = fc.record({
  description: sentence, framework: some(frameworks), task: some(["classification", "ranking"]), tags: fc.subarray(tags), auc: some([0.5, 0.75, 0.8, 0.9]), loss: some([0.1, 0.25, undefined]), depth: some([2, 6, 10]),
  kind: some(["tree", "linear"]), region: some(["eu", "us", undefined]), license: some(["mit", "Apache-2.0", undefined]), dataset: some(["clicks", "cards"]), year: some(["2025", "2026"]), author: some(["Ann", "Olga"]),
  commit: some(["abcdef0123", "abcdef9999", undefined]), run: some(["r1", "r2", undefined]), signed: fc.boolean(), bytes: fc.integer({ min: 1, max: 40 }),
});
const worldArb = fc.array(fc.record({ word: some(["fraud", "churn", "price"]), description: sentence, open: fc.boolean(), versions: fc.array(versionArb, { minLength: 1, maxLength: 3 }) }), { minLength: 14, maxLength: 14 });

let on: Promotions;
let world: Model[];

beforeAll(async () => {
  on = await openPromotions();
  const people: Record<string, Person> = { Ann: on.ann, Olga: await on.person("Olga", "contributor") };
  world = [];
  for (const [n, drawn] of fc.sample(worldArb, { seed, numRuns: 1 })[0]!.entries()) {
    const name = `${drawn.word}-${n}`;
    const model: Model = { reference: `risk/${name}`, team: "risk", name, description: drawn.description, visibility: drawn.open ? "internal" : "private", versions: [] };
    for (const [at, given] of drawn.versions.entries()) {
      const { description, framework, task, tags: own, auc, loss, depth, kind, region, license, dataset, year, author, commit, run, signed, bytes } = given;
      const parent = at > 0 ? `risk/${name}@${at}` : undefined;
      const person = people[author]!;
      const { draft } = await person.api.versions.draft({
        model: model.reference,
        metadata: {
          ...metadataExample, description, framework, task, tags: own, metrics: { auc, ...(loss === undefined ? {} : { loss }) }, parameters: { depth, kind }, attributes: { ...(region ? { region } : {}), ...(license ? { license } : {}) },
          datasets: [{ name: dataset, version: year, role: "training" }], ...(commit ? { code: { repository: "https://git.example.com/x", commit } } : {}), ...(run ? { run: { tracker: "mlflow", id: run } } : {}),
          ...(parent ? { parents: [{ relation: "fine-tuned-from" as const, reference: parent }] } : {}), ...(signed ? { signature: { inputs: [], outputs: [] } } : {}),
        },
      });
      await on.receive(person, draft, "model.bin", `${n}.${at}`.padEnd(bytes + 6, "x"));
      const { reference, bytes: size } = await person.api.versions.finalize({ draft, files: 1 }) as { reference: string; bytes: number };
      model.versions.push({ ...given, reference, number: at + 1, parent, stages: [], aliases: [], archived: false, deleted: false, size });
    }
    await on.ann.api.models.describe({ model: model.reference, description: model.description });
    if (drawn.open) await on.rex.api.grants.setVisibility({ model: model.reference, visibility: "internal" });
    const [first] = model.versions;
    if (n % 3 === 0) await on.ann.api.pointers.setAlias({ model: model.reference, alias: "champion", version: 1 }).then(() => first!.aliases.push("champion"));
    if (n % 4 === 0 && first!.author === "Ann") await on.promote(first!.reference).then(() => first!.stages.push("production"));
    const last = model.versions.at(-1)!;
    if (n % 5 === 1) await on.rex.api.versions.archive({ reference: last.reference, reason: "old" }).then(() => (last.archived = true));
    if (n % 5 === 2 && model.versions.length > 2) await on.rex.api.deletions.deleteVersion({ reference: last.reference, reason: "bad" }).then(() => (last.deleted = true));
    world.push(model);
  }
}, 120_000);
afterAll(() => on.close());

// What is found, as one thing: a version, or a model by its newest version and its own facts.
interface Thing { reference: string; model: Model; version: Version; ofModel: boolean }

const plain = (text: string) => text.toLowerCase().split(/[^a-z0-9]+/).filter((word) => word !== "");

function wordsOf({ model, version, ofModel }: Thing): string[] {
  const facts = [...version.tags.toSorted(), version.framework, version.task];
  return [model.team, model.name, ...facts, ...(ofModel ? [model.description] : []), version.description].flatMap(plain);
}

const alive = (model: Model) => model.versions.filter(({ deleted }) => !deleted);
const stagesOf = ({ model, version, ofModel }: Thing) => (ofModel ? alive(model).flatMap(({ stages }) => stages) : version.stages);
const aliasesOf = ({ model, version, ofModel }: Thing) => (ofModel ? alive(model).flatMap(({ aliases }) => aliases) : version.aliases);

function follows(words: readonly string[], phrase: readonly string[], open: boolean): boolean {
  return words.some((_, at) => phrase.every((word, step) => (open && step === phrase.length - 1 ? (words[at + step] ?? "").startsWith(word) : words[at + step] === word)));
}

/** A part of a query: how it is written, and what it says of a thing; `open` for the last word of a query. */
interface Part { text: string; holds: (thing: Thing, open: boolean) => boolean }

const wordArb: fc.Arbitrary<Part> = fc.oneof(
  some([...vocabulary, "fra", "pay", "zebra", "high"]).map((word) => ({ text: word, holds: (thing: Thing, open: boolean) => follows(wordsOf(thing), [word], open) })),
  some(["fra", "c", "scor"]).map((word) => ({ text: `${word}*`, holds: (thing: Thing) => follows(wordsOf(thing), [word], true) })),
  fc.tuple(some(vocabulary), some(vocabulary)).map(([a, b]) => ({ text: `"${a} ${b}"`, holds: (thing: Thing) => follows(wordsOf(thing), [a, b], false) })),
  fc.tuple(some(vocabulary), some(vocabulary)).map(([a, b]) => ({ text: `${a}-${b}`, holds: (thing: Thing, open: boolean) => follows(wordsOf(thing), [a, b], open) })),
);

const termOf = (field: string, values: readonly string[], held: (thing: Thing) => readonly (string | undefined)[]): fc.Arbitrary<Part> =>
  fc.uniqueArray(some(values), { minLength: 1, maxLength: 2 }).map((chosen) => ({ text: `${field}:${chosen.join(",")}`, holds: (thing) => held(thing).some((value) => value !== undefined && chosen.map((each) => each.toLowerCase()).includes(value.toLowerCase())) }));

const comparisonOf = (field: string, values: readonly number[], held: (thing: Thing) => number | undefined): fc.Arbitrary<Part> =>
  fc.tuple(some([":", ">", ">=", "<", "<=", ":>", ".."]), some(values), some(values)).map(([operator, a, b]) => {
    const test = (value: number) => ({ ":": value === a, ">": value > a, ":>": value > a, ">=": value >= a, "<": value < a, "<=": value <= a, "..": value >= Math.min(a, b) && value <= Math.max(a, b) })[operator]!;
    const text = operator === ".." ? `${field}:${Math.min(a, b)}..${Math.max(a, b)}` : field + operator + String(a);
    return { text, holds: (thing) => held(thing) !== undefined && test(held(thing)!) };
  });

const facts: Record<string, (thing: Thing) => boolean> = {
  "has:license": ({ version }) => version.license !== undefined, "has:lineage": ({ version }) => version.parent !== undefined, "has:signature": ({ version }) => version.signed,
  "has:run": ({ version }) => version.run !== undefined, "has:code": ({ version }) => version.commit !== undefined, "has:card": () => false, "has:evaluations": () => false,
  "is:archived": ({ version }) => version.archived, "is:live": (thing) => stagesOf(thing).length > 0, "is:internal": ({ model }) => model.visibility === "internal", "is:private": ({ model }) => model.visibility === "private", "is:recalled": () => false,
  "commit:abcdef0": ({ version }) => version.commit?.startsWith("abcdef0") ?? false, "commit:abcdef01": ({ version }) => version.commit === "abcdef0123", "run:mlflow/r1": ({ version }) => version.run === "r1",
  "created:today": () => true, "created<2026-01-01": () => false, "created>=yesterday": () => true, "author:me": () => false,
};

const leafArb: fc.Arbitrary<Part> = fc.oneof(
  wordArb,
  termOf("team", ["risk", "growth"], ({ model }) => [model.team]),
  termOf("model", ["fraud-0", "churn-1", "risk/price-2", "risk/fraud-3"], ({ model }) => [model.name, model.reference]),
  termOf("tag", [...tags, "none"], ({ version }) => version.tags),
  termOf("framework", frameworks, ({ version }) => [version.framework]),
  termOf("task", ["classification", "RANKING"], ({ version }) => [version.task]),
  termOf("stage", ["production", "staging"], stagesOf),
  termOf("alias", ["champion", "other"], aliasesOf),
  termOf("license", ["mit", "apache-2.0"], ({ version }) => [version.license]),
  termOf("dataset", ["clicks", "cards", "clicks@2026", "cards@2025"], ({ version }) => [version.dataset, `${version.dataset}@${version.year}`]),
  termOf("author", ["ann", "Olga", "nobody"], ({ version }) => [version.author]),
  termOf("run", ["r1", "r2"], ({ version }) => [version.run]),
  termOf("parent", ["risk/fraud-0", "risk/churn-1@1", "risk/price-2@2"], ({ version }) => (version.parent ? [version.parent, version.parent.split("@")[0]] : [])),
  termOf("param.kind", ["tree", "linear"], ({ version }) => [version.kind]),
  termOf("attr.region", ["eu", "us"], ({ version }) => [version.region]),
  comparisonOf("metric.auc", [0.5, 0.75, 0.8, 0.85], ({ version }) => version.auc),
  comparisonOf("metric.loss", [0.1, 0.2, 0.25], ({ version }) => version.loss),
  comparisonOf("param.depth", [2, 6, 8], ({ version }) => version.depth),
  comparisonOf("size", [10, 20, 30], ({ version }) => version.size),
  fc.constantFrom(...Object.entries(facts)).map(([text, holds]) => ({ text, holds })),
);

type Tree = { part: Part } | { joined: "and" | "or"; of: Tree[] } | { not: Tree; word: "-" | "NOT " };
const { tree } = fc.letrec<{ tree: Tree }>((tie) => ({
  tree: fc.oneof(
    { maxDepth: 4, depthSize: "small" },
    leafArb.map((part) => ({ part })),
    fc.record({ joined: some(["and", "or"] as const), of: fc.array(tie("tree"), { minLength: 2, maxLength: 3 }) }),
    fc.record({ not: tie("tree"), word: some(["-", "NOT "] as const) }),
  ),
}));

const write = (of: Tree): string => {
  if ("part" in of) return of.part.text;
  if ("not" in of) return of.word + ("joined" in of.not ? `(${write(of.not)})` : write(of.not));
  return of.of.map((each) => ("joined" in each && (of.joined === "and" || each.joined === "or") ? `(${write(each)})` : write(each))).join(of.joined === "or" ? " OR " : " ");
};

const lastPart = (of: Tree): Part => ("part" in of ? of.part : "not" in of ? lastPart(of.not) : lastPart(of.of.at(-1)!));

function holds(of: Tree, thing: Thing, open: Part | null): boolean {
  if ("part" in of) return of.part.holds(thing, of.part === open);
  if ("not" in of) return !holds(of.not, thing, open);
  return of.joined === "or" ? of.of.some((each) => holds(each, thing, open)) : of.of.every((each) => holds(each, thing, open));
}

const sorts: Record<string, (thing: Thing) => number | undefined> = {
  "sort:metric.auc": ({ version }) => version.auc, "sort:metric.loss": ({ version }) => version.loss, "sort:size": ({ version }) => version.size, "sort:param.depth": ({ version }) => version.depth,
};
const queryArb = fc.record({ tree, place: some(["models", "versions"] as const), sort: fc.option(some(Object.keys(sorts)), { freq: 4 }) });

function things(place: "models" | "versions"): Thing[] {
  return world.flatMap((model): Thing[] => {
    const live = alive(model);
    return place === "versions" ? live.map((version) => ({ reference: version.reference, model, version, ofModel: false })) : [{ reference: model.reference, model, version: live.at(-1)!, ofModel: true }];
  });
}

it(`finds what a slow reading of the same query finds, ${asked} times`, { timeout: 600_000 }, async () => {
  let some = 0;
  for (const { tree: drawn, place, sort } of fc.sample(queryArb, { seed, numRuns: asked })) {
    const text = write(drawn);
    const query = [text, ...(sort ? [sort] : []), ...(place === "versions" ? ["in:versions"] : [])].join(" ");
    const open = text.endsWith(")") || text.endsWith('"') ? null : lastPart(drawn);
    const value = sort ? sorts[sort]! : () => 0;
    const wanted = things(place).filter((thing) => value(thing) !== undefined && holds(drawn, thing, open));
    const found = await on.ada.api.search.find({ query, limit: 100 });
    const references = found.items.map(({ reference }) => reference);
    expect(references.toSorted(), query).toEqual(wanted.map(({ reference }) => reference).toSorted());
    expect(found.total.count, query).toBe(wanted.length);
    if (sort) {
      const values = references.map((reference) => value(wanted.find((thing) => thing.reference === reference)!)!);
      expect(values, query).toEqual(values.toSorted((a, b) => b - a));
    }
    if (wanted.length > 0 && wanted.length < things(place).length) some++;
  }
  // Otherwise little was asked.
  expect(some).toBeGreaterThan(asked / 3);
});
