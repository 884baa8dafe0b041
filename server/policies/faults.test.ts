import { describe, expect, it } from "vitest";
import { policyFaults, type Surroundings } from "./faults.ts";
import type { Rules } from "./schema.ts";
import { complete } from "./strictest.ts";

const around: Surroundings = {
  now: new Date("2026-05-04T12:00:00Z"),
  stage: "production",
  stages: ["staging", "production", "edge"],
  checks: ["bias"],
  people: new Map([["team:safety", 1], ["role:maintainer", 0], ["role:reviewer", 2], ["all", 3]]),
  wider: null,
};

const faults = (rules: Rules, change: Partial<Surroundings> = {}) => policyFaults(rules, { ...around, ...change });
const hours = (cron: string, length = 1, timeZone = "UTC") => ({ cron, hours: length, timeZone, reason: "" });

describe("a policy is refused, with a sentence, when it", () => {
  it.each<[string, Rules, string]>([
    ["wants a value that no number is", { checks: [{ kind: "metric", metric: "auc", atLeast: 0.9, atMost: 0.8 }] }, "No value of auc is at least 0.9 and at most 0.8."],
    ["bounds a metric by nothing", { checks: [{ kind: "metric", metric: "auc" }] }, "The metric auc has no bound: say at least, at most, or both."],
    ["names a check that there is not", { checks: [{ kind: "external", name: "load" }] }, "There is no check load. The checks are bias. An administrator defines them."],
    ["names a stage that there is not", { checks: [{ kind: "soak", stage: "moon", hours: 1 }] }, "There is no stage moon. The stages are staging, production, edge."],
    ["wants a stay in the stage itself", { checks: [{ kind: "soak", stage: "production", hours: 1 }] }, "A version can't have been live in production before it is promoted there. Name an earlier stage."],
    ["wants a stay in a later stage", { checks: [{ kind: "soak", stage: "edge", hours: 1 }] }, "edge comes after production, so no version has been live there before. Name an earlier stage."],
    ["names a team that there is not", { groups: [{ from: { kind: "team", team: "moon" }, approvals: 1 }] }, "There is no team moon."],
    ["wants more of a team than it has", { groups: [{ from: { kind: "team", team: "safety" }, approvals: 2 }] }, "2 approvals are wanted from the team safety, where only one person could give one. Ask for fewer, or add people first."],
    ["wants somebody of a role that nobody has", { groups: [{ from: { kind: "role", role: "maintainer" }, approvals: 1 }] }, "1 approvals are wanted from maintainers of the team, where nobody could give one. Ask for fewer, or add people first."],
    ["wants more people than there are", { approvals: 4 }, "4 approvals are wanted, and only 3 people could give one. Ask for fewer, or add people first."],
    ["waits for longer than it lasts", { waitHours: 48, expiresDays: 2 }, "A request would expire after 2 days, before it has waited for 48 hours."],
    ["demands one thing twice", { checks: [{ kind: "card" }, { kind: "card" }] }, "The check card is demanded twice; write it once."],
    ["names one group twice", { groups: [{ from: { kind: "role", role: "reviewer" }, approvals: 1 }, { from: { kind: "role", role: "reviewer" }, approvals: 2 }] }, "The reviewers role reviewer are demanded twice; write them once."],
    ["is never open", { windows: [hours("0 9 * * *")], freezes: [hours("0 8 * * *", 3)] }, "There is no hour within the next 400 days in which it could be applied: the windows and the freezes leave none."],
    ["has a schedule that can't be read", { freezes: [hours("99 * * * *")] }, 'The schedule "99 * * * *" can\'t be read: Constraint error, got value 99 expected range 0-59.'],
    ["has a zone that there is not", { windows: [hours("0 9 * * *", 1, "Mars/Olympus")] }, '"Mars/Olympus" is no time zone; write one such as Europe/Berlin or UTC.'],
    [
      "turns a metric both ways",
      { checks: [{ kind: "metric_vs_live", metric: "auc", better: "higher", tolerance: 0 }, { kind: "metric_vs_live", metric: "auc", better: "lower", tolerance: 0 }] },
      "auc can't be better both when it is higher and when it is lower.",
    ],
  ])("%s", (_, rules, sentence) => {
    expect(faults(rules)).toEqual([sentence]);
  });

  it("has several faults, with a sentence for each", () => {
    expect(faults({ approvals: 4, checks: [{ kind: "external", name: "load" }], freezes: [hours("99 * * * *")] })).toHaveLength(2);
    expect(faults({ approvals: 4, waitHours: 48, expiresDays: 1 })).toHaveLength(2);
  });
});

