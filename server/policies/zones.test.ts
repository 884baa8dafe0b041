import { describe, expect, it } from "vitest";
import { instantsOf, offsetOf } from "./zones.ts";

const hour = 60 * 60 * 1000;
const shown = (zone: string, wall: string) => instantsOf(zone, Date.parse(wall)).map((instant) => new Date(instant).toISOString());

describe("a zone's clocks", () => {
  it("are ahead of UTC, or behind it, by what the season says", () => {
    expect(offsetOf("Europe/Berlin", Date.parse("2026-01-01T00:00:00Z"))).toBe(hour);
    expect(offsetOf("Europe/Berlin", Date.parse("2026-07-01T00:00:00.999Z"))).toBe(2 * hour);
    expect(offsetOf("America/St_Johns", Date.parse("2026-01-01T00:00:00Z"))).toBe(-3.5 * hour);
    expect(offsetOf("UTC", 0)).toBe(0);
  });

  it("show an ordinary time once", () => {
    expect(shown("Europe/Berlin", "2026-05-04T09:00:00Z")).toEqual(["2026-05-04T07:00:00.000Z"]);
  });

  it("show a time twice when they are put back over it", () => {
    expect(shown("Europe/Berlin", "2026-10-25T02:30:00Z")).toEqual(["2026-10-25T00:30:00.000Z", "2026-10-25T01:30:00.000Z"]);
  });

  it("would have shown the time that they are put forward over", () => {
    expect(shown("Europe/Berlin", "2026-03-29T02:30:00Z")).toEqual(["2026-03-29T01:30:00.000Z"]);
  });

  it("of a place that there is not are refused", () => {
    expect(() => offsetOf("Mars/Olympus", 0)).toThrow(RangeError);
  });
});
