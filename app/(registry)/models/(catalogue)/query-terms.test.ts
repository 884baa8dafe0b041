import { expect, test } from "vitest";
import { hasWords, termOf, withTerm } from "./query-terms.ts";

test("a term is read and set outside of quotes alone", () => {
  expect(termOf('churn sort:metric.auc-desc "sort:name"', "sort")).toBe("metric.auc-desc");
  expect(termOf('"sort:name" resort:x', "sort")).toBeNull();
  expect(withTerm('"in:versions" churn IN:versions sort:name', "in", null)).toBe('"in:versions" churn sort:name');
  expect(withTerm("churn sort:name tag:nlp", "sort", "created-desc")).toBe("churn tag:nlp sort:created-desc");
  expect(withTerm("", "in", "versions")).toBe("in:versions");
});

test.each([
  ["", false], ["churn", true], ["tag:nlp metric.auc>=0.9 sort:name", false], ["tag:nlp churn", true], ['"card payments"', true], ['name:"a b"', false], ['metric."f1 score">0.5', false],
  ["-churn", false], ["NOT churn", false], ["(tag:a OR tag:b)", false], ["(tag:a OR churn)", true],
])("%s: words are looked for: %s", (query, has) => {
  expect(hasWords(query)).toBe(has);
});
