import { expect, test } from "vitest";
import { columns, counted, duration, facts, lasting, size, time } from "./layout.ts";
import { barLine } from "./progress.ts";

test("columns are aligned, and nothing trails", () => {
  expect(columns([["a", "bbb", "c"], ["aaaa", "b", ""]], "  ")).toBe("  a     bbb  c\n  aaaa  b");
});

test("facts without a value are left out", () => {
  expect(facts([["name", "x"], ["empty", ""], ["none", null], ["longer name", "y"]])).toBe("  name         x\n  longer name  y");
});

test.each([[0, "0 bytes"], [1, "1 byte"], [1023, "1023 bytes"], [1024, "1.0 KiB"], [150 * 1024, "150 KiB"], [2 ** 30, "1.0 GiB"], [2 ** 52, "4096 TiB"]])("%i bytes are %s", (bytes, text) => {
  expect(size(bytes)).toBe(text);
});

test.each([[0, "0 s"], [-1, "0 s"], [89, "89 s"], [120, "2 min"], [7200, "2 h"]])("%i seconds are %s", (seconds, text) => {
  expect(duration(seconds)).toBe(text);
});

test("one is counted as one", () => {
  expect([counted(1, "file"), counted(2, "file"), counted(0, "file")]).toEqual(["1 file", "2 files", "0 files"]);
});

test("a span of time is told in its two largest units", () => {
  expect([0, 59, 61, 3600, 90_061, 273_600].map(lasting)).toEqual(["0 s", "59 s", "1 min 1 s", "1 h", "1 d 1 h", "3 d 4 h"]);
});

test("a time is shown as this machine's clock shows it", () => {
  expect(time(new Date(2026, 4, 3, 10, 7).toISOString())).toBe("2026-05-03 10:07");
});

test("a bar tells how much, how fast and how long yet", () => {
  expect(barLine("Sending", 512, 1024, 256)).toBe("Sending  [==========          ]   50%  512 bytes of 1.0 KiB  256 bytes/s  2 s left");
  expect(barLine("Sending", 0, 0, 0)).toBe("Sending  [====================]  100%  0 bytes of 0 bytes");
});
