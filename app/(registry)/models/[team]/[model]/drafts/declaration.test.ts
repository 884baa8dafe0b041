import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { draftMetadataSchema, metadataExample } from "#server/versions/schema.ts";
import { emptyDeclaration, faultsOf, partsOf, readDeclaration, soundPart, writeDeclaration } from "./declaration.ts";
import { kindOfScalar, readScalar, writeScalar } from "./scalar.ts";

const full = {
  ...metadataExample,
  metrics: { auc: 0.93, cost: 4 },
  directions: { cost: "lower", "auc of a part": "higher" },
  evaluations: [{ metric: "auc", value: 0.9, slice: "eu" }, { metric: "auc of a part", series: [[1, 0.5], [2, 0.6]] }],
  parameters: { depth: 6, booster: "gbtree", early: true, "a number in words": "6", layers: [1, 2], none: null },
  datasets: [
    { name: "a", role: "training", rows: 120, digest: `sha256:${"a".repeat(64)}`, uri: "s3://b/a" },
    { name: "b", role: "test" },
  ],
  code: { repository: "https://example.com/r", commit: "abc" },
  environment: { python: "3.13" },
  tags: ["tabular", "gpu-free"],
  signature: { inputs: [{ name: "x", type: "float32", shape: [-1, 4] }], outputs: [] },
  run: { tracker: "mlflow", id: "7", url: "https://example.com/7" },
  parents: [{ relation: "fine-tuned-from", reference: "risk/fraud@3" }],
  attributes: { owner: "ada", seed: 7, frozen: false },
};

describe("metadata and its form", () => {
  test("what is read into the form is written as it was", () => {
    expect(writeDeclaration(readDeclaration(full))).toEqual({ metadata: full, faults: [] });
    expect(faultsOf(full)).toEqual([]);
  });

  test("a direction stands beside its metric, and goes with it", () => {
    const form = readDeclaration(full);
    expect(form.metrics.map(({ name, better }) => [name, better])).toEqual([["auc", ""], ["cost", "lower"]]);
    expect(writeDeclaration({ ...form, metrics: form.metrics.map((row) => ({ ...row, better: "" })) }).metadata["directions"]).toEqual({ "auc of a part": "higher" });
    expect(faultsOf({ ...full, directions: { acu: "higher" } })).toEqual([{ path: "directions.acu", message: "must be of a metric that is declared" }]);
  });

  test("an empty form declares nothing, and lacks what a version must have", () => {
    expect(writeDeclaration(emptyDeclaration)).toEqual({ metadata: {}, faults: [] });
    expect(faultsOf({})).toEqual(["description", "framework", "task", "metrics", "datasets"].map((path) => ({ path, message: "is missing" })));
  });

  test("a trainer's own keys become attributes, and what the registry gives itself is left out", () => {
    const { attributes } = readDeclaration({ model: "x", version: 3, files: [], epochs: 12, attributes: { epochs: 13, note: "n" } });
    expect(attributes.map(({ name, value }) => [name, value])).toEqual([["epochs", "13"], ["note", "n"]]);
  });

  test("a value without a name, and a name that stands twice, are told", () => {
    const row = (id: number, name: string, value: string) => ({ id, name, value, better: "" });
    const { metadata, faults } = writeDeclaration({ ...emptyDeclaration, metrics: [row(0, "auc", "0.9"), row(1, "auc", "0.8"), row(2, "", "1"), row(3, "", "")] });
    expect(metadata).toEqual({ metrics: { auc: 0.9 } });
    expect(faults).toEqual([{ path: "metrics.auc", message: "stands twice: remove one of the two" }, { path: "metrics.", message: "must have a name" }]);
  });

  test("a metric that is no number is told where it stands, and kept out of what is saved", () => {
    const { metadata } = writeDeclaration({ ...readDeclaration(full), metrics: [{ id: 0, name: "auc", value: "0,93", better: "" }, { id: 1, name: "f1", value: "0.8", better: "" }], directions: undefined, evaluations: undefined });
    expect(faultsOf(metadata)).toEqual([{ path: "metrics.auc", message: "must be a finite number" }]);
    const { directions: _directions, evaluations: _evaluations, ...rest } = full;
    expect(soundPart(metadata)).toEqual({ ...rest, metrics: { f1: 0.8 } });
  });

  test("only parts that hold something are taken over", () => {
    expect(partsOf(metadataExample)).toEqual(["description", "framework", "task", "metrics", "parameters", "datasets"]);
  });
});

describe("what can be saved of a form", () => {
  test.each([
    ["a dataset without its role", { datasets: [{ name: "a" }, { name: "b", role: "test" }] }, { datasets: [{ name: "b", role: "test" }] }],
    ["two wrong ones in a list", { datasets: [{ name: "a" }, { name: "b" }] }, {}],
    ["half of a repository", { code: { repository: "r" } }, {}],
    ["a list where an object belongs", { metrics: [1, 2], task: "t" }, { task: "t" }],
    ["a tag that is none", { tags: ["ok", "Not One"] }, { tags: ["ok"] }],
    ["an address that is none", { run: { tracker: "t", id: "1", url: "nowhere" } }, {}],
    ["too long a text", { framework: "x".repeat(101), task: "t" }, { task: "t" }],
  ])("%s", (_, metadata, sound) => {
    expect(soundPart(metadata)).toEqual({ parameters: {}, ...sound });
  });

  test("tags that one may not give are left out, and the others kept", () => {
    expect(soundPart({ tags: ["ok", "reviewed"] }, ["reviewed"])).toEqual({ parameters: {}, tags: ["ok"] });
    expect(readDeclaration({ tags: "tabular, gpu-free" }).tags).toEqual(["tabular", "gpu-free"]);
  });

  test("whatever JSON stands there, what is left is taken by the registry", () => {
    const known = fc.constantFrom(...Object.keys(full));
    fc.assert(
      fc.property(fc.dictionary(known, fc.jsonValue({ maxDepth: 3 })), (metadata) => {
        const { success } = draftMetadataSchema.safeParse(soundPart(metadata));
        expect(success).toBe(true);
      }),
    );
  });

  test("whatever is typed or read, the form writes metadata and does not fail", () => {
    fc.assert(
      fc.property(fc.dictionary(fc.string(), fc.jsonValue({ maxDepth: 3 })), (metadata) => {
        const { metadata: written } = writeDeclaration(readDeclaration(metadata));
        expect(draftMetadataSchema.safeParse(soundPart(written)).success).toBe(true);
      }),
    );
  });
});

describe("a value", () => {
  test("is what it was after it was written and read", () => {
    fc.assert(
      fc.property(fc.oneof(fc.string(), fc.integer(), fc.boolean(), fc.constant(null), fc.constant("6"), fc.constant("true")), (value) => {
        const trimmed = typeof value === "string" ? value.trim() : value;
        expect(readScalar(writeScalar(trimmed))).toEqual(trimmed);
      }),
    );
  });

  test.each([["6", "number"], ["gbtree", "text"], ['"6"', "text"], ["true", "true or false"], ["[1]", "list"], ["{}", "object"], ["", "nothing"], ["null", "nothing"]] as const)("%j is a %s", (text, kind) => {
    expect(kindOfScalar(text)).toBe(kind);
  });
});
