import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { bestOf, compareEvaluations, compareMetrics, laySeries, listSeries, subtract } from "./measures.ts";

describe("headline metrics", () => {
  test("come with what they differ from the baseline by, and the best of them", () => {
    const rows = compareMetrics([{ metrics: { auc: 0.85, loss: 2 } }, { metrics: { auc: 0.9, loss: 3 } }, { metrics: { loss: 2 } }], 0);
    expect(rows).toEqual([
      { metric: "loss", dataset: null, slice: null, better: "lower", values: [2, 3, 2], differences: [null, 1, 0], best: [0, 2], same: false },
      { metric: "auc", dataset: null, slice: null, better: "higher", values: [0.85, 0.9, null], differences: [null, 0.05, null], best: [1], same: false },
    ]);
  });
  test("go by a direction that one of the versions declares", () => {
    const [row] = compareMetrics([{ metrics: { cost: 1 } }, { metrics: { cost: 2 }, directions: { cost: "lower" } }], 1);
    expect(row).toMatchObject({ better: "lower", best: [0], differences: [-1, null] });
  });
  test("of whatever name are those of the version, and not of every object", () => {
    const [row] = compareMetrics([{ metrics: { constructor: 1 } }, { metrics: {} }], 0);
    expect(row).toMatchObject({ values: [1, null], same: false });
  });
});

test("evaluations are laid side by side by metric, dataset and slice; a series counts by where it ended", () => {
  const one = { metrics: {}, evaluations: [{ metric: "auc", value: 0.8, slice: "age>65" }, { metric: "loss", series: [[1, 3], [2, 1]] as [number, number][] }] };
  const other = { metrics: {}, evaluations: [{ metric: "auc", value: 0.9, slice: "age>65" }, { metric: "auc", value: 0.9, dataset: "eu", slice: "age>65" }] };
  expect(compareEvaluations([one, other], 0).map(({ metric, dataset, slice, values, best }) => [metric, dataset, slice, values, best])).toEqual([
    ["auc", null, "age>65", [0.8, 0.9], [1]],
    ["auc", "eu", "age>65", [null, 0.9], []],
    ["loss", null, null, [1, null], []],
  ]);
});

test("series are listed, those that most have first, and laid over each other", () => {
  const steps = [[1, 3], [2, 1]] as [number, number][];
  const one = { metrics: {}, evaluations: [{ metric: "auc", series: steps }, { metric: "loss", dataset: "eu", series: steps }, { metric: "recall", value: 1 }] };
  const other = { metrics: {}, evaluations: [{ metric: "loss", dataset: "eu", series: [[5, 2]] as [number, number][] }] };
  expect(listSeries([one, other, { metrics: {} }])).toEqual([{ metric: "loss", dataset: "eu", slice: null, versions: 2 }, { metric: "auc", dataset: null, slice: null, versions: 1 }]);
  expect(laySeries([one, other, { metrics: {} }], { metric: "loss", dataset: "eu", slice: null })).toEqual({ metric: "loss", dataset: "eu", slice: null, better: "lower", values: [steps, [[5, 2]], null] });
});

describe("the best", () => {
  test("is none where the direction is not known, one alone is there, or all are the same", () => {
    expect([bestOf([1, 2], "neither"), bestOf([1, null], "higher"), bestOf([2, 2], "lower"), bestOf([], "higher")]).toEqual([[], [], [], []]);
  });
  test("is never worse than another", () => {
    const value = fc.option(fc.double({ noNaN: true, noDefaultInfinity: true }));
    fc.assert(
      fc.property(fc.array(value, { maxLength: 6 }), fc.constantFrom("higher" as const, "lower" as const), (values, better) => {
        const known = values.filter((each) => each !== null);
        const sign = better === "higher" ? 1 : -1;
        const beaten = bestOf(values, better).flatMap((at) => known.filter((other) => sign * (other - values[at]!) > Math.abs(other) * 1e-12));
        expect(beaten).toEqual([]);
      }),
    );
  });
});

test("differences are those of decimals", () => {
  expect([subtract(0.9, 0.85), subtract(0.3, 0.1), subtract(0.1 + 0.2, 0.3), subtract(-1, 2.5), subtract(5, 0)]).toEqual([0.05, 0.2, 0, -3.5, 5]);
  fc.assert(
    fc.property(fc.double({ noNaN: true, noDefaultInfinity: true, min: -1e9, max: 1e9 }), fc.double({ noNaN: true, min: -1e9, max: 1e9 }), (one, other) => {
      expect(Math.abs(subtract(one, other) - (one - other))).toBeLessThanOrEqual(Math.max(Math.abs(one), Math.abs(other)) * 1e-11);
    }),
  );
});
