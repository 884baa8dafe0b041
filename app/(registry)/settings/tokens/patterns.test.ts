import { expect, test } from "vitest";
import { faultOf, readPatterns } from "./patterns.ts";

test("patterns stand one on a line, or with commas, and each counts once", () => {
  expect(readPatterns("risk/*\n  */fraud-*, risk/*\n\n")).toEqual(["risk/*", "*/fraud-*"]);
  expect(readPatterns("  ")).toEqual([]);
});

test("what is no pattern is named, with an example of one", () => {
  expect(faultOf(["risk/*", "Risk"])).toMatch(/^“Risk” must be \* for every model, or team\/model .* such as risk\/\*/);
  expect(faultOf(["*", "a/b-*"])).toBeUndefined();
});
