import { expect, test } from "vitest";
import { isBroken, nextTry, standardPace, verdictOf } from "./retry.ts";

const now = new Date("2026-05-03T10:00:00Z");
const hours = (count: number) => count * 60 * 60 * 1000;

test("waits grow, are drawn out or in, and end within a day", () => {
  expect(nextTry(standardPace, 1, now, 0.5)).toEqual(new Date(now.getTime() + 5000));
  expect(nextTry(standardPace, 1, now, 0)).toEqual(new Date(now.getTime() + 4250));
  expect(nextTry(standardPace, 1, now, 1)).toEqual(new Date(now.getTime() + 5750));
  expect(nextTry(standardPace, standardPace.waitsMs.length, now, 0)).not.toBeNull();
  expect(nextTry(standardPace, standardPace.waitsMs.length + 1, now, 0)).toBeNull();
  const whole = standardPace.waitsMs.reduce((sum, wait) => sum + wait, 0);
  expect(whole).toBeGreaterThan(hours(23));
  expect(whole).toBeLessThanOrEqual(hours(24));
});

test("the circuit opens after many failures in a long time, and with the last try of an endpoint that is dead", () => {
  const since = (ago: number, failures: number) => isBroken(standardPace, { failures, failingSince: new Date(now.getTime() - ago) }, now);
  expect(since(hours(1), 1000)).toBe(false);
  expect(since(hours(100), 7)).toBe(false);
  expect(since(hours(20), 8)).toBe(true);
  const shortest = standardPace.waitsMs.reduce((sum, wait) => sum + wait * 0.85, 0);
  expect(since(shortest, standardPace.waitsMs.length + 1)).toBe(true);
});

test("what an answer means", () => {
  expect([200, 202, 204, 299].map(verdictOf)).toEqual(["arrived", "arrived", "arrived", "arrived"]);
  expect([199, 301, 400, 404, 429, 500].map(verdictOf)).toEqual(Array.from({ length: 6 }, () => "failed"));
  expect(verdictOf(410)).toBe("gone");
});
