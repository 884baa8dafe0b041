import { describe, expect, it } from "vitest";
import type { Collection } from "#server/storage/schema.ts";
import { outcomeOf } from "./collection-words.ts";

const run: Collection = {
  id: "1", startedAt: "2026-11-23T00:00:00.000Z", finishedAt: "2026-11-23T00:00:01.000Z", dryRun: false, startedBy: "Ada", blobs: 0, bytes: 0, versions: 0, drafts: 0, arrivals: 0, failure: null,
};

describe("what came of a collection", () => {
  it("says what was removed, and leaves out what was not", () => {
    expect(outcomeOf({ ...run, blobs: 2, bytes: 3 * 1024 ** 2, versions: 1 })).toEqual({ title: "3 MiB freed", text: "It gave up 2 files and 1 deleted version." });
  });

  it("says of a dry run what would be", () => {
    expect(outcomeOf({ ...run, dryRun: true, blobs: 1, bytes: 512 })).toMatchObject({ title: "A collection would free 512 B" });
    expect(outcomeOf({ ...run, dryRun: true }).title).toBe("There is nothing to remove");
  });

  it("says why it failed", () => {
    expect(outcomeOf({ ...run, failure: "The disk is gone." }).text).toContain("The disk is gone.");
  });
});
