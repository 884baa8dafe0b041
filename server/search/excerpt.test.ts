import { describe, expect, it } from "vitest";
import { excerptOf } from "./excerpt.ts";

const told = (text: string, ...words: string[]) =>
  excerptOf(text, words.map((word) => ({ word: word.replace("*", ""), prefix: word.endsWith("*") })))?.map((piece) => (piece.match ? `[${piece.text}]` : piece.text)).join("");

describe("an excerpt", () => {
  it("marks each word that was looked for, in whatever case, and how one begins", () => {
    expect(told("Churn of card holders:\n  churning, CHURN and Übung.", "churn", "übung")).toBe("[Churn] of card holders: churning, [CHURN] and [Übung].");
    expect(told("Churn and churning.", "churn*")).toBe("[Churn] and [churning].");
  });

  it("is null where none of them stands", () => {
    expect(told("Churning.", "churn")).toBeUndefined();
    expect(told("", "churn")).toBeUndefined();
  });

  it("begins at a word before the first of them, and leaves out what is far behind", () => {
    const text = `${"before ".repeat(40)}churn ${"after ".repeat(40)}churn`;
    const excerpt = told(text, "churn")!;
    expect(excerpt).toMatch(/^… (before ){8}\[churn\] (after )+/);
    expect(excerpt).toMatch(/ …$/);
    expect(excerpt.match(/churn/g)).toHaveLength(1);
    expect(excerpt.length).toBeLessThan(230);
  });
});
