import { expect, test } from "vitest";
import { instantOf, localOf } from "./local-time.ts";

test("a field's local time is an instant of this clock, and an empty one is none", () => {
  expect(instantOf("2026-05-03T10:00")).toBe(new Date(2026, 4, 3, 10).toISOString());
  expect([instantOf(""), instantOf("soon")]).toEqual([undefined, undefined]);
});

test("an instant goes into a field and comes out of it", () => {
  const instant = new Date(2026, 4, 3, 10, 30).toISOString();
  expect(localOf(instant)).toBe("2026-05-03T10:30");
  expect(instantOf(localOf(instant))).toBe(instant);
});
