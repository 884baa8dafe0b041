import { describe, expect, it } from "vitest";
import { demandId, stricterDemand } from "./demands.ts";

describe("two demands of the same thing", () => {
  it("of a metric become the narrower bounds", () => {
    const one = { kind: "metric" as const, metric: "auc", atLeast: 0.8 };
    const other = { kind: "metric" as const, metric: "auc", atLeast: 0.9, atMost: 0.99 };
    expect(stricterDemand(one, other)).toEqual(other);
    expect(stricterDemand(other, { ...one, atLeast: undefined, atMost: 0.95 })).toEqual({ ...other, atMost: 0.95 });
  });

  it("against the live version become the smaller tolerance", () => {
    const one = { kind: "metric_vs_live" as const, metric: "auc", better: "higher" as const, tolerance: 0.1 };
    expect(stricterDemand(one, { ...one, tolerance: 0.02 })).toEqual({ ...one, tolerance: 0.02 });
  });

  it("of metadata become the keys of both, each once", () => {
    expect(stricterDemand({ kind: "metadata", keys: ["a", "b"] }, { kind: "metadata", keys: ["b", "c"] })).toEqual({ kind: "metadata", keys: ["a", "b", "c"] });
  });

  it("of a stay in a stage become the longer one", () => {
    expect(stricterDemand({ kind: "soak", stage: "staging", hours: 48 }, { kind: "soak", stage: "staging", hours: 2 })).toEqual({ kind: "soak", stage: "staging", hours: 48 });
  });
});

describe("what tells demands apart", () => {
  it("is their thing and not their bounds", () => {
    expect(demandId({ kind: "metric", metric: "auc", atLeast: 1 })).toBe(demandId({ kind: "metric", metric: "auc", atMost: 2 }));
    expect(demandId({ kind: "external", name: "bias" })).toBe("external:bias");
    expect(demandId({ kind: "card" })).toBe("card");
  });

  it("is the direction too: no worse upwards and no worse downwards are two demands", () => {
    const one = { kind: "metric_vs_live" as const, metric: "auc", tolerance: 0 };
    expect(demandId({ ...one, better: "higher" })).not.toBe(demandId({ ...one, better: "lower" }));
  });
});
