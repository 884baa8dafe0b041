import { expect, test } from "vitest";
import { changedParts, partWords } from "./evidence-words.ts";

test("the parts of the evidence that changed are named, and no others", () => {
  const before = [{ name: "version", value: "sha256:a" }, { name: "live", value: "none" }, { name: "checks", value: "sha256:b" }];
  expect(changedParts(before, [{ name: "version", value: "sha256:a" }, { name: "live", value: "sha256:c" }, { name: "checks", value: "sha256:d" }])).toEqual([
    "the version that is live",
    "the results of reported checks",
  ]);
  expect(changedParts(before, before)).toEqual([]);
});

test("a part that is newer than this page keeps its name", () => {
  expect(partWords("attestations")).toBe("attestations");
});
