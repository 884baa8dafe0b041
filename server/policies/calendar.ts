import { CronExpressionParser, type CronExpression } from "cron-parser";
import type { MergedRules, Window } from "./schema.ts";
import { instantsOf, offsetOf } from "./zones.ts";

const hour = 60 * 60 * 1000;
/** So far ahead is looked for an opening, in milliseconds. */
const horizon = 400 * 24 * hour;
/** So often may one thing after another close what has just opened, before it counts as never opening. */
const mostSteps = 2000;

/**
 * What is wrong with a window, in the end of a sentence; null when nothing is.
 * @param now any instant
 */
export function windowFault(window: Window, now: Date): string | null {
  if (window.cron.split(/\s+/).length !== 5) return `the schedule "${window.cron}" must have five fields: minute, hour, day of the month, month, day of the week, such as "0 18 * * 5"`;
  try {
    Intl.DateTimeFormat("en", { timeZone: window.timeZone });
  } catch {
    return `"${window.timeZone}" is no time zone; write one such as Europe/Berlin or UTC`;
  }
  // To the parser it is a random number, another one each time.
  if (/(?:^|[\s,/-])h/i.test(window.cron)) return `the schedule "${window.cron}" must not hold H, which stands for no fixed time`;
  try {
    startsAround(window, now);
    return null;
  } catch (error) {
    return `the schedule "${window.cron}" can't be read: ${error instanceof Error ? error.message : String(error)}`;
  }
}

/** When the window at hand ends; null when it is not open. */
export function openUntil(window: Window, at: Date): Date | null {
  const start = previousStart(window, at);
  if (!start) return null;
  const end = new Date(start.getTime() + window.hours * hour);
  return end > at ? end : null;
}

/** The last time that it began, at `at` or before; null when it never did. */
function previousStart(window: Window, at: Date): Date | null {
  return dateOf(startsAround(window, at).last);
}

/** The next time that it begins, after `at`; null when it never does. */
function nextStart(window: Window, at: Date): Date | null {
  return dateOf(startsAround(window, at).next);
}

const dateOf = (instant: number) => (Number.isFinite(instant) ? new Date(instant) : null);

/** Some starts of a schedule without one left out, the earliest first: finding them costs more than all the rest. */
interface Run {
  schedule: CronExpression;
  /** Milliseconds. −∞ stands before the first that there ever is, ∞ after the last. */
  starts: number[];
}

const known = new Map<string, Run>();
const mostKnown = 500;
const mostStarts = 5000;
/** A run is continued for somebody who asks so many starts further on; for others, a new one is begun. */
const mostAhead = 20;

/** The last start at `at` or before, and the next one. */
function startsAround({ cron, timeZone }: Window, at: Date): { last: number; next: number } {
  const key = `${timeZone} ${cron}`;
  const instant = at.getTime();
  const run = known.get(key);
  if (run && reaches(run, timeZone, instant)) return around(run.starts, instant);
  // Read as if it were of UTC: what the zone makes of it is found out below.
  const schedule = run?.schedule ?? CronExpressionParser.parse(cron, { tz: "UTC" });
  const starts = [lastStart(schedule, timeZone, instant), firstStart(schedule, timeZone, instant)];
  if (!run && known.size >= mostKnown) known.clear();
  known.set(key, { schedule, starts });
  return around(starts, instant);
}

/** Whether an instant lies within a run, which is continued when it lies shortly after. */
function reaches({ schedule, starts }: Run, timeZone: string, at: number): boolean {
  if (at < starts[0]!) return false;
  for (let step = 0; step < mostAhead && starts.length < mostStarts && starts.at(-1)! <= at; step++) starts.push(firstStart(schedule, timeZone, starts.at(-1)!));
  return at < starts.at(-1)!;
}

function around(starts: readonly number[], at: number): { last: number; next: number } {
  let [low, high] = [0, starts.length - 1];
  while (high - low > 1) {
    const middle = (low + high) >> 1;
    if (starts[middle]! <= at) low = middle;
    else high = middle;
  }
  return { last: starts[low]!, next: starts[high]! };
}

/** The clocks of a zone are put back or forward by no more than this. */
const change = 3 * hour;

function offsetsAround(timeZone: string, at: number): number[] {
  return [...new Set([at - change, at, at + change].map((instant) => offsetOf(timeZone, instant)))];
}

/**
 * A schedule speaks of the clock on the wall. An hour that comes twice begins it twice; one that is left out, when clocks
 * are put forward, begins it as much later as they were put forward, so that no freeze is lost.
 */
function lastStart(schedule: CronExpression, timeZone: string, at: number): number {
  return Math.max(...offsetsAround(timeZone, at).map((offset) => searched(schedule, "prev", timeZone, at + offset, (instant) => instant <= at) ?? Number.NEGATIVE_INFINITY));
}

function firstStart(schedule: CronExpression, timeZone: string, at: number): number {
  return Math.min(...offsetsAround(timeZone, at).map((offset) => searched(schedule, "next", timeZone, at + offset, (instant) => instant > at) ?? Number.POSITIVE_INFINITY));
}

/** The nearest start on that side of a time of the wall's clock; null when there is none. */
function searched(schedule: CronExpression, side: "prev" | "next", timeZone: string, wall: number, fits: (instant: number) => boolean): number | null {
  // The parser counts in seconds, and looks for earlier times than the one it is given.
  const second = Math.floor(wall / 1000) * 1000;
  schedule.reset(new Date(side === "prev" ? second + 1000 : second));
  try {
    // What is found last may lie on the other side once the zone is taken into account; then it is the one before.
    for (let step = 0; step < 200; step++) {
      const instants = instantsOf(timeZone, schedule[side]().getTime()).filter(fits);
      if (instants.length > 0) return side === "prev" ? Math.max(...instants) : Math.min(...instants);
    }
    return null;
  } catch (error) {
    if (error instanceof Error && /out of the time span|loop limit/i.test(error.message)) return null;
    throw error;
  }
}

export type Hours = Pick<MergedRules, "windows" | "freezes">;

/** The freeze that is on, and when it ends. */
export function frozenBy({ freezes }: Hours, at: Date): { freeze: Window; until: Date } | null {
  for (const freeze of freezes) {
    const until = openUntil(freeze, at);
    if (until) return { freeze, until };
  }
  return null;
}

/** The windows none of which is open, where one has to be; null when all is well. */
export function closedWindows({ windows }: Hours, at: Date): Window[] | null {
  return windows.find((choice) => choice.every((window) => openUntil(window, at) === null)) ?? null;
}

/**
 * The first instant, from `from` on, at which no freeze is on and one window of each document is open.
 * @returns null when there is none within 400 days
 */
export function nextOpening(hours: Hours, from: Date): Date | null {
  let at = from;
  for (let step = 0; step < mostSteps && at.getTime() - from.getTime() < horizon; step++) {
    const frozen = frozenBy(hours, at);
    if (frozen) {
      at = frozen.until;
      continue;
    }
    const closed = closedWindows(hours, at);
    if (!closed) return at;
    const starts = closed.flatMap((window) => nextStart(window, at)?.getTime() ?? []);
    if (starts.length === 0) return null;
    at = new Date(Math.min(...starts));
  }
  return null;
}
