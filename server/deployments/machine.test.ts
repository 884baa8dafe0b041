import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { isEnded, isFailure, reportedState, stateAfter, type Said } from "./machine.ts";
import { deploymentStates, reportedStates } from "./schema.ts";

const at = (minute: number) => new Date(Date.UTC(2026, 4, 4, 12, minute));
const said = (state: Said["state"], minute = 0, more: Partial<Said> = {}): Said => ({ state, environment: "production", at: at(minute), isWrong: false, ...more });

describe("what reports say together", () => {
  const report: fc.Arbitrary<Said> = fc.record({
    state: fc.constantFrom(...reportedStates),
    environment: fc.constantFrom("eu", "us"),
    at: fc.integer({ min: 0, max: 5 }).map(at),
    isWrong: fc.boolean(),
  });

  it("is the same in whatever order they come, and however often", () => {
    const shuffled = fc.array(report, { minLength: 1, maxLength: 8 }).chain((reports) =>
      fc.tuple(fc.constant(reports), fc.array(fc.nat(reports.length - 1), { maxLength: 8 }).chain((again) => fc.shuffledSubarray([...reports, ...again.map((each) => reports[each]!)], { minLength: reports.length + again.length }))),
    );
    fc.assert(fc.property(shuffled, ([reports, sent]) => { expect(reportedState(sent)).toBe(reportedState(reports)); }), { numRuns: 3000 });
  });

  it("is the same when each is taken as it comes", () => {
    fc.assert(
      fc.property(fc.array(report, { minLength: 1, maxLength: 8 }), (reports) => {
        const last = reports.reduce<{ state: Parameters<typeof stateAfter>[0]; known: Said[] }>(({ state, known }, next) => ({ state: stateAfter(state, [...known, next]), known: [...known, next] }), { state: "pending", known: [] });
        expect(last.state).toBe(reportedState(reports));
      }),
      { numRuns: 2000 },
    );
  });

  it.each<[string, Said[], string]>([
    ["nothing", [], "pending"],
    ["its beginning, after its end", [said("succeeded", 5), said("queued", 9)], "succeeded"],
    ["a failure and a later success", [said("failed", 3), said("in_progress", 4), said("succeeded", 5)], "succeeded"],
    ["a success and a later failure", [said("succeeded", 3), said("failed", 5)], "failed"],
    ["both at one instant", [said("succeeded", 3), said("failed", 3)], "failed"],
    ["that it was taken back, before anything else", [said("rolled_back", 1), said("succeeded", 2)], "rolled_back"],
    ["a success with another digest", [said("in_progress", 1), said("succeeded", 2, { isWrong: true })], "in_progress"],
    ["that success, and then one with the right digest", [said("succeeded", 2, { isWrong: true }), said("succeeded", 3)], "succeeded"],
    ["one environment of two", [said("succeeded", 2, { environment: "eu" }), said("queued", 1, { environment: "us" })], "in_progress"],
    ["both environments", [said("succeeded", 2, { environment: "eu" }), said("succeeded", 1, { environment: "us" })], "succeeded"],
    ["a failure in one of two", [said("succeeded", 2, { environment: "eu" }), said("failed", 1, { environment: "us" })], "failed"],
  ])("of %s", (_, reports, state) => {
    expect(reportedState(reports)).toBe(state);
  });
});

describe("the state of a deployment", () => {
  it("stays superseded, whatever is said afterwards", () => {
    expect(reportedStates.map((state) => stateAfter("superseded", [said(state)]))).toEqual(reportedStates.map(() => "superseded"));
  });

  it("is no longer silent once somebody says how it ended, and not before", () => {
    expect(reportedStates.map((state) => stateAfter("timed_out", [said(state)]))).toEqual(["timed_out", "timed_out", "succeeded", "failed", "rolled_back"]);
  });

  it("has ended, or is waited for", () => {
    expect(deploymentStates.filter((state) => !isEnded(state))).toEqual(["pending", "queued", "in_progress"]);
    expect(deploymentStates.filter(isFailure)).toEqual(["failed", "rolled_back", "timed_out"]);
  });
});
