import { describe, expect, it } from "vitest";
import { later, now, person, signature } from "./sample-facts.ts";
import { isIn, judge, whyNotSign, type Signature } from "./standing.ts";

const lapses = (reviews: Signature[], approvalsLastDays: number | null = null, at = now) =>
  judge(reviews, { evidenceDigest: "now", now: at, approvalsLastDays }).map(({ lapsed }) => lapsed);

describe("an approval", () => {
  it("counts while it is the reviewer's last word on the present evidence", () => {
    expect(lapses([signature("Ria")])).toEqual([null]);
  });

  it("of other evidence does not count", () => {
    expect(lapses([signature("Ria", "approve", { evidenceDigest: "before" })])).toEqual(["evidence"]);
  });

  it("does not count once its reviewer may not review there any more", () => {
    expect(lapses([signature("Ria", "approve", { entitled: false })])).toEqual(["not_entitled"]);
  });

  it("is undone by a later request for changes of the same reviewer, and by nobody else's", () => {
    expect(lapses([signature("Ria"), signature("Ria", "request_changes")])).toEqual(["later", null]);
    expect(lapses([signature("Ria"), signature("Sam", "request_changes")])).toEqual([null, null]);
  });

  it("is not undone by a comment", () => {
    expect(lapses([signature("Ria"), signature("Ria", "comment")])).toEqual([null, null]);
  });

  it("is not brought back when a later request for changes is dismissed", () => {
    expect(lapses([signature("Ria"), signature("Ria", "request_changes", { dismissed: true })])).toEqual(["later", "dismissed"]);
  });

  it("is not brought back when a later approval is dismissed", () => {
    expect(lapses([signature("Ria"), signature("Ria", "approve", { dismissed: true })])).toEqual(["later", "dismissed"]);
  });

  it("lapses exactly so many days after it was given, and not a millisecond earlier", () => {
    const given = signature("Ria", "approve", { at: now });
    expect(lapses([given], 7, new Date(later(7 * 24).getTime() - 1))).toEqual([null]);
    expect(lapses([given], 7, later(7 * 24))).toEqual(["lapsed"]);
  });

  it("never lapses by time where the policy says nothing of it", () => {
    expect(lapses([signature("Ria", "approve", { at: now })], null, later(24 * 365 * 50))).toEqual([null]);
  });
});

describe("a request for changes", () => {
  it("counts until the same reviewer approves", () => {
    expect(lapses([signature("Ria", "request_changes"), signature("Ria")])).toEqual(["later", null]);
  });

  it("outlives the evidence it was made of, the days that approvals last, and its reviewer's right to review", () => {
    const objection = signature("Ria", "request_changes", { evidenceDigest: "before", entitled: false, at: later(-24 * 365) });
    expect(lapses([objection], 1)).toEqual([null]);
  });

  it("does not count once it is dismissed", () => {
    expect(lapses([signature("Ria", "request_changes", { dismissed: true })])).toEqual(["dismissed"]);
  });

  it("is not answered by an approval of other evidence: that lapses, and nothing of the reviewer's counts", () => {
    expect(lapses([signature("Ria", "request_changes"), signature("Ria", "approve", { evidenceDigest: "before" })])).toEqual(["later", "evidence"]);
  });
});

describe("who may sign", () => {
  const promotion = { requester: person("Rex"), author: person("Ann"), makers: [person("Max")] };

  it("is neither who asked for it nor who made the version", () => {
    expect(whyNotSign(promotion, "rex")).toMatch(/^You requested this promotion/);
    expect(whyNotSign(promotion, "ann")).toMatch(/^You are the author of this version/);
    expect(whyNotSign(promotion, "max")).toMatch(/^You made a token of the service account/);
    expect(whyNotSign(promotion, "ria")).toBeNull();
  });
});

describe("a group of reviewers", () => {
  it("of a team is everybody in it, whatever their role there", () => {
    const group = { from: { kind: "team" as const, team: "safety" }, approvals: 1 };
    expect(isIn(group, { role: "viewer", teams: ["safety", "risk"] })).toBe(true);
    expect(isIn(group, { role: "maintainer", teams: ["risk"] })).toBe(false);
  });

  it("of a role is everybody with exactly that role in the model's own team", () => {
    const group = { from: { kind: "role" as const, role: "maintainer" as const }, approvals: 1 };
    expect(isIn(group, { role: "maintainer", teams: [] })).toBe(true);
    expect(isIn(group, { role: "reviewer", teams: [] })).toBe(false);
    expect(isIn(group, { role: null, teams: ["maintainer"] })).toBe(false);
  });
});
