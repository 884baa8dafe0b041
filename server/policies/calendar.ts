import { CronExpressionParser } from "cron-parser";
import type { MergedRules, Window } from "./schema.ts";

const hour = 60 * 60 * 1000;
/** So far ahead is looked for an opening, in milliseconds. */
const horizon = 400 * 24 * hour;
/** So often may one thing after another close what has just opened, before it counts as never opening. */
const mostSteps = 5000;

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
  try {
    previousStart(window, now);
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
function previousStart({ cron, timeZone }: Window, at: Date): Date | null {
  // The parser looks for earlier times than the one it is given, and counts in seconds.
  const from = new Date(Math.floor(at.getTime() / 1000) * 1000 + 1000);
  const schedule = CronExpressionParser.parse(cron, { currentDate: from, tz: timeZone });
  try {
    return schedule.prev().toDate();
  } catch (error) {
    if (error instanceof Error && /out of the time span|loop limit/i.test(error.message)) return null;
    throw error;
  }
}

/** The next time that it begins, after `at`; null when it never does. */
function nextStart({ cron, timeZone }: Window, at: Date): Date | null {
  const schedule = CronExpressionParser.parse(cron, { currentDate: at, tz: timeZone });
  try {
    return schedule.next().toDate();
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
