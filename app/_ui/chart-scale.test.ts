import { describe, expect, test } from "vitest";
import { placeOnAxis, scaleFor, spreadLabels } from "./chart-scale.ts";

test("values stand inside the chart, the greater the higher", () => {
  const { heightOf } = scaleFor([0.9474, 0.9766, 0.9591]);
  expect(heightOf(0.9766)).toBeGreaterThan(0);
  expect(heightOf(0.9766)).toBeLessThan(heightOf(0.9591));
  expect(heightOf(0.9474)).toBeLessThan(100);
});

test.each([[[0.9474, 0.9766]], [[0.0573, 0.1726]], [[54.1, 51.9]], [[1e-9, 2e-9]], [[-3, 1_200_000]], [[0, 0]], [[5]], [[-2, -2]]])("%j has two to six round ticks", (values) => {
  const { ticks, heightOf } = scaleFor(values);
  expect(ticks.length).toBeGreaterThanOrEqual(2);
  expect(ticks.length).toBeLessThanOrEqual(6);
  for (const tick of ticks) {
    expect(heightOf(tick)).toBeGreaterThanOrEqual(0);
    expect(heightOf(tick)).toBeLessThanOrEqual(100);
  }
});

describe("an axis of its own", () => {
  test("has the better end at the top", () => {
    expect(placeOnAxis([1, 2, 3], false)).toEqual([95, 50, 5]);
    expect(placeOnAxis([1, null, 3], true)).toEqual([5, null, 95]);
  });
  test("has its values in the middle where they are all the same", () => {
    expect(placeOnAxis([2, 2, null], false)).toEqual([50, 50, null]);
  });
});

describe("labels", () => {
  test("stay where there is room, and move apart where there is none", () => {
    expect(spreadLabels([10, 90], 8)).toEqual([10, 90]);
    expect(spreadLabels([50, 50, 51], 10)).toEqual([50, 60, 70]);
    expect(spreadLabels([99, 100], 10)).toEqual([90, 100]);
    expect(spreadLabels([], 10)).toEqual([]);
  });
  test("keep their order and their distance, however many there are", () => {
    const many = spreadLabels([0, 0, 0, 0, 0, 100], 40);
    expect(many).toEqual([0, 20, 40, 60, 80, 100]);
  });
});
