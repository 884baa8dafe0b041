import { expect, test } from "vitest";
import { moveName } from "./move-name.ts";

test("a name moves by one place, and not past the ends", () => {
  const names = ["staging", "shadow", "production"];
  expect(moveName(names, "shadow", -1)).toEqual(["shadow", "staging", "production"]);
  expect(moveName(names, "shadow", 1)).toEqual(["staging", "production", "shadow"]);
  expect(moveName(names, "staging", -1)).toBeNull();
  expect(moveName(names, "production", 1)).toBeNull();
  expect(moveName(names, "unknown", 1)).toBeNull();
});
