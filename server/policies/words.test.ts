import { describe, expect, it } from "vitest";
import type { CheckDemand, Rules } from "./schema.ts";
import { complete } from "./strictest.ts";
import { addedWords, documentWords, wordsOf } from "./words.ts";

const words = (rules: Rules) => wordsOf(complete(rules));
/** What a rule adds to those that nobody has written. */
const added = (rules: Rules) => addedWords(complete(rules), complete({}));

describe("a policy in words", () => {
  it("says what holds where nobody has said anything", () => {
    expect(words({})).toEqual(["Somebody who neither requested it nor made the version approves.", "It expires after 14 days.", "A rollback goes at once."]);
  });

  it.each<[Rules, string]>([
    [{ approvals: 0 }, "No approval is needed."],
    [{ approvals: 2 }, "2 people who neither requested it nor made the version approve."],
    [{ groups: [{ from: { kind: "team", team: "safety" }, approvals: 1 }] }, "One of them from the team safety."],
    [{ groups: [{ from: { kind: "role", role: "maintainer" }, approvals: 1 }] }, "One of them a maintainer of the model's team."],
    [{ groups: [{ from: { kind: "role", role: "maintainer" }, approvals: 2 }] }, "2 of them maintainers of the model's team."],
    [{ approvalsLastDays: 1 }, "An approval counts for 1 day."],
    [{ resolveThreads: true }, "Every thread of the conversation is resolved."],
    [{ waitHours: 24 }, "It waits for 24 hours from the beginning of its round."],
    [{ expiresDays: 1 }, "It expires after 1 day."],
    [{ apply: "manual" }, "Somebody applies it, once nothing is in the way."],
    [{ rollback: "reviewed" }, "A rollback is reviewed too."],
    [{ deployment: { wait: true, minutes: 30, onFailure: "keep" } }, "The stage moves once the deployment has succeeded, within 30 minutes."],
    [{ deployment: { wait: false, minutes: 1, onFailure: "keep" } }, "Its deployment succeeds within 1 minute, or has failed."],
    [{ freezes: [{ cron: "0 18 * * 5", hours: 63, timeZone: "Europe/Berlin", reason: "weekend" }] }, "Nothing is applied from 18:00 on Fridays, for 63 hours (Europe/Berlin): weekend."],
    [
      { windows: [{ cron: "0 9 * * *", hours: 1, timeZone: "UTC", reason: "" }, { cron: "0 15 * * *", hours: 2, timeZone: "UTC", reason: "" }] },
      "It is applied only from 09:00 every day, for 1 hour (UTC), or from 15:00 every day, for 2 hours (UTC).",
    ],
  ])("says %j in one sentence", (rules, sentence) => {
    expect(added(rules)).toEqual([sentence]);
  });

  it.each<[CheckDemand, string]>([
    [{ kind: "metric", metric: "auc", atLeast: 0.9, atMost: 1 }, "auc is at least 0.9 and at most 1."],
    [{ kind: "metric_vs_live", metric: "auc", better: "higher", tolerance: 0 }, "auc is no lower than that of the live version."],
    [{ kind: "metric_vs_live", metric: "loss", better: "lower", tolerance: 0.1 }, "loss is at most 0.1 higher than that of the live version."],
    [{ kind: "metadata", keys: ["owner"] }, "owner is declared."],
    [{ kind: "metadata", keys: ["owner", "code"] }, "owner, code are declared."],
    [{ kind: "card" }, "It has a model card."],
    [{ kind: "lineage" }, "Its datasets, code and environment are known."],
    [{ kind: "files_verified" }, "Every file was looked into, and none is damaged."],
    [{ kind: "safe_serialization" }, "No file can run code when it is loaded."],
    [{ kind: "signature_compatible" }, "Whoever calls the live version can call it."],
    [{ kind: "soak", stage: "staging", hours: 1 }, "It has been live in staging for 1 hour."],
    [{ kind: "external", name: "bias" }, "The check bias passed."],
  ])("says the check %j in one sentence", (demand, sentence) => {
    expect(added({ checks: [demand] })).toEqual([sentence]);
  });
});

it("only the sentences that others do not have are added", () => {
  expect(addedWords(complete({ approvals: 2, waitHours: 1 }), complete({ approvals: 2 }))).toEqual(["It waits for 1 hour from the beginning of its round."]);
});

it("a document of the site is read with its defaults", () => {
  expect(documentWords({}, { kind: "site" })).toEqual([
    "Somebody who neither requested it nor made the version approves.",
    "It expires after 14 days.",
    "A rollback goes at once.",
  ]);
});

it("a document of a team says only what it adds", () => {
  const team = { kind: "team", team: "risk" } as const;
  expect(documentWords({}, team)).toEqual([]);
  expect(documentWords({ approvals: 2, checks: [{ kind: "card" }] }, team)).toEqual([
    "2 people who neither requested it nor made the version approve.",
    "It has a model card.",
  ]);
});
