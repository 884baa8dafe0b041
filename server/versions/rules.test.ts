import { describe, expect, it } from "vitest";
import { explainInput } from "../input-errors.ts";
import { manifestDigest } from "./manifest.ts";
import { findFolderClash, findTwin, nextNumber } from "./rules.ts";
import { metadataExample, metadataSchema } from "./schema.ts";

describe("a version's number", () => {
  it("is the next one", () => {
    expect(nextNumber("risk/a", 0, undefined)).toBe(1);
    expect(nextNumber("risk/a", 7, 8)).toBe(8);
  });

  it("is never one that is taken, or one that leaves a gap", () => {
    expect(() => nextNumber("risk/a", 7, 7)).toThrow(/risk\/a@7 exists already.*register this as version 8/);
    expect(() => nextNumber("risk/a", 7, 9)).toThrow(/next version of risk\/a is 8, not 9/);
  });
});

it("two paths that differ in capitals only are twins", () => {
  expect(findTwin(["a", "b/C", "b/c"])).toBe("b/c");
  expect(findTwin(["a", "a/b", "b"])).toBeUndefined();
});

it("a file can't stand where another one needs a folder", () => {
  expect(findFolderClash(["a/b", "A", "c"])).toBe("A");
  expect(findFolderClash(["x/y/z", "x/y"])).toBe("x/y");
  expect(findFolderClash(["x/y/z", "x/w", "xy"])).toBeUndefined();
});

describe("a manifest's digest", () => {
  const { environment, attributes, ...declared } = metadataSchema.parse(metadataExample);
  const metadata = { ...declared, environment, attributes };
  const one = { path: "a", size: 1, sha256: "0".repeat(64) };
  const two = { path: "b", size: 2, sha256: "1".repeat(64) };

  it("does not depend on the order of files or keys", () => {
    const turned = Object.fromEntries(Object.entries(metadata).toReversed()) as typeof metadata;
    expect(manifestDigest([one, two], metadata)).toBe(manifestDigest([two, one], turned));
  });

  it("changes with a path, a byte or a fact", () => {
    const digests = [
      manifestDigest([one, two], metadata),
      manifestDigest([{ ...one, path: "c" }, two], metadata),
      manifestDigest([{ ...one, sha256: "2".repeat(64) }, two], metadata),
      manifestDigest([one, two], { ...metadata, metrics: { auc: 0.94 } }),
    ];
    expect(new Set(digests).size).toBe(4);
  });
});

describe("metadata", () => {
  const faults = (input: unknown) => {
    const result = metadataSchema.safeParse(input);
    return result.success ? null : explainInput(result.error);
  };

  it("is complete as in the example", () => {
    expect(faults(metadataExample)).toBeNull();
  });

  it("keeps unknown keys among the attributes, and drops what the registry gives itself", () => {
    const parsed = metadataSchema.parse({ ...metadataExample, algorithm: "forest", attributes: { region: "eu" }, model: "x", version: 3, files: [] });
    expect(parsed.attributes).toEqual({ algorithm: "forest", region: "eu" });
  });

  it("names each thing that is missing", () => {
    expect(faults({ metrics: { auc: 1 } })?.message).toBe(
      "description is missing. framework is missing. task is missing. parameters is missing. datasets is missing.",
    );
  });

  it.each([
    [{ metrics: { auc: "high" } }, /metrics\.auc must be a finite number/],
    [{ metrics: {} }, /at least one metric/],
    [{ datasets: [] }, /at least one dataset/],
    [{ datasets: [{ name: "x" }] }, /datasets\.0\.role is missing/],
    [{ tags: ["Not A Slug"] }, /tags\.0 must be lower-case/],
    [{ attributes: "none" }, /attributes must be a record/],
    [{ algorithm: { deep: true } }, /attributes\.algorithm/],
  ])("%o is refused", (change, message) => {
    expect(faults({ ...metadataExample, ...change })?.message).toMatch(message);
  });
});
