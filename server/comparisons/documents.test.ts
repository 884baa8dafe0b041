import { expect, test } from "vitest";
import { csvOf } from "./csv.ts";
import { markdownOf } from "./markdown.ts";
import type { Comparison, ComparedVersion } from "./schema.ts";

const version = (reference: string, stages: string[] = []) => ({ reference, stages }) as ComparedVersion;

const comparison: Comparison = {
  versions: [version("risk/a@1"), version("risk/b@3", ["production"])],
  baseline: 0,
  all: false,
  metrics: { rows: [{ metric: "auc", dataset: null, slice: null, better: "higher", values: [0.9, 0.85], differences: [null, -0.05], best: [0], same: false }], differing: 1, same: 2, more: 0 },
  evaluations: { rows: [{ metric: "auc", dataset: "eu", slice: "age>65", better: "higher", values: [null, 0.8], differences: [null, null], best: [], same: false }], differing: 1, same: 0, more: 0 },
  sections: [
    { part: "parameters", title: "Parameters", rows: [{ name: "=HYPERLINK(\"x\")", values: ["@SUM(1)", "a|b\n*c* <i>"], same: false }, { name: "lr", values: ["-0.1", null], same: false }], differing: 2, same: 1, more: 3 },
    { part: "environment", title: "Environment", rows: [{ name: "numpy", values: ["1.10", "1.9"], same: false }], differing: 1, same: 0, more: 0 },
  ],
  files: { items: [{ path: "m.onnx", values: [{ sha256: "a".repeat(64), size: 3 }, null], same: false }], nextCursor: "m.onnx", differing: 8, same: 1 },
  tensors: { items: [], nextCursor: null, differing: 0, same: 0 },
  series: [],
  cards: ["b".repeat(64), null],
};

test("as CSV, numbers are numbers and no text is a formula", () => {
  expect(csvOf(comparison).split("\r\n")).toEqual([
    "section,name,dataset,slice,better,risk/a@1,risk/b@3,risk/b@3 minus risk/a@1,best",
    "metrics,auc,,,higher,0.9,0.85,-0.05,risk/a@1",
    "evaluations,auc,eu,age>65,higher,,0.8,,",
    `parameters,"'=HYPERLINK(""x"")",,,,'@SUM(1),"a|b\n*c* <i>",,`,
    "parameters,lr,,,,-0.1,,,",
    "parameters,3 more are not listed,,,,,,,",
    "environment,numpy,,,,1.10,1.9,,",
    `files,m.onnx,,,,sha256:${"a".repeat(64)},,,`,
    "files,7 more are not listed,,,,,,,",
    `card,README.md,,,,sha256:${"b".repeat(64)},,,`,
    "",
  ]);
});

test("as Markdown, every text stays in its cell", () => {
  const text = markdownOf(comparison);
  expect(text).toContain("| Metric | risk/a@1 — baseline | risk/b@3 (production) |\n| --- | --- | --- |\n| auc ↑ | **0.9** | 0.85 (-0.05) |\n\nThe same in all of them: 2.\n");
  expect(text).toContain("| auc ↑ — eu, age>65 | — | 0.8 |");
  expect(text).toContain(String.raw`| =HYPERLINK("x") | @SUM(1) | a\|b \*c\* &lt;i> |`);
  expect(text).toContain("3 more are not listed.");
  expect(text).toContain("| m.onnx | `aaaaaaaaaaaa` 3 bytes | — |");
  expect(text).toContain("7 more are not listed.");
});
