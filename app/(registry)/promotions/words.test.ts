import { describe, expect, test } from "vitest";
import { asLine, counted, inWords, lengthOf, stateOf, titleOf } from "./words.ts";

describe("the title of a promotion", () => {
  test("says what is promoted and where to", () => {
    expect(titleOf({ kind: "promote", version: 4, stage: "production" })).toBe("Promote v4 to production");
  });
  test("says of a rollback what it returns to", () => {
    expect(titleOf({ kind: "rollback", version: 1, stage: "production" })).toBe("Roll production back to v1");
  });
});

describe("the state of a promotion", () => {
  test("is awaiting review while approvals are missing", () => {
    expect(stateOf({ state: "open", kind: "promote", blockers: [{ kind: "approval_missing" }] })).toMatchObject({ label: "Awaiting review", seal: "awaited" });
  });
  test("is changes requested as soon as one reviewer asks for them", () => {
    const blockers = [{ kind: "approval_missing" }, { kind: "changes_requested" }] as const;
    expect(stateOf({ state: "open", kind: "promote", blockers })).toMatchObject({ label: "Changes requested", tone: "refuse" });
  });
  test("leaves a void seal on what was withdrawn or superseded", () => {
    expect(stateOf({ state: "withdrawn", kind: "promote" }).seal).toBe("void");
    expect(stateOf({ state: "superseded", kind: "promote" }).seal).toBe("void");
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
