import { describe, expect, it } from "vitest";
import { reportStatuses } from "./schema.ts";
import { advances } from "./succession.ts";

const of = (status: (typeof reportStatuses)[number], run: string | null = "7") => ({ status, run });

describe("a report of a check", () => {
  it("is news when it is the first", () => {
    expect(reportStatuses.every((status) => advances(of(status), null))).toBe(true);
  });

  it("goes from queued to running to its end", () => {
    expect(advances(of("running"), of("queued"))).toBe(true);
    expect(advances(of("passed"), of("running"))).toBe(true);
    expect(advances(of("failed"), of("queued"))).toBe(true);
  });

  it("that only repeats what is known is no news", () => {
    expect(reportStatuses.filter((status) => advances(of(status), of(status)))).toEqual([]);
  });

  it("that comes late says less than is known, and is no news", () => {
    expect(advances(of("queued"), of("running"))).toBe(false);
    expect(advances(of("running"), of("passed"))).toBe(false);
  });

  it("never turns the end of a run into another one", () => {
    expect(advances(of("passed"), of("failed"))).toBe(false);
    expect(advances(of("failed"), of("passed"))).toBe(false);
  });

  it("of another run is news whatever the last one said, and so is one that names no run", () => {
    expect(advances(of("queued", "8"), of("passed", "7"))).toBe(true);
    expect(advances(of("failed", null), of("passed", null))).toBe(true);
    expect(advances(of("passed", "8"), of("passed", null))).toBe(true);
  });
});
