import { expect, test } from "vitest";
import { pathBeside } from "./path-beside.ts";

test.each([
  ["docs/a.md", "docs/a.md"],
  ["./docs/../b%20c.md?x#top", "b c.md"],
  ["../secret", null],
  ["a/../../secret", null],
  ["%2e%2e/secret", null],
  ["https://example.com/a", null],
  ["javascript:alert(1)", null],
  ["//evil.example/a", null],
  ["/admin", null],
  ["#top", null],
  ["%E0%A4%A", null],
  ["", null],
])("%s leads to %s", (address, path) => {
  expect(pathBeside(address)).toBe(path);
});
