import { expect, test } from "vitest";
import { termOf, withTerm } from "./query-terms.ts";

test("a term is read and set outside of quotes alone", () => {
  expect(termOf('churn sort:metric.auc-desc "sort:name"', "sort")).toBe("metric.auc-desc");
  expect(termOf('"sort:name" resort:x', "sort")).toBeNull();
  expect(withTerm('"in:versions" churn IN:versions sort:name', "in", null)).toBe('"in:versions" churn sort:name');
  expect(withTerm("churn sort:name tag:nlp", "sort", "created-desc")).toBe("churn tag:nlp sort:created-desc");
  expect(withTerm("", "in", "versions")).toBe("in:versions");
});
