import { describe, expect, test } from "vitest";
import type { AuditEntry } from "#server/audit/schema.ts";
import type { Review } from "#server/reviews/schema.ts";
import { historyOf } from "./history.ts";

const at = (minute: number) => new Date(Date.UTC(2026, 10, 23, 10, minute)).toISOString();
const rita = { id: "rita", name: "Rita" };
const review = (fields: Partial<Review>): Review => ({
  id: "1", reviewer: rita, verdict: "approve", comment: "", round: 1, evidenceDigest: "sha256:new", current: false, lapsed: null, dismissal: null, at: at(2), ...fields,
});
const open = { id: "p", state: "open", createdAt: at(0), closedAt: null, requester: { id: "art", name: "Art" }, evidenceDigest: "sha256:new", reviews: [] } as const;
const entry = (fields: Partial<AuditEntry>): AuditEntry => ({ seq: 1, at: at(3), actor: rita, action: "promotion.applied", target: "p", details: {}, ...fields });

describe("the story of a promotion", () => {
  test("puts reviews and changes of the evidence in order", () => {
    const reviews = [review({ at: at(1), evidenceDigest: "sha256:old" }), review({ at: at(4), current: true })];
    const changed = entry({ action: "promotion.evidence_changed", details: { because: "production names v5 now", round: 2 } });
    const story = historyOf({ ...open, reviews }, [changed, entry({ target: "another", action: "promotion.evidence_changed" })]);
    expect(story.map((each) => (each.kind === "review" ? each.standing : each.kind))).toEqual(["requested", "earlier_round", "evidence_changed", "counts"]);
  });
  test("says who applied it, and of what was superseded nobody", () => {
    expect(historyOf({ ...open, state: "applied", closedAt: at(3) }, [entry({})]).at(-1)).toEqual({ kind: "applied", at: at(3), by: "Rita" });
    expect(historyOf({ ...open, state: "superseded", closedAt: at(3) }, [entry({ action: "promotion.superseded" })]).at(-1)).toEqual({ kind: "superseded", at: at(3), by: undefined });
  });
  test("is told without the audit log too", () => {
    expect(historyOf({ ...open, state: "withdrawn", closedAt: at(3) }, []).at(-1)).toEqual({ kind: "withdrawn", at: at(3), by: undefined });
  });
  test("tells a comment from a verdict that was replaced by the same reviewer", () => {
    const reviews = [review({ verdict: "request_changes" }), review({ id: "2", verdict: "comment", at: at(3) })];
    expect(historyOf({ ...open, reviews }, []).flatMap((each) => (each.kind === "review" ? [each.standing] : []))).toEqual(["replaced", "said"]);
  });
});
