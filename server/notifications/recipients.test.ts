import { describe, expect, it } from "vitest";
import { expiryNotices, tokenNotices } from "./expiry.ts";
import { noticesOf, waitedFor, wantedReviewers, type Happening, type PromotionFacts } from "./recipients.ts";
import { wordsOf } from "./words.ts";

const promotion: PromotionFacts = {
  promotion: "p", model: "risk/fraud", version: 7, stage: "production", move: "promote", modelId: "m", state: "open", round: 1,
  submittedAt: new Date("2026-05-01T00:00:00Z"), expiresAt: new Date("2026-05-15T00:00:00Z"),
  requester: "ann", author: "ann", makers: [], groups: [], wantsApprovals: true,
  reviewers: [{ id: "rex", role: "maintainer", teams: ["risk"] }, { id: "ria", role: "reviewer", teams: ["risk", "law"] }, { id: "gil", role: null, teams: ["law"] }, { id: "ann", role: "maintainer", teams: ["risk"] }],
  maintainers: ["rex", "ann"], askedPeople: [], askedTeams: [], talkers: ["vic"], verdicts: [], told: [],
};
const happening = (more: Partial<Happening>): Happening => ({ id: 1, type: "promotion.submitted", payload: { round: 1 }, by: { id: "ann", name: "Ann" }, promotion, ...more });
const told = (...happenings: Happening[]) => noticesOf(happenings).map(({ userId, facts }) => `${userId} ${facts.about === "promotion" ? facts.turn : facts.about}`);

describe("whose review is wanted", () => {
  it("are all who may, or those in one of the groups that the policy names, and never who made it", () => {
    expect(wantedReviewers(promotion)).toEqual(["rex", "ria", "gil"]);
    expect(wantedReviewers({ ...promotion, groups: [{ from: { kind: "team", team: "law" }, approvals: 1 }] })).toEqual(["ria", "gil"]);
    expect(wantedReviewers({ ...promotion, groups: [{ from: { kind: "role", role: "maintainer" }, approvals: 1 }], makers: ["rex"] })).toEqual([]);
  });

  it("are those who were asked, without who has signed in this round", () => {
    expect(waitedFor({ ...promotion, askedPeople: [{ id: "gil", name: "Gil" }], askedTeams: ["risk"], verdicts: [{ reviewer: "ria", verdict: "approve", round: 1 }] })).toEqual(["gil", "rex"]);
  });
});

describe("who is told", () => {
  it("is nobody of a promotion that is decided by then, or that wants no approval", () => {
    expect(told(happening({}))).toEqual(["rex submitted", "ria submitted", "gil submitted"]);
    expect(told(happening({ promotion: { ...promotion, state: "withdrawn" } }))).toEqual([]);
    expect(told(happening({ promotion: { ...promotion, wantsApprovals: false } }))).toEqual([]);
  });

  it("hears of one thing once: a new round, and not that it is open again because of it", () => {
    const signed: PromotionFacts = { ...promotion, round: 2, verdicts: [{ reviewer: "ria", verdict: "approve", round: 1 }] };
    const changed = happening({ type: "promotion.evidence_changed", by: null, payload: { round: 2, because: "production names v6 now" }, promotion: signed });
    const reopened = happening({ id: 2, type: "promotion.reopened", by: null, payload: { round: 2 }, promotion: signed });
    expect(told(changed, reopened)).toEqual(["ria lapsed", "ann new_round"]);
    expect(told(reopened)).toEqual(["ann reopened"]);
    expect(told({ ...reopened, by: { id: "ria", name: "Ria" } })).toEqual([]);
  });

  it("of a failed deployment is told that the promotion failed, where it did", () => {
    const failed = happening({ type: "deployment.failed", by: null, concerned: "d", payload: { because: "no pods" } });
    expect(told(failed)).toEqual(["ann deployment_failed", "rex deployment_failed"]);
    expect(told({ ...failed, promotion: { ...promotion, state: "failed" } })).toEqual(["rex deployment_failed"]);
  });
});

describe("what ends", () => {
  it("is told of two days before, and of a short time in its last quarter", () => {
    const due = (now: string, more: Partial<PromotionFacts> = {}) => expiryNotices({ ...promotion, ...more }, new Date(now)).map(({ userId }) => userId);
    expect(due("2026-05-12T23:00:00Z")).toEqual([]);
    expect(due("2026-05-13T00:00:00Z")).toEqual(["ann", "rex", "ria", "gil"]);
    expect(due("2026-05-13T00:00:00Z", { state: "approved" })).toEqual(["ann"]);
    expect(due("2026-05-15T00:00:00Z")).toEqual([]);
    expect(due("2026-05-01T17:00:00Z", { expiresAt: new Date("2026-05-02T00:00:00Z") })).toEqual([]);
    expect(due("2026-05-01T18:00:00Z", { expiresAt: new Date("2026-05-02T00:00:00Z") })).toHaveLength(4);
  });

  it("of a token 14 and 3 days before, never of a token that was made for less", () => {
    const token = { id: "t", name: "ci", prefix: "cs_ab", createdAt: new Date("2026-05-01T00:00:00Z"), expiresAt: new Date("2026-05-31T00:00:00Z"), account: null, keepers: ["ann", "ann"] };
    const key = (now: string, more = {}) => tokenNotices({ ...token, ...more }, new Date(now)).map(({ userId, facts }) => `${userId} ${facts.about === "token" ? facts.days : ""}`);
    expect([key("2026-05-16T00:00:00Z"), key("2026-05-17T00:00:00Z"), key("2026-05-28T00:00:00Z"), key("2026-06-01T00:00:00Z")]).toEqual([[], ["ann 14"], ["ann 3"], []]);
    expect(key("2026-05-27T00:00:00Z", { createdAt: new Date("2026-05-26T00:00:00Z") })).toEqual([]);
  });
});

it("each move has its own words", () => {
  const words = (more: object) => wordsOf({ about: "promotion", turn: "applied", by: "Ria", text: "", promotion: "p", model: "risk/fraud", version: 5, stage: "production", move: "promote", ...more });
  expect(words({}).title).toBe("The promotion of risk/fraud v5 to production is applied");
  expect(words({ move: "rollback" }).title).toBe("The rollback of production of risk/fraud to v5 is applied");
  expect(words({ move: "remove", turn: "rejected" })).toMatchObject({ title: "Ria rejected the removal of risk/fraud v5 from production", path: "/promotions/p" });
});
