import { expect, test } from "vitest";
import { shortNames } from "./short-names.ts";

test("versions are called as shortly as tells them apart", () => {
  const of = (...references: [string, number][]) => shortNames(references.map(([model, number]) => ({ model, number })));
  expect(of(["risk/a", 1], ["risk/a", 2])).toEqual(["v1", "v2"]);
  expect(of(["risk/a", 1], ["risk/b", 1])).toEqual(["v1 a", "v1 b"]);
  expect(of(["risk/a", 1], ["ops/a", 1])).toEqual(["v1 risk/a", "v1 ops/a"]);
});
