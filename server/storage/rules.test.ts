import { expect, test } from "vitest";
import { refuseAboveQuota } from "./rules.ts";

test("what fits exactly is taken, one byte more is not", () => {
  expect(() => refuseAboveQuota("risk", { bytes: 60, quotaBytes: 100, coming: 40 })).not.toThrow();
  expect(() => refuseAboveQuota("risk", { bytes: 60, quotaBytes: 100, coming: 41 })).toThrow(/may store 100 bytes and stores 60 bytes already/);
});

test("without a quota everything is taken", () => {
  expect(() => refuseAboveQuota("risk", { bytes: 2 ** 50, quotaBytes: null, coming: 2 ** 50 })).not.toThrow();
});

test("a team above its quota may still register what takes no room", () => {
  expect(() => refuseAboveQuota("risk", { bytes: 200, quotaBytes: 100, coming: 0 })).not.toThrow();
});

test("the message says amounts as people do", () => {
  expect(() => refuseAboveQuota("risk", { bytes: 0, quotaBytes: 10 * 2 ** 30, coming: 2 ** 40 })).toThrow(/10\.0 GiB .* 1\.0 TiB more/);
});
