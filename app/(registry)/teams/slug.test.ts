import { expect, test } from "vitest";
import { slugSchema } from "#server/teams/schema.ts";
import { suggestSlug } from "./slug.ts";

test.each([
  ["Fraud & Risk (EU)", "fraud-risk-eu"],
  ["Zürich — Straße", "zurich-strasse"],
  ["  --a--  ", "a"],
  [`${"a".repeat(63)} b`, "a".repeat(63)],
])("%j suggests a valid slug", (name, slug) => {
  expect(suggestSlug(name)).toBe(slug);
  expect(slugSchema.safeParse(slug).success).toBe(true);
});

test("a name without a letter that could stand in a slug suggests none", () => {
  expect(suggestSlug("日本")).toBe("");
});
