import canonicalize from "canonicalize";
import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { blockers, nobody, type Facts } from "../promotions/evaluate.ts";
import { facts, later, metadata, report, signature } from "../promotions/sample-facts.ts";
import { demandId } from "./demands.ts";
import type { CheckDemand, MergedRules, PolicyMode, Rules } from "./schema.ts";
import { complete, effectivePolicy, stricter, stricterPolicy } from "./strictest.ts";

const some = <Value>(...values: Value[]) => fc.constantFrom(...values);

const demand: fc.Arbitrary<CheckDemand> = fc.oneof(
  fc.record({ kind: some("metric" as const), metric: some("auc", "f1"), atLeast: some(0.1, 0.5, 0.9), atMost: some(0.5, 0.95) }, { requiredKeys: ["kind", "metric"] }),
  fc.record({ kind: some("metric_vs_live" as const), metric: some("auc", "f1"), better: some("higher" as const, "lower" as const), tolerance: some(0, 0.05, 0.5) }),
  fc.record({ kind: some("metadata" as const), keys: fc.uniqueArray(some("owner", "code.commit", "team"), { minLength: 1 }) }),
  fc.record({ kind: some("soak" as const), stage: some("staging", "canary"), hours: some(1, 24) }),
  fc.record({ kind: some("external" as const), name: some("bias", "load") }),
  fc.record({ kind: some("card" as const, "lineage" as const, "files_verified" as const, "safe_serialization" as const, "signature_compatible" as const) }),
);
const group = fc.record({
  from: fc.oneof(fc.record({ kind: some("team" as const), team: some("safety", "risk") }), fc.record({ kind: some("role" as const), role: some("reviewer" as const, "maintainer" as const) })),
  approvals: some(1, 2),
});
const hours = fc.record({ cron: some("0 12 * * *", "0 0 * * 1", "0 9 * * *"), hours: some(1, 6, 24), timeZone: some("UTC", "Europe/Berlin"), reason: some("") });
const document: fc.Arbitrary<Rules> = fc.record(
  {
    approvals: some(0, 1, 2),
    groups: fc.uniqueArray(group, { maxLength: 2, selector: ({ from }) => JSON.stringify(from) }),
    approvalsLastDays: some(1, 3, 30),
    resolveThreads: fc.boolean(),
    checks: fc.uniqueArray(demand, { maxLength: 2, selector: demandId }),
    waitHours: some(0, 1, 72),
    windows: fc.array(hours, { maxLength: 2 }),
    freezes: fc.array(hours, { maxLength: 1 }),
    expiresDays: some(7, 14),
    apply: some("automatic" as const, "manual" as const),
    rollback: some("at_once" as const, "reviewed" as const),
    deployment: fc.record({ wait: fc.boolean(), minutes: some(5, 60), onFailure: some("keep" as const, "roll_back" as const) }),
  },
  { requiredKeys: [] },
);
const merged = document.map(complete);

/** A promotion that much speaks for, so that it often goes through. */
const situation: fc.Arbitrary<Facts> = fc
  .record({
    auc: some(0.3, 0.92, 0.97),
    live: fc.boolean(),
    reviews: fc.array(fc.record({ name: some("Ria", "Sam", "Mia"), verdict: some("approve" as const, "approve" as const, "approve" as const, "request_changes" as const), days: some(0.5, 2), teams: some(["risk"], ["risk", "safety"]), role: some("reviewer" as const, "maintainer" as const) }), { maxLength: 4 }),
    staged: some(0, 2, 48),
    reported: some("passed" as const, "failed" as const, "running" as const),
    openThreads: some(0, 0, 1),
    kind: some("promote" as const, "promote" as const, "rollback" as const),
  })
  .map(({ auc, live, reviews, staged, reported, openThreads, kind }) => {
    const sample = facts();
    return {
      ...sample,
      kind,
      openThreads,
      live: live ? { number: 1, metadata: { ...metadata, metrics: { auc: 0.93 } } } : null,
      candidate: { ...sample.candidate, metadata: { ...metadata, metrics: { auc, f1: 0.9 } } },
      reviews: reviews.map(({ name, verdict, days, teams, role }) => signature(name, verdict, { at: later(-24 * days), teams, role })),
      stays: staged === 0 ? [] : [{ stage: "staging", from: later(-staged), until: null }],
      reports: new Map([["bias", report(reported)]]),
    };
  });

const holds = (property: fc.IProperty<unknown>, numRuns = 1000) => fc.assert(property, { numRuns });

/** Rules whose lists are in one order, to compare what they demand. */
function ordered(rules: MergedRules): unknown {
  const sort = (list: readonly unknown[]) => list.map((item) => canonicalize(item) ?? "").toSorted();
  const checks = rules.checks.map((each) => (each.kind === "metadata" ? { ...each, keys: each.keys.toSorted() } : each));
  return { ...rules, groups: sort(rules.groups), checks: sort(checks), windows: sort(rules.windows), freezes: sort(rules.freezes) };
}

const obstacles = (given: Facts, rules: MergedRules) => blockers(given, rules, nobody).map(({ kind, about }) => `${kind.replace(/^check_.*/, "check")} ${about ?? ""}`);

