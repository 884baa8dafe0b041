import { expect, it } from "vitest";
import { parseQuery } from "./query-language.ts";
import { QueryError, type Query } from "./syntax.ts";

const now = new Date("2026-11-26T10:00:00Z");
const read = (text: string): Query => parseQuery(text, now);

function faultOf(text: string) {
  try {
    read(text);
  } catch (error) {
    if (error instanceof QueryError) return error.details;
    throw error;
  }
  throw new Error(`${text} was read`);
}

it("reads everything at once", () => {
  const query = read('churn team:risk,growth -tag:deprecated metric.auc>=0.9 (framework:onnx OR "credit risk") created:>2026-01-01 sort:metric.auc-desc in:versions');
  expect(query).toMatchObject({
    in: "versions",
    sort: { by: "metric.auc", direction: "descending" },
    where: {
      kind: "all",
      parts: [
        { kind: "words", text: "churn", prefix: false },
        { kind: "term", field: "team", values: ["risk", "growth"] },
        { kind: "not", part: { kind: "term", field: "tag", values: ["deprecated"] } },
        { kind: "number", key: "metric.auc", from: { value: 0.9, open: false }, to: null },
        { kind: "any", parts: [{ kind: "term", field: "framework" }, { kind: "words", text: "credit risk" }] },
        { kind: "date", field: "created", from: new Date("2026-01-02T00:00:00Z"), before: null },
      ],
    },
  });
});

it("binds AND before OR, and lets the last word go on", () => {
  expect(read("a b OR c d").where).toMatchObject({ kind: "any", parts: [{ kind: "all", parts: [{ text: "a" }, { text: "b", prefix: false }] }, { kind: "all", parts: [{ text: "c" }, { text: "d", prefix: true }] }] });
  expect(read("a AND NOT b").where).toMatchObject({ kind: "all", parts: [{ text: "a" }, { kind: "not", part: { text: "b" } }] });
  expect(read("fraud-detector").where).toEqual({ kind: "words", text: "fraud detector", prefix: true });
});

it.each([
  ["tag:risk:high", { kind: "term", field: "tag", values: ["risk:high"] }],
  ['author:"Ann Smith"', { kind: "term", field: "author", values: ["ann smith"] }],
  ['metric."f1 score">0.5', { kind: "number", key: "metric.f1 score", from: { value: 0.5, open: true }, to: null }],
  ["metric.loss:0.1..0.2", { kind: "number", from: { value: 0.1 }, to: { value: 0.2 } }],
  ["param.depth:6", { kind: "term", field: "param.depth", values: ["6"] }],
  ["param.depth<6", { kind: "number", key: "param.depth", to: { value: 6, open: true } }],
  ["size>=1.5GB", { kind: "number", key: "size", from: { value: 1_500_000_000 } }],
  ["created:2026-02", { kind: "date", from: new Date("2026-02-01"), before: new Date("2026-03-01") }],
  ["updated>30d", { kind: "date", field: "updated", from: new Date("2026-10-27T10:00:00.001Z"), before: null }],
  ["created<=yesterday", { kind: "date", from: null, before: new Date("2026-11-26") }],
])("reads %s", (text, where) => {
  expect(read(text).where).toMatchObject(where);
});

it.each([
  ["tagg:nlp", 0, 4, "tag:nlp"],
  ["churn tagg:nlp", 6, 4, "churn tag:nlp"],
  ["metrik.auc>0.9", 0, 10, "metric.auc>0.9"],
  ["auc>0.9", 0, 3, "metric.auc>0.9"],
  ["http://x", 0, 4, '"http://x"'],
  ["created:2026-02-30", 8, 10, "created:2026-02"],
  ["created:3.5.2026", 8, 8, "created:2026-05-03"],
  ["created:soon", 8, 4, null],
  ["(a OR b", 0, 1, "(a OR b)"],
  ["a OR b)", 6, 1, "a OR b"],
  ["a OR", 2, 2, "a"],
  ["OR a", 0, 2, "a"],
  ['"never closed', 0, 13, '"never closed"'],
  ["team>risk", 0, 9, "team:risk"],
  ["attr.region>eu", 12, 2, "attr.region:eu"],
  ["metric.auc>0,9", 13, 1, '(metric.auc>0 OR metric.auc>9)'],
  ["metric.auc>high", 11, 4, null],
  ["has:lineag", 4, 6, "has:lineage"],
  ["is:dangerous", 3, 9, null],
  ["sort:metric", 0, 11, null],
  ["sort:updatd", 0, 11, "sort:updated"],
  ["sort:updated-desc in:versions", 0, 17, "sort:created-desc in:versions"],
  ["in:version", 0, 10, "in:versions"],
  ["(in:versions)", 1, 11, "( ) in:versions"],
  ["-sort:name a", 1, 9, "a"],
  ["sort:relevance", 0, 14, "sort:updated"],
  ["updated>7d in:versions", 0, 10, "created>7d in:versions"],
  ["tag!=nlp", 0, 8, "-tag:nlp"],
  ["team:", 0, 5, null],
  ["a - b", 2, 1, "a -b"],
  ["()", 0, 2, null],
  ["***", 0, 3, null],
  ["metric.auc>=", 0, 12, null],
  ["commit:abc", 7, 3, null],
])("refuses %s, and says where and how it was meant", (text, at, length, suggestion) => {
  expect(faultOf(text)).toMatchObject({ at, length, suggestion });
});

it("has an end, however deep or long a query is", () => {
  expect(faultOf("(".repeat(500) + "a" + ")".repeat(499))).toMatchObject({ message: expect.stringContaining("12 deep") });
  expect(faultOf("-".repeat(900) + "a")).toMatchObject({ message: expect.stringContaining("12 deep") });
  expect(faultOf("a ".repeat(500))).toMatchObject({ message: expect.stringContaining("at most 50") });
  expect(faultOf(`tag:${"a,".repeat(400)}a`)).toMatchObject({ message: expect.stringContaining("at most 50") });
});
