import { describe, expect, it } from "vitest";
import { likePatterns, patternForm, reachAll, reachesModel, reachesTeam } from "./patterns.ts";

describe("patterns of models", () => {
  it.each(["*", "risk/*", "risk/fraud-*", "*/fraud-detector", "ri*/f*-2"])("%s has the form", (pattern) => {
    expect(patternForm.test(pattern)).toBe(true);
  });
  it.each(["", "risk", "risk/", "/x", "a/b/c", "Risk/x", "risk/x%", "risk/x_", "**/ "])("%j has not", (pattern) => {
    expect(patternForm.test(pattern)).toBe(false);
  });
  it("reach what they name, and nothing that only begins or ends so", () => {
    expect(reachesModel(["risk/fraud-*"], "risk/fraud-detector")).toBe(true);
    expect(reachesModel(["risk/fraud"], "risk/fraud-detector")).toBe(false);
    expect(reachesModel(["risk/*"], "at-risk/fraud")).toBe(false);
    expect(reachesModel(["risk/*", "growth/x"], "growth/x")).toBe(true);
    expect(reachesModel([], "risk/x")).toBe(false);
  });
  it("reach a team only where they reach all that it has", () => {
    expect(reachesTeam(["risk/*"], "risk")).toBe(true);
    expect(reachesTeam(["risk/f*"], "risk")).toBe(false);
    expect(reachesTeam(["*"], "risk")).toBe(true);
    expect(reachesTeam(["ri*/*"], "risk")).toBe(true);
    expect(reachAll(["risk/*"])).toBe(false);
  });
  it("say the same to LIKE", () => {
    expect(likePatterns(["risk/f*", "*"])).toEqual(["risk/f%", "%"]);
  });
});
