import { expect, test } from "vitest";
import { manifestDigest as digestOfSdk } from "../../sdk/manifest.ts";
import { manifestDigest } from "./manifest.ts";
import { metadataFaults } from "./rules.ts";
import { metadataExample, metadataSchema, type MetadataInput } from "./schema.ts";

const measured: MetadataInput = {
  ...metadataExample,
  directions: { auc: "higher", cost: "lower" },
  evaluations: [
    { metric: "auc", value: 0.91, dataset: "holdout", slice: "age>65" },
    { metric: "cost", series: [[10, 0.5], [1, 3], [5, 1.25]] },
  ],
};
const fileList = [{ path: "model.bin", size: 3, sha256: "a".repeat(64) }];
const digestOf = (metadata: MetadataInput) => {
  const { tags: _, ...declared } = metadataSchema.parse(metadata);
  return [manifestDigest(fileList, declared), digestOfSdk(fileList, declared)];
};

test("series are kept by their steps, so that the same numbers have the same digest here and in the SDK", () => {
  expect(metadataSchema.parse(measured).evaluations?.[1]?.series).toEqual([[1, 3], [5, 1.25], [10, 0.5]]);
  const sorted = { ...measured, evaluations: [measured.evaluations![0]!, { metric: "cost", series: [[1, 3], [5, 1.25], [10, 0.5]] as [number, number][] }] };
  expect(new Set([...digestOf(measured), ...digestOf(sorted)]).size).toBe(1);
  expect(digestOf({ ...measured, directions: { auc: "higher" } })[0]).not.toBe(digestOf(measured)[0]);
});

test("directions of metrics that nobody declares, and evaluations that stand twice, are told", () => {
  expect(metadataFaults({ ...measured, directions: { acu: "higher" } })).toEqual([{ path: "directions.acu", message: "must be of a metric that is declared" }]);
  expect(metadataFaults({ ...measured, directions: { auc: "up" } })).toEqual([{ path: "directions.auc", message: "must be higher or lower" }]);
  expect(metadataFaults({ ...measured, evaluations: [{ metric: "auc", value: 1 }, { metric: "auc", value: 2 }, { metric: "auc", value: 2, slice: "x" }], directions: {} })).toEqual([
    { path: "evaluations.1", message: "is of the same metric, dataset and slice as one before it" },
  ]);
  expect(metadataFaults({ ...measured, evaluations: [{ metric: "auc" }], directions: {} })).toEqual([{ path: "evaluations.0", message: "must have a value or a series" }]);
});
