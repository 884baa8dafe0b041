import { describe, expect, test } from "vitest";
import { faultFrom, judge, pauseAfter } from "./transfer-fault.ts";

describe("what is done about a fault", () => {
  test.each([
    ["no answer", faultFrom(null, null), "batch", "wait"],
    ["a proxy in front of a registry that restarts", faultFrom(502, null), "file", "wait"],
    ["signed out", faultFrom(403, { message: "Sign in.", reason: "not_signed_in" }), "batch", "stop"],
    ["no room for the team", faultFrom(403, { message: "Full.", reason: "quota_exceeded" }), "file", "stop"],
    ["a full disk", faultFrom(503, { message: "Full.", reason: "storage_full" }), "file", "stop"],
    ["an address that has ended", faultFrom(403, { reason: "address_refused" }), "file", "again"],
    ["a right that is gone, told of an address", faultFrom(403, { message: "No.", reason: "forbidden" }), "file", "again"],
    ["a right that is gone, told when opening", faultFrom(403, { message: "No.", reason: "forbidden" }), "batch", "stop"],
    ["somebody else is sending it", faultFrom(429, { message: "Busy.", reason: "upload_busy" }), "file", "again"],
    ["the registry failed", faultFrom(500, { message: "Logged.", reason: "internal" }), "file", "again"],
    ["a path that is taken", faultFrom(409, { message: "Taken.", reason: "path_taken" }), "file", "fail"],
  ] as const)("%s", (_, fault, scope, act) => {
    expect(judge(fault, scope).act).toBe(act);
  });

  test("the registry's own words come through, in whatever form they are wrapped", () => {
    expect(faultFrom(409, { message: "Taken.", reason: "path_taken" })).toMatchObject({ message: "Taken.", reason: "path_taken" });
    expect(faultFrom(409, { error: { message: "Taken.", data: { reason: "path_taken" } } })).toMatchObject({ message: "Taken.", reason: "path_taken" });
    expect(faultFrom(400, { error: "No." })).toMatchObject({ message: "No.", reason: null });
    expect(faultFrom(418, "<html>").message).toMatch(/418/);
  });
});

test("pauses grow, to half a minute", () => {
  expect([0, 1, 2, 3, 6, 50].map(pauseAfter)).toEqual([500, 1000, 2000, 4000, 30_000, 30_000]);
});
