import { describe, expect, it } from "vitest";
import { evidenceDigest } from "./evidence.ts";
import { blockers, goodVersions, standing, whyNotSign, type Facts, type Signature } from "./rules.ts";

const ann = { id: "1", name: "Ann" };
const ria = { id: "2", name: "Ria" };
const sam = { id: "3", name: "Sam" };
const facts: Facts = { kind: "promote", requester: ann, author: ann, evidenceDigest: "now", reviews: [] };
const signature = (reviewer: typeof ann, verdict: Signature["verdict"], digest = "now"): Signature => ({
  reviewer,
  verdict,
  evidenceDigest: digest,
  entitled: true,
});
const kinds = (reviews: Signature[]) => blockers({ ...facts, reviews }, { id: sam.id, maySign: true }).map((each) => each.kind);

describe("blockers", () => {
  it("want one approval, by somebody else", () => {
    expect(kinds([])).toEqual(["approval_missing"]);
    expect(kinds([signature(ria, "approve")])).toEqual([]);
    expect(kinds([signature(ann, "approve")])).toEqual(["approval_missing"]);
  });

  it("count no approval of other evidence", () => {
    expect(kinds([signature(ria, "approve", "before")])).toEqual(["approval_missing"]);
  });

  it("keep an objection through new evidence, until the one who made it approves", () => {
    const objection = signature(sam, "request_changes", "before");
    expect(kinds([objection, signature(ria, "approve")])).toEqual(["changes_requested"]);
    expect(kinds([objection, signature(ria, "approve"), signature(sam, "approve")])).toEqual([]);
  });

  it("are not cleared or made by a comment", () => {
    expect(kinds([signature(ria, "approve"), signature(ria, "comment")])).toEqual([]);
    expect(kinds([signature(ria, "comment")])).toEqual(["approval_missing"]);
  });

  it("tell whether the one who asks can clear them", () => {
    const toSam = blockers(facts, { id: sam.id, maySign: true });
    const toAnn = blockers(facts, { id: ann.id, maySign: true });
    const toStranger = blockers(facts, { id: "9", maySign: false });
    expect([toSam, toAnn, toStranger].map((list) => list[0]!.you)).toEqual([true, false, false]);
  });
});

describe("standing reviews", () => {
  it("are the last of each reviewer", () => {
    const reviews = [signature(ria, "approve"), signature(sam, "approve"), signature(ria, "request_changes")];
    expect(standing({ evidenceDigest: "now", reviews })).toEqual([reviews[2], reviews[1]]);
  });

  it("leave out the approval of somebody who may not review any more", () => {
    const left = { ...signature(ria, "approve"), entitled: false };
    expect(standing({ evidenceDigest: "now", reviews: [left] })).toEqual([]);
  });
});

it("neither the requester nor the author may sign", () => {
  expect(whyNotSign({ requester: ann, author: ria }, ann.id)).toMatch(/requested/);
  expect(whyNotSign({ requester: ann, author: ria }, ria.id)).toMatch(/author/);
  expect(whyNotSign({ requester: ann, author: ria }, sam.id)).toBeNull();
});

describe("the good versions", () => {
  const promote = (number: number) => ({ kind: "promote" as const, number });
  const rollback = (number: number) => ({ kind: "rollback" as const, number });

  it("are those that were promoted, the live one last", () => {
    expect(goodVersions([])).toEqual([]);
    expect(goodVersions([promote(1), promote(2)])).toEqual([1, 2]);
  });

  it("are none that was rolled back from, until it is promoted again", () => {
    expect(goodVersions([promote(1), promote(2), promote(3), rollback(2)])).toEqual([1, 2]);
    expect(goodVersions([promote(1), promote(2), promote(3), rollback(1)])).toEqual([1]);
    expect(goodVersions([promote(1), promote(2), rollback(1), promote(2)])).toEqual([1, 2]);
  });
});

it("evidence differs when the version that is replaced does", () => {
  const evidence = { model: "risk/a", stage: "production", candidate: "x", candidateNumber: 2, baseline: null, baselineNumber: null, round: 1 };
  expect(evidenceDigest(evidence)).toMatch(/^sha256:[0-9a-f]{64}$/);
  expect(evidenceDigest(evidence)).not.toBe(evidenceDigest({ ...evidence, baseline: "y", baselineNumber: 1 }));
  expect(evidenceDigest(evidence)).not.toBe(evidenceDigest({ ...evidence, stage: "staging" }));
  expect(evidenceDigest(evidence)).not.toBe(evidenceDigest({ ...evidence, round: 3 }));
});
