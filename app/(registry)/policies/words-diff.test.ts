import { expect, test } from "vitest";
import { diffWords } from "./words-diff.ts";

test("a sentence is added, removed, or stays", () => {
  expect(diffWords(["One approves.", "It has a card."], ["Two approve.", "It has a card."])).toEqual({ added: ["Two approve."], removed: ["One approves."] });
  expect(diffWords([], [])).toEqual({ added: [], removed: [] });
});
