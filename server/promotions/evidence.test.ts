import { describe, expect, it } from "vitest";
import { evidenceOf, type EvidenceFacts } from "./evidence.ts";
import { metadata, report } from "./sample-facts.ts";

const given: EvidenceFacts = {
  model: "risk/fraud",
  stage: "production",
  kind: "promote",
  round: 1,
  candidate: { number: 2, digest: "sha256:two", metadata, card: "card", scan: "scan" },
  baseline: { number: 1, digest: "sha256:one" },
  reports: [report("passed")],
};

const digest = (change: Partial<EvidenceFacts> = {}) => evidenceOf({ ...given, ...change }).digest;
const candidate = (change: Partial<EvidenceFacts["candidate"]>) => digest({ candidate: { ...given.candidate, ...change } });
const declared = (change: Partial<typeof metadata>) => candidate({ metadata: { ...metadata, ...change } });

describe("the evidence of a promotion", () => {
  it("is a SHA-256, the same for the same facts in any order of their keys", () => {
    expect(digest()).toMatch(/^sha256:[0-9a-f]{64}$/);
    const turned = Object.fromEntries(Object.entries(metadata).toReversed()) as typeof metadata;
    expect(declared({})).toBe(digest());
    expect(candidate({ metadata: turned })).toBe(digest());
  });

  it.each([
    ["the manifest", candidate({ digest: "sha256:other" })],
    ["the number", candidate({ number: 3 })],
    ["the card", candidate({ card: "other" })],
    ["that there is no card", candidate({ card: null })],
    ["the scan", candidate({ scan: "other" })],
    ["a metric", declared({ metrics: { ...metadata.metrics, auc: 0.94 } })],
    ["a parameter", declared({ parameters: { depth: 7 } })],
    ["a dataset", declared({ datasets: [] })],
    ["the commit", declared({ code: { repository: "https://example.com/fraud", commit: "def" } })],
    ["the environment", declared({ environment: {} })],
    ["the parents", declared({ parents: [] })],
    ["what is live", digest({ baseline: { number: 1, digest: "sha256:other" } })],
    ["that nothing is live", digest({ baseline: null })],
    ["a check's result", digest({ reports: [report("failed")] })],
    ["a check's numbers", digest({ reports: [report("passed", { numbers: { gap: 0.1 } })] })],
    ["that nobody has reported", digest({ reports: [] })],
    ["the round", digest({ round: 2 })],
    ["the stage", digest({ stage: "staging" })],
    ["the model", digest({ model: "risk/other" })],
    ["the kind", digest({ kind: "rollback" })],
  ])("depends on %s", (_, other) => {
    expect(other).not.toBe(digest());
  });

  it("does not depend on the order in which checks were reported, nor on who reported them when", () => {
    const [one, two] = [report("passed", { check: "bias" }), report("failed", { check: "load" })];
    expect(digest({ reports: [one, two] })).toBe(digest({ reports: [two, one] }));
    const again = { ...report("passed"), id: "7", at: "2030-01-01T00:00:00.000Z", run: "9" };
    expect(digest({ reports: [again] })).toBe(digest());
  });

  it("counts a check that is queued or running as if nobody had reported it", () => {
    const none = digest({ reports: [] });
    expect(digest({ reports: [report("queued")] })).toBe(none);
    expect(digest({ reports: [report("running")] })).toBe(none);
  });

  it("tells its parts apart, so that what changed can be named", () => {
    const before = evidenceOf(given).parts;
    const after = evidenceOf({ ...given, candidate: { ...given.candidate, metadata: { ...metadata, metrics: { auc: 0.1 } } } }).parts;
    expect(after.filter(({ value }, at) => value !== before[at]?.value).map(({ name }) => name)).toEqual(["metrics"]);
  });
});
