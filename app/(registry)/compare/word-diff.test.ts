import * as fc from "fast-check";
import { expect, test } from "vitest";
import { compareWords } from "./word-diff.ts";

const told = (before: string, after: string) =>
  compareWords(before, after).map((passage) => (passage.kind === "same" ? passage.lines.join("\n") : passage.parts.map(({ kind, text }) => ({ same: text, added: `{+${text}+}`, removed: `[-${text}-]` })[kind]).join("")));

test("words that changed are told within their line", () => {
  expect(told("# Card\n\nTrained on 120 rows.\nend", "# Card\n\nTrained on 240 rows, twice.\nend")).toEqual(["# Card\n", "Trained on [-120-]{+240+} rows{+, twice+}.", "end"]);
});

test("a text without a counterpart is all new, or all gone", () => {
  expect(told("a", "a\nb")).toEqual(["a", "{+b+}"]);
  expect(told("a\nb", "a")).toEqual(["a", "[-b-]"]);
  expect(told("same", "same")).toEqual(["same"]);
});

test("both texts can be read off what is told", () => {
  const text = fc.array(fc.constantFrom("a", "b", " ", "\n", "c d", "."), { maxLength: 20 }).map((pieces) => pieces.join(""));
  fc.assert(
    fc.property(text, text, (before, after) => {
      const passages = compareWords(before, after);
      const side = (kind: "added" | "removed") =>
        passages.flatMap((passage) => {
          if (passage.kind === "same") return passage.lines;
          const parts = passage.parts.filter((part) => part.kind !== kind);
          return parts.length === 0 ? [] : [parts.map(({ text: words }) => words).join("")];
        }).join("\n").replaceAll(/\n+/g, "\n").replaceAll(/^\n|\n$/g, "");
      const plain = (whole: string) => whole.replaceAll(/\n+/g, "\n").replaceAll(/^\n|\n$/g, "");
      expect(side("added")).toBe(plain(before));
      expect(side("removed")).toBe(plain(after));
    }),
  );
});
