import { expect, test } from "vitest";
import { isShown, percentOf, sentOf, totalsOf, type DraftFile } from "./draft-file.ts";

const files: DraftFile[] = [
  { path: "a", size: 100, state: { kind: "done", sha256: "" } },
  { path: "b", size: 100, state: { kind: "uploading", sent: 41, from: 0 } },
  { path: "c", size: 100, state: { kind: "waiting", sent: 0 } },
  { path: "d", size: 100, state: { kind: "paused", sent: 10 } },
  { path: "e", size: 100, state: { kind: "failed", sent: 5, message: "", again: true } },
  { path: "f", size: 100, state: { kind: "absent", sent: 99 } },
];

test("totals count bytes that the registry has, and files by what they wait for", () => {
  expect(totalsOf(files)).toEqual({ files: 6, bytes: 600, sent: 255, done: 1, active: 2, paused: 1, failed: 1, absent: 1 });
});

test("every file that is not done is either under way or wants attention", () => {
  expect(files.filter((file) => isShown(file, "active")).map(({ path }) => path)).toEqual(["b", "c"]);
  expect(files.filter((file) => isShown(file, "attention")).map(({ path }) => path)).toEqual(["d", "e", "f"]);
  expect(files.filter((file) => isShown(file, "done")).map(({ path }) => path)).toEqual(["a"]);
});

test("per cent are never rounded up to what is not there, and an empty file is there when it is done", () => {
  expect(percentOf({ path: "x", size: 1000, state: { kind: "uploading", sent: 999, from: 0 } })).toBe(99);
  expect(percentOf({ path: "x", size: 0, state: { kind: "waiting", sent: 0 } })).toBe(0);
  expect(percentOf({ path: "x", size: 0, state: { kind: "done", sha256: "" } })).toBe(100);
  expect(sentOf({ path: "x", size: 10, state: { kind: "uploading", sent: 150, from: 0 } })).toBe(10);
});
