import { expect, it } from "vitest";
import { difference } from "./difference.ts";

it("holds what becomes another, and nothing else", () => {
  const before = { name: "a", tells: ["x", "y"], quota: null, at: 1 };
  expect(difference(before, { name: "b", tells: ["x", "y"], quota: null, color: undefined })).toEqual({ name: { from: "a", to: "b" } });
  expect(difference(before, { quota: 5, tells: [], more: true })).toEqual({ quota: { from: null, to: 5 }, tells: { from: ["x", "y"], to: [] }, more: { from: null, to: true } });
});
