import { describe, expect, it } from "vitest";
import { changedBecause } from "./changes.ts";

const parts = (values: Record<string, string>) => Object.entries(values).map(([name, value]) => ({ name, value }));
const before = parts({ version: "v", card: "c", metrics: "m", checks: "k", live: "l" });

describe("why a new round began", () => {
  it("names the part that changed, in a clause", () => {
    expect(changedBecause(before, parts({ version: "v", card: "c", metrics: "m", checks: "other", live: "l" }), "production names v2 now")).toBe("the results of the checks changed");
  });

  it("says what the stage names now, when that is what changed", () => {
    expect(changedBecause(before, parts({ version: "v", card: "c", metrics: "m", checks: "k", live: "other" }), "production names v2 now")).toBe("production names v2 now");
  });

  it("names everything that changed", () => {
    expect(changedBecause(before, parts({ version: "v", card: "x", metrics: "x", checks: "k", live: "l" }), "")).toBe("the model card changed, and the metrics changed");
  });

  it("names a part that there was none of before", () => {
    expect(changedBecause(before, [...before, { name: "licence", value: "x" }], "")).toBe("the licence changed");
  });

  it("says so when the parts are the same and only the rules are others", () => {
    expect(changedBecause(before, before, "")).toBe("the rules of what counts as evidence changed");
    expect(changedBecause(null, before, "")).toBe("the registry counts more as evidence than it did");
  });
});
