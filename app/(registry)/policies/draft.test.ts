import { expect, test } from "vitest";
import type { Rules } from "#server/policies/schema.ts";
import { draftOf, newCheck, readDraft, readJson } from "./draft.ts";

const full: Rules = {
  approvals: 2,
  groups: [{ from: { kind: "team", team: "risk" }, approvals: 1 }, { from: { kind: "role", role: "maintainer" }, approvals: 1 }],
  approvalsLastDays: 30,
  resolveThreads: true,
  checks: [
    { kind: "metric", metric: "auc", atLeast: 0.9 },
    { kind: "metric_vs_live", metric: "log_loss", better: "lower", tolerance: 0.01 },
    { kind: "metadata", keys: ["code.commit", "attributes.owner"] },
    { kind: "card" },
    { kind: "lineage" },
    { kind: "files_verified" },
    { kind: "safe_serialization" },
    { kind: "signature_compatible" },
    { kind: "soak", stage: "staging", hours: 48 },
    { kind: "external", name: "bias-audit" },
  ],
  waitHours: 4,
  windows: [{ cron: "0 9 * * 1-5", hours: 8, timeZone: "Europe/Berlin", reason: "" }],
  freezes: [{ cron: "0 0 24 12 *", hours: 72, timeZone: "UTC", reason: "Holidays" }],
  expiresDays: 7,
  apply: "manual",
  rollback: "reviewed",
  deployment: { wait: true, minutes: 30, onFailure: "roll_back" },
};

test("every rule survives the way into the form and back", () => {
  expect(readDraft(draftOf(full))).toEqual({ rules: full, faults: null });
  expect(readDraft(draftOf({}))).toEqual({ rules: {}, faults: null });
});

test("what can't be read is told beside its field, and what was typed stays", () => {
  const draft = { ...draftOf(full), approvals: "two", checks: [{ ...newCheck("metric"), atLeast: "0,9" }] };
  expect(readDraft(draft).faults).toEqual({ approvals: "Must be a whole number", "checks.0.metric": "Must not be empty" });
  expect(draft.approvals).toBe("two");
});

test("a comma is taken for a point", () => {
  const draft = { ...draftOf({}), checks: [{ ...newCheck("metric"), metric: "auc", atLeast: "0,9" }] };
  expect(readDraft(draft).rules).toEqual({ checks: [{ kind: "metric", metric: "auc", atLeast: 0.9 }] });
});

test("a window needs its schedule and its hours", () => {
  const draft = { ...draftOf({}), freezes: [{ id: 1, cron: "", hours: "", timeZone: "UTC", reason: "" }] };
  expect(readDraft(draft).faults).toEqual({ "freezes.0.cron": "Must have five fields, such as 0 18 * * 5", "freezes.0.hours": "Must be a number of hours" });
});

test("JSON with a rule that there is not is refused, instead of demanding nothing", () => {
  expect(readJson('{ "aprovals": 2 }').faults?.[""]).toMatch(/^Has no aprovals: what it can have is approvals,/);
  expect(readJson('{ "checks": [{ "kind": "metric", "metric": "auc", "atleast": 1 }] }').faults?.["checks.0"]).toMatch(/^Has no atleast/);
  expect(readJson("{").faults?.[""]).toBeTruthy();
  expect(readJson('{ "approvals": 2 }')).toEqual({ rules: { approvals: 2 }, faults: null });
});
