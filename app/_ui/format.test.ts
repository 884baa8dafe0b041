import { describe, expect, test } from "vitest";
import {
  formatBytes,
  formatDifference,
  formatDuration,
  formatExact,
  formatInstant,
  formatMetric,
  formatRelativeDifference,
  formatRelativeTime,
  initials,
  judgeDifference,
  shortDigest,
} from "./format.ts";

describe("a metric", () => {
  test.each([
    [0.951273, "0.9513"],
    [0.95, "0.9500"],
    [-0.25, "−0.2500"],
    [128, "128"],
    [1, "1"],
    [0, "0"],
    [-0, "0"],
    [1234, "1,234"],
    [12345.6, "12,350"],
    [999_999.9, "1,000,000"],
    [1_234_567, "1.235e6"],
    [0.0000321, "3.210e−5"],
    [0.0001234567, "0.0001235"],
    [Number.NaN, "NaN"],
    [-Infinity, "−∞"],
    [null, "—"],
    [undefined, "—"],
  ])("%s is written %s", (value, text) => expect(formatMetric(value)).toBe(text));

  test("keeps every digit for hovering", () => {
    expect(formatExact(0.951273123456789)).toBe("0.951273123456789");
    expect(formatExact(-1e-9)).toBe("−1e−9");
    expect(formatExact(null)).toBe("—");
  });
});

describe("a difference", () => {
  test.each([
    [0.951, 0.943, "+0.008"],
    [0.943, 0.951, "−0.008"],
    [41, 53, "−12"],
    [0.3, 0.1 + 0.2, "0"],
    [5, 5, "0"],
    [12_345, 0, "+12,350"],
    [1.00001, 1, "+1e−5"],
    [Infinity, 1, "+∞"],
    [Infinity, Infinity, "0"],
    [100, 0, "+100"],
  ])("from %s to %s is signed %s", (candidate, live, text) => expect(formatDifference(candidate, live)).toBe(text));

  test("is a share of the live value, where that is not zero", () => {
    expect(formatRelativeDifference(0.951, 0.943)).toBe("+0.848%");
    expect(formatRelativeDifference(50, 100)).toBe("−50%");
    expect(formatRelativeDifference(-50, -100)).toBe("+50%");
    expect(formatRelativeDifference(1.000001, 1)).toBe("+<0.01%");
    expect(formatRelativeDifference(3, 3)).toBe("0%");
    expect(formatRelativeDifference(1, 0)).toBeUndefined();
  });

  test("is judged by the direction that is better", () => {
    expect(judgeDifference(2, 1, "higher")).toBe("better");
    expect(judgeDifference(2, 1, "lower")).toBe("worse");
    expect(judgeDifference(1, 2, "lower")).toBe("better");
    expect(judgeDifference(2, 1, "neither")).toBe("different");
    expect(judgeDifference(0.3, 0.1 + 0.2, "higher")).toBe("same");
    expect(judgeDifference(Number.NaN, 1, "higher")).toBe("different");
  });
});

describe("bytes", () => {
  test.each([
    [0, "0 B"],
    [512, "512 B"],
    [1000, "1000 B"],
    [1024, "1 KiB"],
    [1023 * 1024, "1023 KiB"],
    [1024 ** 2 - 1, "1 MiB"],
    [1_300_000_000, "1.21 GiB"],
    [2 ** 50, "1 PiB"],
    [null, "—"],
  ])("%s is %s", (bytes, text) => expect(formatBytes(bytes)).toBe(text));
});

describe("a duration", () => {
  test.each([
    [0, "0 ms"],
    [840, "840 ms"],
    [999.7, "1 s"],
    [12_400, "12.4 s"],
    [59_990, "1 min"],
    [192_000, "3 min 12 s"],
    [3_600_000, "1 h"],
    [7_500_000, "2 h 5 min"],
    [86_400_000, "1 day"],
    [12 * 86_400_000, "12 days"],
    [undefined, "—"],
  ])("%s ms is %s", (milliseconds, text) => expect(formatDuration(milliseconds)).toBe(text));
});

describe("a time, seen from now", () => {
  const now = Date.UTC(2026, 10, 23, 18, 10, 4);
  test.each([
    [0, "just now"],
    [50_000, "1 minute ago"],
    [59.6 * 60_000, "1 hour ago"],
    [5 * 60_000, "5 minutes ago"],
    [-3 * 86_400_000, "in 3 days"],
    [12 * 86_400_000, "12 days ago"],
    [23.7 * 3_600_000, "1 day ago"],
    [60 * 86_400_000, "2 months ago"],
    [800 * 86_400_000, "2 years ago"],
  ])("%s ms back is %s", (back, text) => expect(formatRelativeTime(now - back, now)).toBe(text));

  test("has one exact form", () => {
    expect(formatInstant(now)).toBe("2026-11-23 18:10:04 UTC");
    expect(formatInstant(Number.NaN)).toBe("—");
  });
});

test("a digest is shortened after its algorithm", () => {
  expect(shortDigest("sha256:9f2c41d07ab3ffee")).toBe("9f2c41d07ab3");
  expect(shortDigest("9f2c41d07ab3ffee", 7)).toBe("9f2c41d");
});

test("initials are those of the first and the last word", () => {
  expect(initials("Ada King Lovelace")).toBe("AL");
  expect(initials("ci")).toBe("C");
  expect(initials("release-bot")).toBe("RB");
  expect(initials("")).toBe("");
});
