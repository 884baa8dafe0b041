import { describe, expect, it } from "vitest";
import { likePatterns, reachesModel, reachesTeam } from "./patterns.ts";
import { modelPatternSchema } from "./schema.ts";

describe("patterns of models", () => {
  it.each([
    ["*", "risk/fraud", true],
    ["risk/*", "risk/fraud", true],
    ["risk/*", "risky/fraud", false],
    ["*/fraud-*", "risk/fraud-detector", true],
    ["*/fraud-*", "risk/fraud", false],
    ["risk/fraud", "risk/fraud", true],
    ["risk/fraud", "risk/fraud-2", false],
    ["r*k/f*d", "risk/fraud", true],
    ["r*k/*d*d", "rk/d", false],
    ["risk/ab*ba", "risk/aba", false],
    ["risk/*", "at-risk/fraud", false],
  ])("%s reaches %s: %s", (pattern, model, reached) => {
    expect(reachesModel([pattern], model)).toBe(reached);
  });

  it("reach a team as a whole only when no model of it is left out", () => {
    expect(reachesTeam(["risk/*"], "risk")).toBe(true);
    expect(reachesTeam(["*/*"], "risk")).toBe(true);
    expect(reachesTeam(["risk/fraud-*", "risk/churn"], "risk")).toBe(false);
    expect(reachesTeam(["*"], "risk")).toBe(true);
  });

  it("hold no sign that LIKE would read", () => {
    expect(likePatterns(["risk/f*", "*"])).toEqual(["risk/f%", "%"]);
    expect(likePatterns(["a_b/100%*"])).toEqual([String.raw`a\_b/100\%%`]);
  });

  it("of very many stars are decided at once", () => {
    const pattern = `risk/${"*a".repeat(60)}`;
    const before = performance.now();
    expect(reachesModel([pattern], `risk/${"a".repeat(59)}${"b".repeat(5)}`)).toBe(false);
    expect(performance.now() - before).toBeLessThan(50);
  });
});

describe("the form of a pattern", () => {
  it.each(["*", "risk/*", "risk/fraud-*", "*/fraud-detector", "ri*/f*-2"])("%s has it", (pattern) => {
    expect(modelPatternSchema.safeParse(pattern).success).toBe(true);
  });
  it.each(["", "risk", "risk/", "/x", "a/b/c", "Risk/x", "risk/x%", "risk/x_", "**/ "])("%j has not", (pattern) => {
    expect(modelPatternSchema.safeParse(pattern).success).toBe(false);
  });
});
