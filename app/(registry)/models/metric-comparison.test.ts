import { describe, expect, test } from "vitest";
import { barExtent, compareMetrics as compareMeasured } from "./metric-comparison.ts";

const compareMetrics = (candidate: Record<string, number>, live: Record<string, number> | undefined) =>
  compareMeasured({ metrics: candidate, metadata: {} }, live ? { metrics: live, metadata: {} } : null);

describe("compared metrics", () => {
  test("begin with what is worse and end with what is the same", () => {
    const rows = compareMetrics({ same: 1, new: 2, auc: 0.9, accuracy: 0.8 }, { same: 1, old: 3, auc: 0.8, accuracy: 0.9 });
    expect(rows.map((row) => row.name)).toEqual(["accuracy", "auc", "new", "old", "same"]);
    expect(rows.map((row) => row.verdict)).toEqual(["worse", "better", undefined, undefined, "same"]);
  });
  test("keep their order where nothing is live", () => {
    expect(compareMetrics({ b: 1, a: 2 }, undefined).map((row) => row.name)).toEqual(["b", "a"]);
  });
  test("go by what either version declares of their direction", () => {
    const [row] = compareMeasured({ metrics: { cost: 1 }, metadata: {} }, { metrics: { cost: 2 }, metadata: { directions: { cost: "lower" } } });
    expect(row).toMatchObject({ better: "lower", verdict: "better" });
  });
  test("know a metric called like something that every object has", () => {
    const [row] = compareMetrics({ constructor: 1 }, {});
    expect(row).toMatchObject({ candidate: 1, live: undefined });
  });
});

test("one great difference does not flatten the bars of the rest", () => {
  expect(barExtent(compareMetrics({ a: 10, b: 1.01 }, { a: 1, b: 1 }))).toBe(0.25);
  expect(barExtent(compareMetrics({ b: 1.02 }, { b: 1 }))).toBeCloseTo(0.02);
  expect(barExtent([])).toBe(0.01);
});
