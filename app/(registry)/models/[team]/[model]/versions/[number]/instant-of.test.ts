import { expect, test } from "vitest";
import { instantOf } from "./instant-of.ts";

test("a field's local time is an instant of this clock, and an empty one is none", () => {
  expect(instantOf("2026-05-03T10:00")).toBe(new Date(2026, 4, 3, 10).toISOString());
  expect([instantOf(""), instantOf("soon")]).toEqual([undefined, undefined]);
});
