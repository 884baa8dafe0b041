import { describe, expect, it } from "vitest";
import type { Rules } from "../policies/schema.ts";
import { blockers, isSatisfied, looksAgainAt, nobody, opensAt, type Facts } from "./evaluate.ts";
import { facts, later, now, report, rules, signature, viewer } from "./sample-facts.ts";

const kinds = (given: Rules, change: Partial<Facts> = {}) => blockers(facts(change), rules(given), nobody).map(({ kind }) => kind);
const one = (given: Rules, change: Partial<Facts> = {}, as = nobody) => {
  const found = blockers(facts(change), rules(given), as);
  expect(found).toHaveLength(1);
  return found[0]!;
};

describe("approvals", () => {
  it("are missing until as many people have signed as the policy wants", () => {
    expect(one({ approvals: 2 }).what).toBe("2 approvals are missing");
    expect(one({ approvals: 2 }, { reviews: [signature("Ria")] }).what).toBe("One approval is missing");
    expect(kinds({ approvals: 2 }, { reviews: [signature("Ria"), signature("Sam")] })).toEqual([]);
  });

  it("of one person count once, however often they are given", () => {
    expect(kinds({ approvals: 2 }, { reviews: [signature("Ria"), signature("Ria")] })).toEqual(["approvals_missing"]);
  });

  it("of the requester and of the author never count", () => {
    expect(kinds({ approvals: 1 }, { reviews: [signature("Rex"), signature("Ann")] })).toEqual(["approvals_missing"]);
  });

  it("say who can give them, and whether the one who asks can", () => {
    expect(one({}, {}, viewer("Ria"))).toMatchObject({ who: "A reviewer or maintainer other than Rex and Ann", you: true, clear: "review" });
    for (const name of ["Rex", "Ann"]) expect(one({}, {}, viewer(name)).you).toBe(false);
    expect(one({}, {}, viewer("Ria", { maySign: false })).you).toBe(false);
    expect(one({ approvals: 2 }, { reviews: [signature("Ria")] }, viewer("Ria")).you).toBe(false);
  });

  it("are not wanted where the policy wants none", () => {
    expect(kinds({ approvals: 0 })).toEqual([]);
  });
});

describe("a recall", () => {
  const recall = { id: "r", dataset: "corks", own: false, reason: "They rot", liftable: false };
  const signed = { reviews: [signature("Ria")] };

  it("stands in the way of what comes and of what comes back, whatever was signed, and not of what is taken out", () => {
    expect(kinds({}, { ...signed, recalls: [recall] })).toEqual(["recalled"]);
    expect(kinds({ rollback: "at_once" }, { kind: "rollback", recalls: [recall] })).toEqual(["recalled"]);
    expect(kinds({}, { ...signed, kind: "remove", recalls: [recall] })).toEqual([]);
  });

  it("says why, who lifts it and whether that is the one who asks, and names no version", () => {
    expect(one({}, { ...signed, recalls: [recall] })).toMatchObject({ what: "The data corks is recalled", why: expect.stringContaining("They rot") as unknown, who: "An administrator, who lifts the recall", you: false, clear: "lift", about: "r" });
    expect(one({}, { ...signed, recalls: [{ ...recall, dataset: null, own: true, liftable: true }] })).toMatchObject({ what: "This version is recalled", who: "A maintainer of the model, who lifts the recall", you: true });
    expect(one({}, { ...signed, recalls: [{ ...recall, dataset: null }] }).what).toBe("A version that this one was made from is recalled");
  });

  it("is no matter of time", () => {
    expect(isSatisfied(blockers(facts({ ...signed, recalls: [recall] }), rules(), nobody))).toBe(false);
  });
});

