import { describe, expect, it } from "vitest";
import type { CheckDemand } from "../policies/schema.ts";
import { facts, later, metadata, report, withMetrics } from "../promotions/sample-facts.ts";
import { outcomesOf, soakedAt, type CheckedFacts } from "./outcomes.ts";

const outcome = (demand: CheckDemand, given: CheckedFacts = facts()) => outcomesOf([demand], given, true)[0]!;
const status = (demand: CheckDemand, given?: CheckedFacts) => outcome(demand, given).status;
const declaring = (change: Partial<typeof metadata>, live: Partial<typeof metadata> | null = {}) => {
  const given = facts();
  return { ...given, candidate: { ...given.candidate, metadata: { ...metadata, ...change } }, live: live && { number: 1, metadata: { ...metadata, ...live } } };
};

describe("a metric within bounds", () => {
  const atLeast: CheckDemand = { kind: "metric", metric: "auc", atLeast: 0.93 };

  it("passes on the bound itself, from either side", () => {
    expect(status(atLeast, withMetrics({ auc: 0.93 }))).toBe("passed");
    expect(status({ kind: "metric", metric: "auc", atMost: 0.93 }, withMetrics({ auc: 0.93 }))).toBe("passed");
    expect(outcome(atLeast, withMetrics({ auc: 0.9299999 }))).toMatchObject({ status: "failed", why: "auc is 0.9299999, and has to be at least 0.93." });
  });

  it.each([["NaN", Number.NaN], ["infinite", Number.POSITIVE_INFINITY]])("is missing where it is %s: nothing that is no number passes", (_, auc) => {
    expect(status(atLeast, withMetrics({ auc }))).toBe("missing");
    expect(status({ kind: "metric", metric: "auc", atMost: 1 }, withMetrics({ auc }))).toBe("missing");
  });

  it("is missing where the version declares none, also when its name is one that every object knows", () => {
    expect(outcome(atLeast, withMetrics({}))).toMatchObject({ status: "missing", why: "The version declares no metric auc." });
    expect(status({ kind: "metric", metric: "constructor", atLeast: 0 }, withMetrics({}))).toBe("missing");
    expect(status({ kind: "metric", metric: "__proto__", atLeast: 0 }, withMetrics({}))).toBe("missing");
  });
});

describe("a metric against the live version's", () => {
  const noWorse = (tolerance: number, better: "higher" | "lower" = "higher"): CheckDemand => ({ kind: "metric_vs_live", metric: "auc", better, tolerance });
  const against = (auc: number, live: number) => declaring({ metrics: { auc } }, { metrics: { auc: live } });

  it.each([
    [0.85, 0.9, 0.05, "passed"],
    [0.7, 0.8, 0.1, "passed"],
    [0.3, 0.1 + 0.2, 0, "passed"],
    [0.8499, 0.9, 0.05, "failed"],
    [0.899999, 0.9, 0, "failed"],
    [0.95, 0.9, 0, "passed"],
  ])("of %d after %d with a tolerance of %d %s", (auc, live, tolerance, expected) => {
    expect(status(noWorse(tolerance), against(auc, live))).toBe(expected);
  });

  it("may be better when it is lower", () => {
    expect(status(noWorse(0.05, "lower"), against(0.95, 0.9))).toBe("passed");
    expect(status(noWorse(0.05, "lower"), against(0.9501, 0.9))).toBe("failed");
    expect(status(noWorse(0, "lower"), against(0.1, 0.9))).toBe("passed");
  });

  it("of huge and tiny numbers is compared in their own size", () => {
    expect(status(noWorse(0), against(1e15 - 10, 1e15))).toBe("passed");
    expect(status(noWorse(0), against(1e-9, 2e-9))).toBe("failed");
  });

  it("passes where nothing is live yet, or the live version declares none", () => {
    expect(status(noWorse(0), declaring({}, null))).toBe("passed");
    expect(outcome(noWorse(0), declaring({}, { metrics: { f1: 1 } }))).toMatchObject({ status: "passed", why: "v1, which is live, declares no auc; here it is 0.93." });
  });

  it("is missing where the candidate declares none, whatever is live", () => {
    expect(status(noWorse(0), declaring({ metrics: { f1: 1 } }))).toBe("missing");
    expect(status(noWorse(0), declaring({ metrics: { f1: 1 } }, null))).toBe("missing");
    expect(status(noWorse(0), declaring({ metrics: { auc: Number.NaN } }))).toBe("missing");
  });
});

describe("required metadata", () => {
  const keys = (...names: string[]): CheckDemand => ({ kind: "metadata", keys: names });

  it("is found under a path, and under a key that holds dots itself", () => {
    expect(status(keys("code.commit", "attributes.owner"))).toBe("passed");
    expect(status(keys("attributes.team.name"), declaring({ attributes: { "team.name": "x" } }))).toBe("passed");
  });

  it("is missing where it is empty: no text, no entries, nothing", () => {
    const empty = declaring({ attributes: { owner: "  " }, environment: {}, parameters: { seed: null } });
    expect(outcome(keys("attributes.owner", "environment", "parameters.seed", "run.url", "framework"), empty)).toMatchObject({
      status: "missing",
      why: "4 of 5 keys hold nothing.",
      findings: ["attributes.owner is missing", "environment is missing", "parameters.seed is missing", "run.url is missing"],
    });
  });

  it("counts 0 and false as something", () => {
    expect(status(keys("attributes.zero", "attributes.no"), declaring({ attributes: { zero: 0, no: false } }))).toBe("passed");
  });

  it("is not found in what every object knows", () => {
    expect(status(keys("attributes.constructor"))).toBe("missing");
  });
});

