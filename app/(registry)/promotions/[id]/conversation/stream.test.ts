import { describe, expect, test } from "vitest";
import type { AuditEntry } from "#server/audit/schema.ts";
import type { Review, Thread } from "#server/reviews/schema.ts";
import { streamOf, type Happening } from "./stream.ts";

const at = (minute: number) => new Date(Date.UTC(2026, 10, 23, 10, minute)).toISOString();
const rita = { id: "rita", name: "Rita" };
const entry = (action: AuditEntry["action"], minute: number): AuditEntry => ({ seq: minute, at: at(minute), actor: rita, action, target: "p", details: {} });
const review = (minute: number): Review => ({
  id: `r${minute}`, reviewer: rita, verdict: "approve", comment: "", round: 1, evidenceDigest: "sha256:a", current: true, lapsed: null, dismissal: null, at: at(minute),
});
const thread = (minute: number): Thread => ({ id: `t${minute}`, about: null, resolved: null, comments: [{ id: `t${minute}`, author: rita, body: "Why?", at: at(minute), editedAt: null, mentions: [], edits: [] }] });
const told = (happenings: Happening[]) => happenings.map((each) => (each.kind === "record" ? each.entry.action : each.kind));

describe("the story of a promotion", () => {
  test("is one line, the earliest first", () => {
    const timeline = [entry("promotion.requested", 0), entry("promotion.evidence_changed", 4)];
    expect(told(streamOf({ timeline, reviews: [review(5), review(1)], threads: [thread(2)] }))).toEqual(["promotion.requested", "review", "thread", "promotion.evidence_changed", "review"]);
  });
  test("leaves out of the record what reviews and threads tell themselves", () => {
    const timeline = [entry("promotion.reviewed", 1), entry("promotion.commented", 2), entry("promotion.thread_resolved", 3), entry("promotion.review_dismissed", 4)];
    expect(told(streamOf({ timeline, reviews: [review(1)], threads: [thread(2)] }))).toEqual(["review", "thread", "promotion.review_dismissed"]);
  });
  test("tells a request that was submitted at once as one happening, and a draft's submission by itself", () => {
    expect(told(streamOf({ timeline: [entry("promotion.requested", 0), entry("promotion.submitted", 0)], reviews: [], threads: [] }))).toEqual(["promotion.requested"]);
    expect(told(streamOf({ timeline: [entry("promotion.requested", 0), entry("promotion.submitted", 9)], reviews: [], threads: [] }))).toEqual(["promotion.requested", "promotion.submitted"]);
  });
  test("puts the approval before what it brought about", () => {
    expect(told(streamOf({ timeline: [entry("promotion.applied", 3)], reviews: [review(3)], threads: [] }))).toEqual(["review", "promotion.applied"]);
  });
});
