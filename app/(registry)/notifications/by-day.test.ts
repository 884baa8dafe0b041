import { expect, it } from "vitest";
import { byDay } from "./by-day.ts";

it("what was told lies under its day, in the order in which it came", () => {
  const items = ["2026-05-03T10:00:00.000Z", "2026-05-03T00:00:00.000Z", "2026-05-02T23:59:00.000Z", "2026-04-30T12:00:00.000Z"].map((at) => ({ at }));
  expect(byDay(items, Date.parse("2026-05-03T11:00:00Z")).map((group) => [group.day, group.items.length])).toEqual([["Today", 2], ["Yesterday", 1], ["2026-04-30", 1]]);
  expect(byDay([], 0)).toEqual([]);
});