describe("the stricter of two policies", () => {
  it("is the same in either order", () => {
    holds(
      fc.property(merged, merged, (one, other) => {
        expect(ordered(stricter(one, other))).toEqual(ordered(stricter(other, one)));
      }),
    );
  });

  it("of three is the same, whichever two come first", () => {
    holds(
      fc.property(merged, merged, merged, (one, two, three) => {
        expect(ordered(stricter(stricter(one, two), three))).toEqual(ordered(stricter(one, stricter(two, three))));
      }),
    );
  });

  it("of a policy and itself is that policy", () => {
    holds(
      fc.property(merged, (one) => {
        expect(ordered(stricter(one, one))).toEqual(ordered(one));
      }),
    );
  });

  it("is no stricter for being asked for twice", () => {
    holds(
      fc.property(merged, merged, (one, other) => {
        expect(ordered(stricter(stricter(one, other), other))).toEqual(ordered(stricter(one, other)));
      }),
    );
  });

  it("has every obstacle that either has", () => {
    fc.assert(
      fc.property(merged, merged, situation, (one, other, given) => {
        const both = obstacles(given, stricter(one, other));
        for (const rules of [one, other]) expect(obstacles(given, rules).filter((obstacle) => !both.includes(obstacle))).toEqual([]);
      }),
      { numRuns: 2000 },
    );
  });

  it("is satisfied only by what satisfies both", () => {
    let satisfied = 0;
    fc.assert(
      fc.property(merged, merged, situation, (one, other, given) => {
        if (blockers(given, stricter(one, other), nobody).length > 0) return;
        satisfied++;
        expect(blockers(given, one, nobody)).toEqual([]);
        expect(blockers(given, other, nobody)).toEqual([]);
      }),
      { numRuns: 5000, seed: 1 },
    );
    expect(satisfied).toBeGreaterThan(200);
  });
});

describe("the policy of a model's stage", () => {
  const site = (...documents: [PolicyMode, Rules][]) => ({ scope: { kind: "site" as const }, documents: documents.map(([mode, rules], at) => ({ version: at + 1, mode, rules })) });
  const team = (...documents: [PolicyMode, Rules][]) => ({ ...site(...documents), scope: { kind: "team" as const, team: "risk" } });

  it("asks for one approval within two weeks where nobody has said anything", () => {
    expect(effectivePolicy([])).toMatchObject({ enforced: { approvals: 1, expiresDays: 14, apply: "automatic", rollback: "at_once" }, tried: null, sources: [] });
  });

  it("may ask for no approval only by the site's own word", () => {
    expect(effectivePolicy([site(["enforce", { approvals: 0 }])]).enforced.approvals).toBe(0);
    expect(effectivePolicy([site(), team(["enforce", { approvals: 0 }])]).enforced.approvals).toBe(1);
  });

  it("is never looser for what a team says, whatever it says", () => {
    fc.assert(
      fc.property(document, document, (wide, narrow) => {
        const alone = effectivePolicy([site(["enforce", wide])]).enforced;
        const both = effectivePolicy([site(["enforce", wide]), team(["enforce", narrow])]).enforced;
        expect(ordered(stricter(alone, both))).toEqual(ordered(both));
      }),
    );
  });

  it("leaves a team's policy what it is where that says nothing of a rule", () => {
    const both = effectivePolicy([site(["enforce", { expiresDays: 30 }]), team(["enforce", { waitHours: 2 }])]).enforced;
    expect(both).toMatchObject({ expiresDays: 30, waitHours: 2, approvals: 1 });
  });

  it("tries the newest document that is only evaluated, and goes on enforcing the one before", () => {
    const policy = effectivePolicy([site(["enforce", { approvals: 1 }], ["evaluate", { approvals: 3 }])]);
    expect(policy).toMatchObject({ enforced: { approvals: 1 }, tried: { approvals: 3 }, sources: [{ version: 1, mode: "enforce" }, { version: 2, mode: "evaluate" }] });
  });

  it("tries nothing any more once a newer document is enforced", () => {
    const policy = effectivePolicy([site(["evaluate", { approvals: 3 }], ["enforce", { approvals: 2 }])]);
    expect(policy).toMatchObject({ enforced: { approvals: 2 }, tried: null, sources: [{ version: 2, mode: "enforce" }] });
  });

  it("tries a document together with what the other scopes enforce", () => {
    const policy = effectivePolicy([site(["enforce", { waitHours: 5 }]), team(["evaluate", { approvals: 3 }])]);
    expect(policy).toMatchObject({ enforced: { approvals: 1, waitHours: 5 }, tried: { approvals: 3, waitHours: 5 } });
  });

  it("takes the newest document of a scope, in whatever order they come", () => {
    const { scope, documents } = site(["enforce", { approvals: 1 }], ["enforce", { approvals: 2 }], ["enforce", { approvals: 4 }]);
    expect(effectivePolicy([{ scope, documents: documents.toReversed() }]).enforced.approvals).toBe(4);
  });

  it("is, for what was submitted, the stricter of then and now, whichever that is", () => {
    const strict = effectivePolicy([site(["enforce", { approvals: 3, waitHours: 1 }])]);
    const loose = effectivePolicy([site(["enforce", { approvals: 1, waitHours: 9 }])]);
    expect(stricterPolicy(strict, loose).enforced).toMatchObject({ approvals: 3, waitHours: 9 });
    expect(stricterPolicy(loose, strict).enforced).toMatchObject({ approvals: 3, waitHours: 9 });
  });

  it("never tries less than it enforces", () => {
    const tried = effectivePolicy([site(["enforce", { approvals: 1 }], ["evaluate", { approvals: 2 }])]);
    const strict = effectivePolicy([site(["enforce", { approvals: 4 }])]);
    expect(stricterPolicy(strict, tried).tried).toMatchObject({ approvals: 4 });
  });
});
