import { expect, test } from "vitest";
import type { DiffLine } from "#server/cards/schema.ts";
import { foldSame } from "./fold-lines.ts";

test("what is the same and far from a change is folded", () => {
  const lines = Array.from({ length: 21 }, (_, index): DiffLine => ({ kind: index === 10 ? "removed" : index === 11 ? "added" : "same", text: String(index) }));
  const pieces = foldSame(lines, 2);
  expect(pieces.map(({ kind, lines: those }) => `${kind} ${those.length}`)).toEqual(["folded 8", "lines 6", "folded 7"]);
});
