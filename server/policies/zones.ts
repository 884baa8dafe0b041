/** What the clocks of a time zone show. */

const formats = new Map<string, Intl.DateTimeFormat>();

/** @throws RangeError, when there is no such zone */
function formatOf(timeZone: string): Intl.DateTimeFormat {
  const known = formats.get(timeZone);
  if (known) return known;
  const fields = { year: "numeric", month: "numeric", day: "numeric", hour: "numeric", minute: "numeric", second: "numeric" } as const;
  const format = new Intl.DateTimeFormat("en-US", { ...fields, timeZone, hourCycle: "h23", era: "short" });
  formats.set(timeZone, format);
  return format;
}

const day = 24 * 60 * 60 * 1000;

/** Of days on which a zone's clocks are not changed: asking for an offset costs more than all the rest of a calendar. */
const calmDays = new Map<string, Map<number, number>>();
const mostDays = 5000;

/**
 * How far ahead of UTC a zone's clocks are, in milliseconds.
 * @param instant milliseconds since 1970
 * @throws RangeError, when there is no such zone
 */
export function offsetOf(timeZone: string, instant: number): number {
  if (timeZone === "UTC") return 0;
  const days = calmDays.get(timeZone) ?? new Map<number, number>();
  calmDays.set(timeZone, days);
  const today = Math.floor(instant / day);
  const known = days.get(today);
  if (known !== undefined) return known;
  const offset = readOffset(timeZone, instant);
  const isCalm = readOffset(timeZone, today * day) === offset && readOffset(timeZone, (today + 1) * day) === offset;
  if (isCalm && days.size >= mostDays) days.clear();
  if (isCalm) days.set(today, offset);
  return offset;
}

function readOffset(timeZone: string, instant: number): number {
  const shown = Object.fromEntries(formatOf(timeZone).formatToParts(instant).map(({ type, value }) => [type, Number(value)]));
  const { year = 0, month = 1, day: dayOfMonth = 1, hour = 0, minute = 0, second = 0 } = shown;
  return Date.UTC(year, month - 1, dayOfMonth, hour, minute, second) - Math.floor(instant / 1000) * 1000;
}

/**
 * When a zone's clocks show a time: once, twice when they are put back over it. When they are put forward over it, when they
 * would have shown it, had they not been.
 * @param wall the time shown, as if it were one of UTC, in milliseconds
 * @returns instants, the earliest first
 */
export function instantsOf(timeZone: string, wall: number): number[] {
  const before = offsetOf(timeZone, wall - day);
  const after = offsetOf(timeZone, wall + day);
  const shown = [...new Set([before, after])].map((offset) => wall - offset).filter((instant) => instant + offsetOf(timeZone, instant) === wall);
  return shown.length > 0 ? shown.toSorted((one, other) => one - other) : [wall - before];
}
