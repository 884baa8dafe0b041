import { expect, test } from "vitest";
import { byMetric, whereOf } from "./evaluation-groups.ts";

test("evaluations are told by metric, the worst part first", () => {
  const groups = byMetric(
    [
      { metric: "cost", value: 1, slice: "eu" }, { metric: "cost", value: 3, slice: "us" },
      { metric: "auc", value: 0.9, dataset: "holdout" }, { metric: "auc", value: 0.8, dataset: "holdout", slice: "age>65" },
      { metric: "loss", series: [[1, 2]] },
    ],
    { auc: 0.88 },
    { cost: "lower" },
  );
  expect(groups.map(({ metric, better, whole, parts, series }) => [metric, better, whole, parts.map(({ value }) => value), series.length])).toEqual([
    ["auc", "higher", 0.88, [0.8, 0.9], 0],
    ["loss", "lower", undefined, [], 1],
    ["cost", "lower", undefined, [3, 1], 0],
  ]);
});

test("what was measured is named, and the whole too", () => {
  expect([whereOf({ dataset: "holdout", slice: "eu" }), whereOf({ slice: "eu" }), whereOf({ dataset: null })]).toEqual(["holdout, eu", "eu", "all data"]);
});
