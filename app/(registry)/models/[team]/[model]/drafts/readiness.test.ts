import { expect, test } from "vitest";
import { totalsOf, type DraftFile, type FileState } from "./draft-file.ts";
import { obstacleTo } from "./readiness.ts";

const view = (...states: FileState[]) => ({ loaded: true, totals: totalsOf(states.map((state, n): DraftFile => ({ path: String(n), size: 1, state }))) });
const done: FileState = { kind: "done", sha256: "" };
const fault = { path: "task", message: "is missing" };

test.each([
  [{ ...view(done), loaded: false }, [], /looked up/],
  [view(), [], /at least one file/],
  [view(done, { kind: "failed", sent: 0, message: "", again: true }, { kind: "waiting", sent: 0 }), [fault], /1 file did not arrive/],
  [view({ kind: "absent", sent: 0 }, { kind: "absent", sent: 0 }), [], /2 files wait to be dropped again/],
  [view(done, { kind: "paused", sent: 0 }), [], /1 file is still to arrive/],
  [view(done), [fault, fault], /2 things are missing/],
])("a draft that is not ready says why (%#)", (given, faults, why) => {
  expect(obstacleTo(given, faults)).toMatch(why);
});

test("a draft whose files are here and that declares all is ready", () => {
  expect(obstacleTo(view(done, done), [])).toBeNull();
});
