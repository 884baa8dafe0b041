import { expect, it } from "vitest";
import { actions } from "#server/audit/schema.ts";
import { actionName, detailLines, objectOf, phraseOf } from "./entry-words.ts";

it("says of every action what was done, in words", () => {
  expect(phraseOf("model.created")).toBe("created the model");
  expect(phraseOf("token.revoked")).toBe("revoked the token");
  expect(phraseOf("write.refused")).toBe("was refused");
  expect(actions.map(phraseOf).filter((phrase) => /[._]|^ | $/.test(phrase))).toEqual([]);
  expect(actionName("promotion.review_dismissed")).toBe("Promotion: review dismissed");
});

it("shows a change as what it was and what it is", () => {
  const lines = detailLines({ keepMonths: { from: null, to: 12 }, name: "Ada", scopes: ["a", "b"] });
  expect(lines).toEqual([{ name: "keepMonths", value: "nothing → 12" }, { name: "name", value: "Ada" }, { name: "scopes", value: '["a","b"]' }]);
});

it("names a promotion by what it is about", () => {
  const entry = { action: "promotion.applied" as const, target: "0198a7f0", model: "risk/fraud", details: { version: 7, stage: "production" } };
  expect(objectOf(entry)).toBe("of risk/fraud@7 to production");
  expect(objectOf({ ...entry, details: {} })).toBe("0198a7f0");
});