describe("a policy that adds to a wider one", () => {
  const wide = complete({
    approvals: 2,
    approvalsLastDays: 7,
    resolveThreads: true,
    waitHours: 4,
    expiresDays: 10,
    apply: "manual",
    rollback: "reviewed",
    deployment: { wait: true, minutes: 30, onFailure: "roll_back" },
    groups: [{ from: { kind: "role", role: "reviewer" }, approvals: 2 }],
    checks: [
      { kind: "metric", metric: "auc", atLeast: 0.8, atMost: 0.99 },
      { kind: "metric_vs_live", metric: "auc", better: "higher", tolerance: 0.1 },
      { kind: "soak", stage: "staging", hours: 24 },
    ],
  });

  it.each<[Rules, RegExp]>([
    [{ approvals: 1 }, /^It asks for 1 approvals, while the wider policy asks for 2\. Leave it out, or be stricter\.$/],
    [{ approvalsLastDays: 30 }, /^Approvals would last 30 days, while the wider policy lets them last 7\./],
    [{ resolveThreads: false }, /^Threads would not have to be resolved, while/],
    [{ waitHours: 1 }, /^It waits for 1 hours, while the wider policy waits for 4\./],
    [{ expiresDays: 20 }, /^Requests would expire after 20 days, while the wider policy lets them expire after 10\./],
    [{ apply: "automatic" }, /^It would be applied by itself, while/],
    [{ rollback: "at_once" }, /^A rollback would go at once, while/],
    [{ deployment: { wait: false, minutes: 30, onFailure: "roll_back" } }, /^The stage would move before its deployment has succeeded, while the wider policy has it wait\./],
    [{ deployment: { wait: true, minutes: 60, onFailure: "roll_back" } }, /^A deployment would have 60 minutes, while the wider policy gives it 30\./],
    [{ deployment: { wait: true, minutes: 30, onFailure: "keep" } }, /^The stage would stay when its deployment fails, while/],
    [{ groups: [{ from: { kind: "role", role: "reviewer" }, approvals: 1 }] }, /^It asks for 1 of role reviewer, while the wider policy asks for 2\./],
    [{ checks: [{ kind: "metric", metric: "auc", atLeast: 0.7 }] }, /^The check metric:auc is looser, while/],
    [{ checks: [{ kind: "metric", metric: "auc", atMost: 1 }] }, /^The check metric:auc is looser, while/],
    [{ checks: [{ kind: "metric_vs_live", metric: "auc", better: "higher", tolerance: 0.2 }] }, /^The check live:auc:higher is looser, while/],
    [{ checks: [{ kind: "soak", stage: "staging", hours: 2 }] }, /^The check soak:staging is looser, while/],
    [{ checks: [{ kind: "metric_vs_live", metric: "auc", better: "lower", tolerance: 0 }] }, /^auc can't be better both when it is higher and when it is lower: the wider policy says the opposite\./],
  ])("can't loosen it: %j", (rules, sentence) => {
    expect(faults(rules, { wider: wide })).toEqual([expect.stringMatching(sentence)]);
  });

  it("may say the same, or be stricter, or speak of something else", () => {
    expect(faults({ approvals: 3, waitHours: 4, expiresDays: 5, apply: "manual", checks: [{ kind: "metric", metric: "auc", atLeast: 0.9 }, { kind: "card" }] }, { wider: wide })).toEqual([]);
    expect(faults({}, { wider: wide })).toEqual([]);
  });

  it("is looked at together with it: what each allows may leave nothing", () => {
    expect(faults({ checks: [{ kind: "metric", metric: "auc", atLeast: 1 }] }, { wider: wide })).toEqual(["No value of auc is at least 1 and at most 0.99."]);
    const mornings = complete({ windows: [hours("0 9 * * *")] });
    expect(faults({ windows: [hours("0 15 * * *")] }, { wider: mornings })).toEqual([expect.stringMatching(/^There is no hour within the next 400 days/)]);
    expect(faults({ waitHours: 24 * 10 }, { wider: complete({ expiresDays: 10 }) })).toEqual([expect.stringMatching(/^A request would expire after 10 days/)]);
  });
});

it("a policy that says nothing has no fault", () => {
  expect(faults({})).toEqual([]);
});
