/** Where the stays of versions lie in a picture of time. */
import type { Stay } from "#server/pointers/schema.ts";

export interface Segment {
  stay: Stay;
  /** Shares of the whole width, in percent. */
  left: number;
  width: number;
}

export interface Lane {
  stage: string;
  segments: Segment[];
}

export interface Lanes {
  /** In milliseconds: the beginning of the first stay that is known, and now. */
  from: number;
  to: number;
  lanes: Lane[];
}

/**
 * A lane for each stage that something was live in.
 * @param stages those in use, in their order; others that the stays name come after them
 * @param now in milliseconds
 */
export function layLanes(stays: readonly Stay[], stages: readonly string[], now: number): Lanes {
  const from = Math.min(now, ...stays.map((stay) => Date.parse(stay.from)));
  const span = Math.max(1, now - from);
  const known = [...new Set([...stages, ...stays.map(({ stage }) => stage)])];
  const lanes = known
    .map((stage) => ({
      stage,
      segments: stays
        .filter((stay) => stay.stage === stage)
        .toReversed()
        .map((stay) => {
          const left = placeOf(Date.parse(stay.from), { from, to: now });
          const end = stay.until === null ? 100 : placeOf(Date.parse(stay.until), { from, to: now });
          return { stay, left, width: Math.max(0, end - left) };
        }),
    }))
    .filter(({ segments }) => segments.length > 0);
  return { from, to: from + span, lanes };
}

/** How long a version stayed, in milliseconds: exactly where it has ended, to the second while it goes on. */
export function lengthOf({ from, until, seconds }: Stay): number {
  return until === null ? seconds * 1000 : Date.parse(until) - Date.parse(from);
}

/** Where an instant lies, in percent; out of the picture is below 0 or above 100. */
export function placeOf(at: number, { from, to }: { from: number; to: number }): number {
  return ((at - from) / Math.max(1, to - from)) * 100;
}

const day = 24 * 60 * 60 * 1000;
const minute = 60 * 1000;
const marks = 4;

/** Marks along the time, in UTC: as exact as the length of what is shown asks for. */
export function timeMarks({ from, to }: { from: number; to: number }): { left: number; label: string }[] {
  const span = to - from;
  const format = new Intl.DateTimeFormat("en-GB", { ...exactness(span), timeZone: "UTC" });
  return Array.from({ length: marks }, (_, at) => ({ left: (at / marks) * 100, label: format.format(from + (span * at) / marks) }));
}

function exactness(span: number): Intl.DateTimeFormatOptions {
  const time = { hour: "2-digit", minute: "2-digit", hourCycle: "h23" } as const;
  if (span < 10 * minute) return { ...time, second: "2-digit" };
  if (span < 2 * day) return time;
  return span < 300 * day ? { day: "numeric", month: "short" } : { month: "short", year: "numeric" };
}
