import { expect, test } from "vitest";
import { requireOffset, requireWhole } from "./rules.ts";

test("bytes go on exactly where those that are here end", () => {
  expect(() => requireOffset("a.bin", 10, 10)).not.toThrow();
  expect(() => requireOffset("a.bin", 9, 10)).toThrow("Go on at 10");
  expect(() => requireOffset("a.bin", 0, 10)).toThrow(expect.objectContaining({ reason: "offset_mismatch", details: { path: "a.bin", received: 10 } }));
});

test("a file is whole with its last byte, and not before", () => {
  expect(() => requireWhole("a.bin", 10, 10)).not.toThrow();
  expect(() => requireWhole("a.bin", 9, 10)).toThrow("9 of 10 bytes have come");
});
