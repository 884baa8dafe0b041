import { expect, test } from "vitest";
import { documentWords } from "./words.ts";

test("a document of the site is read with its defaults", () => {
  expect(documentWords({}, { kind: "site" })).toEqual([
    "Somebody who neither requested it nor made the version approves.",
    "It expires after 14 days.",
    "A rollback goes at once.",
  ]);
});

test("a document of a team says only what it adds", () => {
  const team = { kind: "team", team: "risk" } as const;
  expect(documentWords({}, team)).toEqual([]);
  expect(documentWords({ approvals: 2, checks: [{ kind: "card" }] }, team)).toEqual([
    "2 people who neither requested it nor made the version approve.",
    "It has a model card.",
  ]);
});
