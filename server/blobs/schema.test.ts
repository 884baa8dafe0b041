import { expect, it } from "vitest";
import { filePathFault } from "./schema.ts";

it.each(["model.pkl", "a/b/c.txt", "ünï.bin", "with space.txt", "...", "..a", "a..b/c", ".hidden"])("%j is the path of a file", (path) => {
  expect(filePathFault(path)).toBeNull();
});

it.each([
  ["", "empty"],
  ["a\0b", "NUL"],
  ["a\nb", "control"],
  ["a\\b", "separated by /"],
  ["/etc/passwd", "relative"],
  ["C:/x", "relative"],
  ["a//b", "empty segment"],
  ["a/", "empty segment"],
  ["../x", "segment .."],
  ["a/../b", "segment .."],
  ["./a", "segment ."],
  ["e\u0301", "NFC"],
  ["\ud800", "Unicode"],
  [`a/${"x".repeat(256)}`, "255 bytes"],
  [Array.from({ length: 300 }, () => "abc").join("/"), "1,024 bytes"],
])("%j is none, because it must not be: %s", (path, fault) => {
  expect(filePathFault(path)).toContain(fault);
});
