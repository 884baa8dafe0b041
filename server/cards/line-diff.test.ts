import { describe, expect, test } from "vitest";
import { compareLines } from "./line-diff.ts";

const written = (before: string, after: string) => compareLines(before, after).map(({ kind, text }) => `${{ same: " ", added: "+", removed: "-" }[kind]}${text}`);

describe("two texts, line by line", () => {
  test("that are the same have no change", () => {
    expect(written("a\nb", "a\nb")).toEqual([" a", " b"]);
  });
  test("tell what was removed before what was added in its place", () => {
    expect(written("title\nold\nend", "title\nnew\nmore\nend")).toEqual([" title", "-old", "+new", "+more", " end"]);
  });
  test("keep what they have in common between two changes", () => {
    expect(written("a\nb\nc\nd", "x\nb\nc\ny")).toEqual(["-a", "+x", " b", " c", "-d", "+y"]);
  });
  test("of which one is empty are all new or all gone", () => {
    expect([written("", "a\nb"), written("a", "")]).toEqual([["-", "+a", "+b"], ["-a", "+"]]);
  });
  test("that share nothing and are very long are told as a whole", () => {
    const [before, after] = [Array.from({ length: 3000 }, (_, n) => `a${n}`).join("\n"), Array.from({ length: 3000 }, (_, n) => `b${n}`).join("\n")];
    expect(compareLines(before, after)).toHaveLength(6000);
  });
});

test("of a line that stands for another one, the words that differ are marked", () => {
  const [gone, come] = compareLines("It was trained on data of 2025.", "It was trained on data of 2026.");
  expect([gone?.words, come?.words].map((words) => words?.filter(({ changed }) => changed).map(({ text }) => text))).toEqual([["2025"], ["2026"]]);
  expect(come?.words?.map(({ text }) => text).join("")).toBe(come?.text);
});