describe("lineage", () => {
  it("is complete with every dataset's digest, the code and the environment", () => {
    expect(status({ kind: "lineage" })).toBe("passed");
    const { code: _, ...without } = metadata;
    const given = facts();
    const bare = { ...given, candidate: { ...given.candidate, metadata: { ...without, datasets: [{ name: "raw", role: "training" }], environment: {} } } };
    expect(outcome({ kind: "lineage" }, bare).findings).toEqual(["the dataset raw has no digest", "the code's repository and commit are missing", "the environment is missing"]);
    expect(status({ kind: "lineage" }, bare)).toBe("missing");
  });
});

describe("what was found in files", () => {
  const scanned = (scan: Partial<CheckedFacts["candidate"]["scan"]>) => {
    const given = facts();
    return { ...given, candidate: { ...given.candidate, scan: { ...given.candidate.scan, ...scan } } };
  };

  it("has to be found out first", () => {
    expect(status({ kind: "files_verified" }, scanned({ pending: 1 }))).toBe("pending");
    expect(status({ kind: "safe_serialization" }, scanned({ pending: 1 }))).toBe("pending");
  });

  it("fails for good as soon as one file is known to be bad", () => {
    expect(status({ kind: "files_verified" }, scanned({ pending: 1, damaged: 1 }))).toBe("failed");
    expect(status({ kind: "files_verified" }, scanned({ unreadable: 1 }))).toBe("failed");
    expect(status({ kind: "safe_serialization" }, scanned({ pending: 1, runsCode: 1 }))).toBe("failed");
  });

  it("is not safe where it may run code", () => {
    expect(status({ kind: "safe_serialization" }, scanned({ mayRunCode: 1 }))).toBe("failed");
    expect(status({ kind: "safe_serialization" })).toBe("passed");
  });
});

describe("a card and a signature", () => {
  const signature = { inputs: [{ name: "x", type: "f", shape: [-1] }], outputs: [] };

  it("are missing where there are none", () => {
    const given = facts();
    expect(status({ kind: "card" }, { ...given, candidate: { ...given.candidate, hasCard: false } })).toBe("missing");
    expect(status({ kind: "signature_compatible" })).toBe("missing");
  });

  it("are compared with the live version's signature, where it has one", () => {
    expect(status({ kind: "signature_compatible" }, declaring({ signature }))).toBe("passed");
    expect(status({ kind: "signature_compatible" }, declaring({ signature }, null))).toBe("passed");
    expect(outcome({ kind: "signature_compatible" }, declaring({ signature }, { signature: { inputs: [], outputs: [] } }))).toMatchObject({
      status: "failed",
      findings: ["the input x is new, and callers do not give it"],
    });
  });
});

describe("a time in an earlier stage", () => {
  const soak: CheckDemand = { kind: "soak", stage: "staging", hours: 24 };
  const stayed = (...stays: CheckedFacts["stays"]) => facts({ stays });

  it("passes after exactly so many hours", () => {
    expect(status(soak, stayed({ stage: "staging", from: later(-24), until: null }))).toBe("passed");
    expect(status(soak, stayed({ stage: "staging", from: new Date(later(-24).getTime() + 1), until: null }))).toBe("pending");
  });

  it("adds up over several stays, and counts no other stage", () => {
    expect(status(soak, stayed({ stage: "staging", from: later(-100), until: later(-88) }, { stage: "staging", from: later(-12), until: null }))).toBe("passed");
    expect(status(soak, stayed({ stage: "canary", from: later(-100), until: null }))).toBe("missing");
  });

  it("is missing when the version is not there any more, and was not long enough", () => {
    expect(outcome(soak, stayed({ stage: "staging", from: later(-5), until: later(-2) }))).toMatchObject({ status: "missing", why: "It was live in staging for 3 hours, and is not any more." });
  });

  it("is over at a known instant while it runs", () => {
    expect(soakedAt(soak, stayed({ stage: "staging", from: later(-4), until: null }))).toEqual(later(20));
    expect(soakedAt(soak, stayed({ stage: "staging", from: later(-30), until: null }))).toBeNull();
    expect(soakedAt(soak, stayed({ stage: "staging", from: later(-4), until: later(-1) }))).toBeNull();
    expect(soakedAt({ kind: "card" }, stayed())).toBeNull();
  });
});

describe("a check that a pipeline reports", () => {
  const bias: CheckDemand = { kind: "external", name: "bias" };
  const reported = (given: ReturnType<typeof report>) => facts({ reports: new Map([["bias", given]]) });

  it("is missing until somebody has reported it, pending while it runs, and then what was reported", () => {
    expect(status(bias)).toBe("missing");
    expect(status(bias, reported(report("queued")))).toBe("pending");
    expect(status(bias, reported(report("running")))).toBe("pending");
    expect(status(bias, reported(report("passed")))).toBe("passed");
    expect(outcome(bias, reported(report("failed", { summary: "The gap is 0.3." })))).toMatchObject({ status: "failed", why: "The gap is 0.3." });
  });

  it("is not answered by another check's report", () => {
    expect(status(bias, facts({ reports: new Map([["load", report("passed", { check: "load" })]]) }))).toBe("missing");
  });
});
