import { join } from "node:path";
import { expect, test } from "vitest";
import { makeFolder } from "../testing.ts";
import { gatherMetric, gatherParameter, gatherParent, readMetadata } from "./metadata.ts";

test("options come over the file, and the file that is named over the one in the folder", async () => {
  const { path, remove } = await makeFolder({
    "metadata.json": JSON.stringify({ task: "classification", metrics: { auc: 0.9, f1: 0.8 }, tags: ["a"], extra: 1 }),
    "other.json": JSON.stringify({ task: "regression" }),
  });
  expect(await readMetadata([path], { metric: { auc: 0.95 }, param: { depth: 6 }, tag: ["b"], description: "x" })).toEqual({
    task: "classification",
    metrics: { auc: 0.95, f1: 0.8 },
    parameters: { depth: 6 },
    tags: ["a", "b"],
    description: "x",
    extra: 1,
  });
  expect(await readMetadata([path], { metadata: join(path, "other.json") })).toEqual({ task: "regression" });
  expect(await readMetadata([join(path, "other.json")], {})).toEqual({});
  await remove();
});

test("a file that is no JSON object is told by its name", async () => {
  const { path, remove } = await makeFolder({ "broken.json": "{", "list.json": "[]" });
  await expect(readMetadata([], { metadata: join(path, "broken.json") })).rejects.toThrow(/broken\.json is not valid JSON/);
  await expect(readMetadata([], { metadata: join(path, "list.json") })).rejects.toThrow(/list\.json must hold one JSON object/);
  await remove();
});

test("a metric is a finite number", () => {
  expect(gatherMetric("auc=0.93", { f1: 1 })).toEqual({ f1: 1, auc: 0.93 });
  expect(gatherMetric("loss=-1e-3")).toEqual({ loss: -0.001 });
  for (const wrong of ["auc", "=1", "auc=", "auc=high", "auc= ", "auc=Infinity", "auc=NaN"]) expect(() => gatherMetric(wrong)).toThrow(/name=value|not a number/);
});

test("a parameter is JSON where it can be, and text where it can't", () => {
  expect(gatherParameter("layers=[64,32]")).toEqual({ layers: [64, 32] });
  expect(gatherParameter("solver=adam", { a: 1 })).toEqual({ a: 1, solver: "adam" });
  expect(gatherParameter("formula=y=x")).toEqual({ formula: "y=x" });
});

test("a parent is a relation and a reference", () => {
  const known = { relation: "distilled-from", reference: "https://models.example.com/teacher?v=2" };
  expect(gatherParent("fine-tuned-from=risk/fraud-detector@7", [known])).toEqual([known, { relation: "fine-tuned-from", reference: "risk/fraud-detector@7" }]);
  expect(gatherParent("distilled-from=https://models.example.com/teacher?v=2")).toEqual([known]);
  for (const wrong of ["risk/fraud-detector@7", "=risk/fraud-detector@7", "fine-tuned-from="]) expect(() => gatherParent(wrong)).toThrow(/name=value/);
});

test("parents that options name come after those of the file", async () => {
  const { path, remove } = await makeFolder({ "metadata.json": JSON.stringify({ parents: [{ relation: "ensemble-of", reference: "a/b@1" }] }) });
  const metadata = await readMetadata([path], { parent: [{ relation: "quantized-from", reference: "a/b@2" }] });
  expect(metadata).toEqual({ parents: [{ relation: "ensemble-of", reference: "a/b@1" }, { relation: "quantized-from", reference: "a/b@2" }] });
  await remove();
});
