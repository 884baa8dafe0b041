import { expect, test } from "vitest";
import { scaleFor } from "./chart-scale.ts";

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