describe("a group of reviewers", () => {
  const safety = { from: { kind: "team" as const, team: "safety" }, approvals: 1 };
  const maintainers = { from: { kind: "role" as const, role: "maintainer" as const }, approvals: 1 };

  it("has to sign besides: an approval from elsewhere is none of theirs", () => {
    expect(one({ groups: [safety] }, { reviews: [signature("Ria")] })).toMatchObject({ kind: "group_approvals_missing", about: "team:safety" });
    expect(kinds({ groups: [safety] }, { reviews: [signature("Ria", "approve", { teams: ["safety"] })] })).toEqual([]);
  });

  it("shares a person with other groups, who counts in each of them and once among all", () => {
    const both = signature("Mia", "approve", { role: "maintainer", teams: ["safety", "risk"] });
    expect(kinds({ approvals: 1, groups: [safety, maintainers] }, { reviews: [both] })).toEqual([]);
    expect(kinds({ approvals: 2, groups: [safety, maintainers] }, { reviews: [both] })).toEqual(["approvals_missing"]);
  });

  it("does not gain from the requester's or the author's membership", () => {
    expect(kinds({ approvals: 0, groups: [safety] }, { reviews: [signature("Rex", "approve", { teams: ["safety"] })] })).toEqual(["group_approvals_missing"]);
  });

  it("is told by its name, with how many are missing", () => {
    expect(one({ approvals: 0, groups: [{ ...maintainers, approvals: 2 }] }).what).toBe("2 approvals are missing of the maintainers of risk");
  });
});

describe("a request for changes", () => {
  const objection = signature("Sam", "request_changes");

  it("blocks, however many others approve", () => {
    expect(one({}, { reviews: [objection, signature("Ria"), signature("Mia")] })).toMatchObject({ kind: "changes_requested", about: "sam", what: "Sam asks for changes" });
  });

  it("blocks where no approval is wanted at all", () => {
    expect(kinds({ approvals: 0 }, { reviews: [objection] })).toEqual(["changes_requested"]);
  });

  it("can be cleared by who made it and by who may dismiss it", () => {
    const asked = (as: typeof nobody) => one({ approvals: 0 }, { reviews: [objection] }, as).you;
    expect(asked(viewer("Sam", { mayDismiss: false }))).toBe(true);
    expect(asked(viewer("Mia"))).toBe(true);
    expect(asked(viewer("Ria", { mayDismiss: false }))).toBe(false);
  });
});

describe("checks", () => {
  it("each stand in the way in their own manner: failed, missing, pending", () => {
    const checks = [{ kind: "metric", metric: "auc", atLeast: 0.99 }, { kind: "metric", metric: "f1", atLeast: 0 }, { kind: "external", name: "bias" }] as const;
    expect(kinds({ approvals: 0, checks: [...checks] }, { reports: new Map([["bias", report("running")]]) })).toEqual(["check_failed", "check_missing", "check_pending"]);
  });

  it("are not asked of a rollback or a removal", () => {
    const given: Rules = { approvals: 0, checks: [{ kind: "metric", metric: "auc", atLeast: 2 }], rollback: "reviewed" };
    expect(kinds(given, { kind: "rollback" })).toEqual([]);
    expect(kinds(given, { kind: "remove" })).toEqual([]);
    expect(kinds(given)).toEqual(["check_failed"]);
  });

  it("that were not reported are the pipeline's to clear", () => {
    expect(one({ approvals: 0, checks: [{ kind: "external", name: "bias" }] })).toMatchObject({ kind: "check_missing", who: "The pipeline that reports it", clear: "report", about: "external:bias" });
  });
});

