/** Numbers, sizes and dates as a query writes them. */

const plainNumber = /^[+-]?(?:\d+(?:\.\d*)?|\.\d+)(?:e[+-]?\d{1,3})?$/i;

/** A finite number; null when the text is none. */
export function readNumber(text: string): number | null {
  if (!plainNumber.test(text)) return null;
  const value = Number(text);
  return Number.isFinite(value) ? value : null;
}

const plainly = new Intl.NumberFormat("en-US", { useGrouping: false, maximumSignificantDigits: 21 });

/** A number without what does not count, as Postgres writes it: 6 for `6.0`, 0.0000001 for `1e-7`; null when the text is none. */
export function plainNumberOf(text: string): string | null {
  const value = readNumber(text);
  return value === null ? null : plainly.format(value).replace(/^-0$/, "0");
}

const units: Readonly<Record<string, number>> = { b: 1, kb: 1e3, mb: 1e6, gb: 1e9, tb: 1e12, kib: 2 ** 10, mib: 2 ** 20, gib: 2 ** 30, tib: 2 ** 40 };

/** Bytes: `1500`, `100MB`, `1.5GiB`; null when the text is none. */
export function readSize(text: string): number | null {
  const [, digits = "", unit = "b"] = /^([\d.]+)([kmgt]?i?b)?$/i.exec(text) ?? [];
  const count = readNumber(digits);
  const factor = units[unit.toLowerCase()];
  return count === null || factor === undefined ? null : Math.round(count * factor);
}

/** The time that a date stands for: from one instant on, and before another. */
export interface Stretch {
  from: Date;
  before: Date;
}

const day = 86_400_000;

/**
 * A year, month, day or instant (`2026`, `2026-05`, `2026-05-03`, `2026-05-03T10:00:00Z`), `today`, `yesterday`, or so long ago:
 * `12h`, `30d`, `2w`. Days are UTC's.
 * @returns null when the text is none of these, or no such day exists
 */
export function readDate(text: string, now: Date): Stretch | null {
  const lower = text.toLowerCase();
  const today = new Date(Math.floor(now.getTime() / day) * day);
  if (lower === "today") return daysFrom(today);
  if (lower === "yesterday") return daysFrom(new Date(today.getTime() - day));
  const [, count, unit] = /^(\d{1,5})([hdw])$/.exec(lower) ?? [];
  if (count !== undefined && unit !== undefined) {
    const ago = new Date(now.getTime() - Number(count) * (unit === "h" ? day / 24 : unit === "d" ? day : 7 * day));
    return { from: ago, before: new Date(ago.getTime() + 1) };
  }
  return readCalendar(text);
}

function daysFrom(from: Date): Stretch {
  return { from, before: new Date(from.getTime() + day) };
}

function readCalendar(text: string): Stretch | null {
  const [, year, month, dayOfMonth, time] = /^(\d{4})(?:-(\d{2})(?:-(\d{2})(T\d{2}:\d{2}(?::\d{2}(?:\.\d{1,3})?)?(?:Z|[+-]\d{2}:\d{2}))?)?)?$/i.exec(text) ?? [];
  if (year === undefined || Number(year) < 1970) return null;
  if (month === undefined) return { from: utc(Number(year), 0), before: utc(Number(year) + 1, 0) };
  if (Number(month) < 1 || Number(month) > 12) return null;
  if (dayOfMonth === undefined) return { from: utc(Number(year), Number(month) - 1), before: utc(Number(year), Number(month)) };
  const start = new Date(`${year}-${month}-${dayOfMonth}T00:00:00.000Z`);
  // 31 April would be 1 May.
  if (Number.isNaN(start.getTime()) || start.getUTCDate() !== Number(dayOfMonth)) return null;
  if (time === undefined) return daysFrom(start);
  const instant = new Date(text.toUpperCase());
  return Number.isNaN(instant.getTime()) ? null : { from: instant, before: new Date(instant.getTime() + 1) };
}

const utc = (year: number, month: number) => new Date(Date.UTC(year, month));
