import { expect, it } from "vitest";
import { later } from "./quick-ends.ts";

it("goes so many days and months on, and stays within the month", () => {
  const at = (text: string) => new Date(text).getTime();
  expect(later({ days: 7, months: 0 }, at("2026-11-25T10:00"))).toBe(new Date("2026-12-02T10:00").toISOString());
  expect(later({ days: 0, months: 3 }, at("2026-11-25T10:00"))).toBe(new Date("2027-02-25T10:00").toISOString());
  expect(later({ days: 0, months: 1 }, at("2027-01-31T10:00"))).toBe(new Date("2027-02-28T10:00").toISOString());
});
