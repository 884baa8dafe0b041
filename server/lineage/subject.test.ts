import { describe, expect, it } from "vitest";
import { parseSubject, writeSubject, type Subject } from "./subject.ts";

const sha = `sha256:${"a".repeat(64)}`;
const id = "01900000-0000-7000-8000-000000000000";
const dataset = (name: string | null, version: string | null = null, digest: string | null = null): Subject => ({ kind: "dataset", name, version, digest });

describe("what lineage is asked about", () => {
  it.each<[string, Subject]>([
    ["dataset:transactions", dataset("transactions")],
    ["dataset:transactions@2026-05", dataset("transactions", "2026-05")],
    ["dataset:team/data@v2", dataset("team/data", "v2")],
    ["dataset:a@b@", dataset("a@b")],
    ["transactions", dataset("transactions")],
    ["bank/transactions", dataset("bank/transactions")],
    [sha, dataset(null, null, sha)],
    [`dataset:${sha}`, dataset(null, null, sha)],
    ["commit:ABC1234", { kind: "code", commit: "abc1234" }],
    ["0123456789abcdef0123456789abcdef01234567", { kind: "code", commit: "0123456789abcdef0123456789abcdef01234567" }],
    ["risk/fraud@7", { kind: "version", reference: "risk/fraud@7" }],
    ["version:risk/fraud", { kind: "version", reference: "risk/fraud" }],
    [`recall:${id}`, { kind: "recall", id }],
  ])("%s", (text, subject) => {
    expect(parseSubject(text)).toEqual(subject);
    expect(parseSubject(writeSubject(subject))).toEqual(subject);
  });

  it.each(["commit:xyz", "dataset:", "dataset:@v1", "recall:7", "version:nothing"])("%s is refused with what was expected", (text) => {
    expect(parseSubject(text)).toEqual({ fault: expect.stringContaining("Write ") as unknown });
  });
});
