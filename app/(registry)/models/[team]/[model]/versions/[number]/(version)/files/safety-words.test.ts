import { describe, expect, it } from "vitest";
import type { Inspection } from "#server/inspect/schema.ts";
import type { VersionInspection } from "./inspected.ts";
import { meaningOfFile, meaningOfVersion } from "./safety-words.ts";

const version: VersionInspection = { files: 4, pending: 0, parameters: null, runsCode: 0, unknown: 0, damaged: 0, formats: ["GGUF (version 3)", "ONNX"] };
const file: Inspection = {
  format: "pickle", label: "Pickle (protocol 4)", safety: "unknown", problem: null, truncated: false, parameters: null, tensors: [], tensorCount: 0,
  dtypes: [], imports: [], inputs: [], outputs: [], operators: [], facts: [], badges: [],
};

describe("what the files of a version mean", () => {
  it("is good only where none may run code and all were looked into", () => {
    expect(meaningOfVersion(version)).toMatchObject({ tone: "allow", text: "GGUF (version 3) and ONNX." });
    expect(meaningOfVersion({ ...version, pending: 1 }).tone).toBe("neutral");
    expect(meaningOfVersion({ ...version, unknown: 1 })).toMatchObject({ tone: "wait", title: "1 of 4 files may run code when loaded" });
    expect(meaningOfVersion({ ...version, damaged: 2, unknown: 2 }).tone).toBe("refuse");
  });

  it("is about the worst first", () => {
    const meaning = meaningOfVersion({ ...version, runsCode: 2, pending: 1, unknown: 1, damaged: 1 });
    expect(meaning).toMatchObject({ tone: "refuse", title: "2 of 4 files run code when loaded" });
    expect(meaning.text).toContain("1 can’t be read");
  });

  it("says nothing good of a version without a model", () => {
    expect(meaningOfVersion({ ...version, formats: [] }).tone).toBe("neutral");
  });
});

describe("what a file means", () => {
  it("names the code that it runs, and why that is dangerous", () => {
    const imports = [{ name: "os.system", verdict: "dangerous" as const, count: 1, why: "runs programs" }, { name: "numpy.dtype", verdict: "safe" as const, count: 1 }];
    const meaning = meaningOfFile({ ...file, safety: "runs_code", imports });
    expect(meaning).toMatchObject({ tone: "refuse", title: "Loading this file runs code that it brings along" });
    expect(meaning?.text).toContain("os.system, which runs programs.");
  });

  it("never calls a pickle safe, however well known its imports are", () => {
    const known = [{ name: "numpy.dtype", verdict: "safe" as const, count: 1 }];
    expect(meaningOfFile({ ...file, imports: known })?.tone).toBe("wait");
    expect(meaningOfFile({ ...file, imports: [...known, { name: "acme.Net", verdict: "unknown", count: 1 }] })?.title).toBe("Loading this file may run code");
  });

  it("is nothing to be said for what is not loaded", () => {
    expect(meaningOfFile({ ...file, safety: "data", format: "markdown", label: "Markdown" })).toBeNull();
  });
});