describe("time", () => {
  it("stands in the way until the round has lasted for the wait, to the millisecond", () => {
    expect(one({ approvals: 0, waitHours: 48 }, { roundAt: new Date(later(-48).getTime() + 1) })).toMatchObject({ kind: "wait_time", until: new Date(now.getTime() + 1).toISOString() });
    expect(kinds({ approvals: 0, waitHours: 48 }, { roundAt: later(-48) })).toEqual([]);
  });

  it("stands in the way until the requester's own instant", () => {
    expect(kinds({ approvals: 0 }, { notBefore: later(1) })).toEqual(["not_before"]);
    expect(kinds({ approvals: 0 }, { notBefore: now })).toEqual([]);
  });

  it("of a freeze comes before that of a window: both are told", () => {
    const hours = { cron: "0 12 * * *", hours: 2, timeZone: "UTC", reason: "quarter's end" };
    expect(kinds({ approvals: 0, windows: [hours], freezes: [hours] })).toEqual(["frozen"]);
    expect(kinds({ approvals: 0, windows: [{ ...hours, cron: "0 15 * * *" }], freezes: [hours] })).toEqual(["frozen", "outside_window"]);
    expect(one({ approvals: 0, freezes: [hours] }).why).toBe("quarter's end");
  });

  it("alone leaves a promotion satisfied, and anything else does not", () => {
    const waiting: Rules = { approvals: 0, waitHours: 72, apply: "manual", freezes: [{ cron: "0 12 * * *", hours: 2, timeZone: "UTC", reason: "" }] };
    expect(isSatisfied(blockers(facts({ notBefore: later(1) }), rules(waiting), nobody))).toBe(true);
    expect(isSatisfied(blockers(facts(), rules({ ...waiting, approvals: 1 }), nobody))).toBe(false);
  });

  it("opens when the wait, the requester's instant, the freezes and the windows all let it", () => {
    const given: Rules = { waitHours: 50, freezes: [{ cron: "0 12 * * *", hours: 4, timeZone: "UTC", reason: "" }], windows: [{ cron: "0 9 * * *", hours: 1, timeZone: "UTC", reason: "" }, { cron: "0 15 * * *", hours: 2, timeZone: "UTC", reason: "" }] };
    expect(opensAt(facts(), rules(given))).toEqual(new Date("2026-05-04T16:00:00Z"));
    expect(opensAt(facts({ notBefore: new Date("2026-05-04T16:30:00Z") }), rules(given))).toEqual(new Date("2026-05-04T16:30:00Z"));
    expect(opensAt(facts({ notBefore: new Date("2026-05-04T17:00:00Z") }), rules(given))).toEqual(new Date("2026-05-05T09:00:00Z"));
  });
});

describe("threads", () => {
  it("stand in the way while one is open, where the policy says so", () => {
    expect(one({ approvals: 0, resolveThreads: true }, { openThreads: 1 }).what).toBe("One thread is not resolved");
    expect(kinds({ approvals: 0, resolveThreads: true })).toEqual([]);
    expect(kinds({ approvals: 0 }, { openThreads: 3 })).toEqual([]);
  });
});

describe("a rollback", () => {
  it("goes at once, on the signatures that the version has, unless the policy wants it reviewed", () => {
    const given: Rules = { approvals: 2, waitHours: 100, apply: "manual", resolveThreads: true };
    const change: Partial<Facts> = { kind: "rollback", openThreads: 1, notBefore: later(5) };
    expect(kinds(given, change)).toEqual([]);
    expect(kinds({ ...given, rollback: "reviewed" }, change)).toEqual(["approvals_missing", "threads_unresolved", "wait_time", "not_before", "not_applied_yet"]);
  });
});

describe("somebody's word", () => {
  it("is missing where the policy lets nothing go by itself, whoever asks", () => {
    expect(one({ approvals: 0, apply: "manual" })).toMatchObject({ kind: "not_applied_yet", you: false, clear: "apply" });
    expect(one({ approvals: 0, apply: "manual" }, {}, viewer("Rex")).you).toBe(true);
  });

  it("is the requester's, to submit a draft", () => {
    expect(one({ approvals: 0 }, { state: "draft" }, viewer("Rex"))).toMatchObject({ kind: "draft", you: true, clear: "submit" });
    expect(one({ approvals: 0 }, { state: "draft" }, viewer("Ria")).you).toBe(false);
  });
});

describe("the registry looks again", () => {
  const expires = later(100);

  it("when it expires, where nothing comes earlier", () => {
    expect(looksAgainAt(facts(), rules(), expires)).toEqual(expires);
    expect(looksAgainAt(facts(), rules(), null)).toBeNull();
  });

  it("when an approval lapses", () => {
    expect(looksAgainAt(facts({ reviews: [signature("Ria")] }), rules({ approvals: 2, approvalsLastDays: 2 }), expires)).toEqual(later(24));
  });

  it("when the version has been long enough in a stage", () => {
    const stays = [{ stage: "staging", from: later(-5), until: null }];
    expect(looksAgainAt(facts({ stays }), rules({ checks: [{ kind: "soak", stage: "staging", hours: 12 }] }), expires)).toEqual(later(7));
  });

  it("when time alone will have cleared the way, and not for its sake while something else is missing", () => {
    expect(looksAgainAt(facts({ notBefore: later(3) }), rules({ approvals: 0 }), expires)).toEqual(later(3));
    expect(looksAgainAt(facts({ notBefore: later(3) }), rules({ approvals: 1 }), expires)).toEqual(expires);
  });
});
