import { CronExpressionParser } from "cron-parser";
import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { closedWindows, frozenBy, nextOpening, openUntil, windowFault } from "./calendar.ts";
import type { Window } from "./schema.ts";

const window = (cron: string, hours: number, timeZone = "UTC", reason = ""): Window => ({ cron, hours, timeZone, reason });
const until = (given: Window, at: string) => openUntil(given, new Date(at))?.toISOString() ?? null;
const opening = (windows: Window[][], freezes: Window[], from: string) => nextOpening({ windows, freezes }, new Date(from))?.toISOString() ?? null;
const freezeOn = (given: Window, at: string) => frozenBy({ windows: [], freezes: [given] }, new Date(at)) !== null;

describe("a window", () => {
  it("is open from its beginning to just before its end", () => {
    const nine = window("0 9 * * *", 8);
    expect(until(nine, "2026-05-04T08:59:59.999Z")).toBeNull();
    expect(until(nine, "2026-05-04T09:00:00.000Z")).toBe("2026-05-04T17:00:00.000Z");
    expect(until(nine, "2026-05-04T16:59:59.999Z")).toBe("2026-05-04T17:00:00.000Z");
    expect(until(nine, "2026-05-04T17:00:00.000Z")).toBeNull();
  });

  it("may last over midnight and over days", () => {
    expect(until(window("0 18 * * 5", 63), "2026-05-10T23:00:00Z")).toBe("2026-05-11T09:00:00.000Z");
  });

  it("follows the clock of its zone through summer and winter", () => {
    const nine = window("0 9 * * *", 1, "Europe/Berlin");
    expect(until(nine, "2026-03-28T08:00:00Z")).toBe("2026-03-28T09:00:00.000Z");
    expect(until(nine, "2026-03-29T07:00:00Z")).toBe("2026-03-29T08:00:00.000Z");
    expect(until(nine, "2026-10-24T07:00:00Z")).toBe("2026-10-24T08:00:00.000Z");
    expect(until(nine, "2026-10-25T08:00:00Z")).toBe("2026-10-25T09:00:00.000Z");
    expect(until(nine, "2026-10-25T07:30:00Z")).toBeNull();
  });

  it("may be of half an hour's zone", () => {
    expect(until(window("0 9 * * *", 1, "Asia/Kolkata"), "2026-05-04T03:30:00Z")).toBe("2026-05-04T04:30:00.000Z");
  });

  it("that begins once in four years is found", () => {
    expect(until(window("0 0 29 2 *", 24), "2028-02-29T12:00:00Z")).toBe("2028-03-01T00:00:00.000Z");
    expect(until(window("0 0 29 2 *", 24), "2026-05-01T00:00:00Z")).toBeNull();
  });
});

describe("a freeze in the night in which clocks are put forward", () => {
  it("is not lost when its beginning is the hour that is left out", () => {
    const night = window("0 2 * * *", 4, "Europe/Berlin");
    expect(freezeOn(night, "2026-03-29T00:59:00Z")).toBe(false);
    expect(freezeOn(night, "2026-03-29T01:00:00Z")).toBe(true);
    expect(until(night, "2026-03-29T04:59:00Z")).toBe("2026-03-29T05:00:00.000Z");
    expect(freezeOn(night, "2026-03-29T05:00:00Z")).toBe(false);
  });

  it("begins as much later as the clocks were put forward", () => {
    const half = window("30 2 29 3 *", 1, "Europe/Berlin");
    expect(freezeOn(half, "2026-03-29T01:29:00Z")).toBe(false);
    expect(until(half, "2026-03-29T01:30:00Z")).toBe("2026-03-29T02:30:00.000Z");
  });

  it("that spans the change lasts as many hours as it says", () => {
    expect(until(window("0 18 * * 5", 63, "Europe/Berlin"), "2026-03-29T12:00:00Z")).toBe("2026-03-30T08:00:00.000Z");
  });
});

describe("a freeze in the night in which clocks are put back", () => {
  it("begins at both of the two hours that are called the same", () => {
    const half = window("30 2 * * *", 0.5, "Europe/Berlin");
    const frozen = ["00:29", "00:30", "00:59", "01:00", "01:29", "01:30", "01:59", "02:00"].filter((time) => freezeOn(half, `2026-10-25T${time}:00Z`));
    expect(frozen).toEqual(["00:30", "00:59", "01:30", "01:59"]);
  });

  it("that spans the change lasts as many hours as it says", () => {
    expect(until(window("0 0 * * *", 6, "Europe/Berlin"), "2026-10-25T01:00:00Z")).toBe("2026-10-25T04:00:00.000Z");
  });
});

