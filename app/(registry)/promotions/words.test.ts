import { describe, expect, test } from "vitest";
import { asLine, counted, inWords, lengthOf, stateOf, titleOf } from "./words.ts";

describe("the title of a promotion", () => {
  test("says what is promoted and where to", () => {
    expect(titleOf({ kind: "promote", version: 4, stage: "production" })).toBe("Promote v4 to production");
  });
  test("says of a rollback what it returns to", () => {
    expect(titleOf({ kind: "rollback", version: 1, stage: "production" })).toBe("Roll production back to v1");
  });
  test("says of a removal what is taken out of where", () => {
    expect(titleOf({ kind: "remove", version: 3, stage: "staging" })).toBe("Take v3 out of staging");
  });
});

describe("the state of a promotion", () => {
  const open = { state: "open", kind: "promote", bypassed: false, appliesAt: null } as const;
  test("is awaiting review while approvals are missing, whatever check is still running", () => {
    expect(stateOf({ ...open, blockers: [{ kind: "check_pending" }, { kind: "approvals_missing" }] })).toMatchObject({ label: "Awaiting review", seal: "awaited" });
  });
  test("is changes requested as soon as one reviewer asks for them", () => {
    expect(stateOf({ ...open, blockers: [{ kind: "approvals_missing" }, { kind: "changes_requested" }] })).toMatchObject({ label: "Changes requested", tone: "refuse" });
  });
  test("is in review where the blockers are not known", () => {
    expect(stateOf(open).label).toBe("In review");
  });
  test("tells apart why what is approved is not live yet", () => {
    const approved = { ...open, state: "approved" } as const;
    expect(stateOf({ ...approved, appliesAt: "2026-05-03T10:00:00Z" }).label).toBe("Approved, scheduled");
    expect(stateOf({ ...approved, appliesAt: "2026-05-03T10:00:00Z", blockers: [{ kind: "frozen" }] }).label).toBe("Approved, frozen");
    expect(stateOf({ ...approved, blockers: [{ kind: "not_applied_yet" }] }).label).toBe("Approved, not applied yet");
  });
  test("is bypassed for ever, and bears no seal of a signature", () => {
    expect(stateOf({ ...open, state: "applied", bypassed: true })).toEqual({ label: "Bypassed", tone: "refuse", seal: "bypassed" });
  });
  test("leaves a void seal on what was withdrawn, superseded or expired", () => {
    for (const state of ["withdrawn", "superseded", "expired"] as const) expect(stateOf({ ...open, state }).seal).toBe("void");
  });
});

test("names are joined as a sentence joins them", () => {
  expect([inWords([]), inWords(["Ada"]), inWords(["Ada", "Rita"]), inWords(["Ada", "Rita", "Vic"])]).toEqual(["", "Ada", "Ada and Rita", "Ada, Rita and Vic"]);
});

test("one is not many", () => {
  expect([counted(1, "file"), counted(0, "file"), counted(2, "reply", "replies")]).toEqual(["1 file", "0 files", "2 replies"]);
});

test("what somebody wrote fits on a line, with its words whole", () => {
  expect(asLine("# Why\n\n**Recall** of `f1_macro`:\n- calibration\n> quoted -1")).toBe("Why Recall of f1_macro: calibration quoted -1");
});

test("how long something lasted is told in one unit", () => {
  const day = 86_400_000;
  expect([lengthOf(0, 12 * day), lengthOf(0, 15 * 60_000 + 7), lengthOf(0, 1000)]).toEqual(["12 days", "15 minutes", "less than a minute"]);
});
