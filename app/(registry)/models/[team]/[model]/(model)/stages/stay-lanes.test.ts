import { expect, test } from "vitest";
import type { Stay } from "#server/pointers/schema.ts";
import { layLanes, placeOf, timeMarks } from "./stay-lanes.ts";

const stay = (stage: string, version: number, from: string, until: string | null): Stay => ({
  stage, version, from: `2026-05-${from}T00:00:00.000Z`, until: until && `2026-05-${until}T00:00:00.000Z`,
  seconds: 0, promotionId: null, kind: "promote", by: { id: "1", name: "Ada" }, approvedBy: [], bypassed: false,
});
const now = Date.parse("2026-05-11T00:00:00Z");

test("each stage has a lane, the stages in use in their order and those that were retired after them", () => {
  const { lanes } = layLanes([stay("production", 2, "06", null), stay("production", 1, "01", "06"), stay("old", 1, "02", "03")], ["staging", "production"], now);
  expect(lanes.map(({ stage }) => stage)).toEqual(["production", "old"]);
  expect(lanes[0]?.segments.map(({ stay: { version }, left, width }) => [version, left, width])).toEqual([[1, 0, 50], [2, 50, 50]]);
  expect(lanes[1]?.segments.map(({ left, width }) => [left, width])).toEqual([[10, 10]]);
});

test("nothing that was live gives no lane", () => {
  expect(layLanes([], ["production"], now).lanes).toEqual([]);
});

test("an instant has its place, also out of the picture", () => {
  const time = { from: Date.parse("2026-05-01T00:00:00Z"), to: now };
  expect(placeOf(Date.parse("2026-05-06T00:00:00Z"), time)).toBe(50);
  expect(placeOf(Date.parse("2026-04-30T00:00:00Z"), time)).toBeLessThan(0);
});

test("marks are as exact as the time that is shown is long", () => {
  expect(timeMarks({ from: now - 10 * 24 * 3600e3, to: now }).map(({ label }) => label)).toEqual(["1 May", "3 May", "6 May", "8 May"]);
  expect(timeMarks({ from: now - 60e3, to: now }).map(({ label }) => label)).toEqual(["23:59:00", "23:59:15", "23:59:30", "23:59:45"]);
  expect(timeMarks({ from: now - 4 * 3600e3, to: now }).map(({ label }) => label)).toEqual(["20:00", "21:00", "22:00", "23:00"]);
});