describe("the calendar", () => {
  it("wants one window of each document to be open", () => {
    const mornings = [window("0 8 * * *", 4), window("0 20 * * *", 1)];
    const tuesdays = [window("0 0 * * 2", 24)];
    expect(closedWindows({ windows: [mornings, tuesdays], freezes: [] }, new Date("2026-05-05T09:00:00Z"))).toBeNull();
    expect(closedWindows({ windows: [mornings, tuesdays], freezes: [] }, new Date("2026-05-04T09:00:00Z"))).toEqual(tuesdays);
    expect(closedWindows({ windows: [mornings, tuesdays], freezes: [] }, new Date("2026-05-05T13:00:00Z"))).toEqual(mornings);
    expect(opening([mornings, tuesdays], [], "2026-05-05T13:00:00Z")).toBe("2026-05-05T20:00:00.000Z");
    expect(opening([mornings, tuesdays], [], "2026-05-05T21:00:00Z")).toBe("2026-05-12T08:00:00.000Z");
  });

  it("opens where two windows in different zones meet", () => {
    expect(opening([[window("0 9 * * *", 9, "America/New_York")], [window("0 9 * * *", 9, "Europe/Berlin")]], [], "2026-07-01T00:00:00Z")).toBe("2026-07-01T13:00:00.000Z");
  });

  it("lets a freeze win over a window", () => {
    expect(opening([[window("0 9 * * *", 8)]], [window("0 8 * * *", 2)], "2026-05-04T00:00:00Z")).toBe("2026-05-04T10:00:00.000Z");
    expect(opening([[window("0 9 * * *", 2)]], [window("0 8 * * 1-5", 4)], "2026-05-04T00:00:00Z")).toBe("2026-05-09T09:00:00.000Z");
  });

  it("goes from one freeze into the next", () => {
    expect(opening([], [window("0 0 * * *", 12), window("0 11 * * *", 8)], "2026-05-04T01:00:00Z")).toBe("2026-05-04T19:00:00.000Z");
  });

  it("is open at once where nothing is said", () => {
    expect(opening([], [], "2026-05-04T01:00:00Z")).toBe("2026-05-04T01:00:00.000Z");
  });

  it("knows when it never opens", () => {
    expect(opening([[window("0 9 * * *", 1)], [window("0 15 * * *", 1)]], [], "2026-05-04T00:00:00Z")).toBeNull();
    expect(opening([[window("0 9 1 1 *", 1)]], [window("0 0 1 1 *", 48)], "2026-05-04T00:00:00Z")).toBeNull();
    expect(opening([], [window("0 * * * *", 1)], "2026-05-04T00:00:00Z")).toBeNull();
  });

  it("says the same whatever it was asked before", () => {
    const zones = fc.constantFrom("UTC", "Europe/Berlin", "America/New_York", "Asia/Kolkata", "Australia/Lord_Howe");
    const crons = fc.constantFrom("0 9 * * *", "30 2 * * *", "0 18 * * 5", "15 0 1 * *", "*/20 * * * *", "0 12 24-26 12 *");
    const anywhere = fc.date({ min: new Date("2025-01-01"), max: new Date("2028-01-01"), noInvalidDate: true });
    // Half of them within hours of a change of the clocks, where the difficulties are.
    const changes = fc.constantFrom("2026-03-29T01:00:00Z", "2026-10-25T01:00:00Z", "2026-03-08T07:00:00Z", "2026-11-01T06:00:00Z", "2026-04-04T15:00:00Z", "2026-10-03T15:30:00Z");
    const near = fc.tuple(changes, fc.integer({ min: -400, max: 400 })).map(([change, minutes]) => new Date(new Date(change).getTime() + minutes * 60_000));
    const instants = fc.oneof(anywhere, near);
    fc.assert(
      fc.property(crons, zones, instants, instants, (cron, timeZone, at, before) => {
        const asked = openUntil(window(cron, 1, timeZone), at);
        openUntil(window(cron, 1, timeZone), before);
        expect(openUntil(window(cron, 1, timeZone), at)).toEqual(asked);
      }),
      { numRuns: 300 },
    );
  });

  it("begins when a parser that knows zones says, but for the hour that is left out", () => {
    const zones = fc.constantFrom("UTC", "Europe/Berlin", "America/New_York", "Asia/Kolkata");
    const crons = fc.constantFrom("0 9 * * *", "30 4 * * *", "0 18 * * 5", "15 0 1 * *", "0 12 24-26 12 *", "0 6 L * *");
    const instants = fc.date({ min: new Date("2025-01-01"), max: new Date("2028-01-01"), noInvalidDate: true });
    fc.assert(
      fc.property(crons, zones, instants, (cron, timeZone, at) => {
        const start = CronExpressionParser.parse(cron, { currentDate: new Date(Math.floor(at.getTime() / 1000) * 1000 + 1000), tz: timeZone }).prev().toDate();
        const end = start.getTime() + 60 * 60 * 1000;
        expect(openUntil(window(cron, 1, timeZone), at)?.getTime() ?? null).toBe(end > at.getTime() ? end : null);
      }),
    );
  });
});

describe("a window's fault", () => {
  const now = new Date("2026-05-04T00:00:00Z");

  it.each([
    ["@daily", /must have five fields: minute, hour/],
    ["0 0 9 * * *", /must have five fields/],
    ["61 * * * *", /"61 \* \* \* \*" can't be read: .*61/],
    ["a b c d e", /can't be read/],
    ["0 0 30 2 *", /can't be read/],
    ["H 9 * * *", /must not hold H/],
    ["0 H(1-3) * * *", /must not hold H/],
  ])("of the schedule %s is told", (cron, fault) => {
    expect(windowFault(window(cron, 1), now)).toMatch(fault);
  });

  it("of a zone that there is not is told, with one that there is", () => {
    expect(windowFault(window("0 9 * * *", 1, "Mars/Olympus"), now)).toMatch(/"Mars\/Olympus" is no time zone; write one such as Europe\/Berlin/);
  });

  it.each(["0 9 * * 1-5", "*/15 * * * *", "0 0 1 JAN *", "0 12 * MAR THU", "0 0 L * *"])("is none of %s", (cron) => {
    expect(windowFault(window(cron, 1), now)).toBeNull();
  });
});
