/**
 * How numbers, sizes and times are written. Pure, and always in one locale, so that what the server
 * renders is what the browser hydrates.
 */

const minus = "\u2212";
const nothing = "\u2014";
const plural = (count: number, unit: string) => `${count} ${unit}${count === 1 ? "" : "s"}`;
const withTrueMinus = (text: string) => text.replaceAll("-", minus);
const grouped = new Intl.NumberFormat("en-US", { maximumFractionDigits: 0 });

function unusual(value: number | null | undefined): string | undefined {
  if (value === null || value === undefined) return nothing;
  if (Number.isNaN(value)) return "NaN";
  if (value === Infinity) return "∞";
  if (value === -Infinity) return `${minus}∞`;
  return undefined;
}

/**
 * A metric to 4 significant digits. Whole numbers below 10,000 stay whole; trailing zeros of fractions
 * are kept, so that columns align. Beyond a million and below a ten-thousandth it uses an exponent.
 */
export function formatMetric(value: number | null | undefined): string {
  const odd = unusual(value);
  if (odd !== undefined || value === null || value === undefined) return odd ?? nothing;
  const size = Math.abs(value);
  if (size === 0) return "0";
  if (Number.isInteger(value) && size < 10_000) return withTrueMinus(grouped.format(value));
  if (size < 1e-4 || size >= 1e6) return withTrueMinus(value.toExponential(3).replace("e+", "e"));
  const rounded = value.toPrecision(4);
  return withTrueMinus(size >= 1000 ? grouped.format(Number(rounded)) : rounded);
}

/** Every digit that the number holds, for hovering and copying. */
export function formatExact(value: number | null | undefined): string {
  return unusual(value) ?? withTrueMinus(String(value));
}

/** A signed difference to at most 4 significant digits: `+0.0083`, `−12`, `0`. Noise below 1e-12 of the greater value is no difference. */
export function formatDifference(candidate: number, live: number): string {
  const difference = subtract(candidate, live);
  if (difference === 0) return "0";
  const odd = unusual(difference);
  if (odd !== undefined) return difference > 0 ? `+${odd}` : odd;
  const size = Math.abs(difference);
  const sign = difference > 0 ? "+" : minus;
  if (size < 1e-4 || size >= 1e6) return sign + withTrueMinus(trimZeros(size.toExponential(3)).replace("e+", "e"));
  const rounded = size.toPrecision(4);
  return sign + (size >= 1000 ? grouped.format(Number(rounded)) : trimZeros(rounded));
}

/** The difference as a share of the live value: `+0.88%`. Undefined where live is zero. */
export function formatRelativeDifference(candidate: number, live: number): string | undefined {
  const share = relativeDifference(candidate, live);
  if (share === undefined) return undefined;
  if (share === 0) return "0%";
  const percent = Math.abs(share) * 100;
  const sign = share > 0 ? "+" : minus;
  if (percent < 0.01) return `${sign}<0.01%`;
  return `${sign}${percent >= 1000 ? grouped.format(percent) : trimZeros(percent.toPrecision(3))}%`;
}

/** `(candidate − live) / |live|`, or undefined where that has no meaning. */
export function relativeDifference(candidate: number, live: number): number | undefined {
  const share = subtract(candidate, live) / Math.abs(live);
  return Number.isFinite(share) ? share : undefined;
}

export type Better = "higher" | "lower" | "neither";
export type Verdict = "better" | "worse" | "same" | "different";

/** What a difference means, given which direction is the better one. */
export function judgeDifference(candidate: number, live: number, better: Better): Verdict {
  const difference = subtract(candidate, live);
  if (difference === 0) return "same";
  if (better === "neither" || Number.isNaN(difference)) return "different";
  return difference > 0 === (better === "higher") ? "better" : "worse";
}

function subtract(candidate: number, live: number): number {
  if (Object.is(candidate, live)) return 0;
  const difference = candidate - live;
  const noise = Math.max(Math.abs(candidate), Math.abs(live)) * 1e-12;
  return Number.isFinite(noise) && Math.abs(difference) <= noise ? 0 : difference;
}

/** `0.5000` → `0.5`, `1.200e-5` → `1.2e-5`. */
function trimZeros(text: string): string {
  return text.replace(/(\.\d*?)0+(?=e|$)/, "$1").replace(/\.(?=e|$)/, "");
}

/** A whole number with its thousands grouped. */
export function formatCount(value: number): string {
  return withTrueMinus(grouped.format(value));
}

/** Bytes in binary units to 3 significant digits: `512 B`, `1.21 GiB`. */
export function formatBytes(bytes: number | null | undefined): string {
  if (bytes === null || bytes === undefined || !Number.isFinite(bytes)) return nothing;
  const units = ["B", "KiB", "MiB", "GiB", "TiB", "PiB"];
  let size = bytes;
  let unit = 0;
  while (size >= 1023.5 && unit < units.length - 1) {
    size /= 1024;
    unit += 1;
  }
  return `${size >= 100 || unit === 0 ? Math.round(size) : trimZeros(size.toPrecision(3))} ${units[unit]}`;
}

/** A length of time, in its two greatest units: `840 ms`, `12.4 s`, `3 min 12 s`, `2 h 5 min`, `12 days`. */
export function formatDuration(milliseconds: number | null | undefined): string {
  if (milliseconds === null || milliseconds === undefined || !Number.isFinite(milliseconds)) return nothing;
  if (milliseconds < 999.5) return `${Math.round(milliseconds)} ms`;
  if (milliseconds < 59_950) return `${trimZeros((milliseconds / 1000).toFixed(1))} s`;
  const seconds = Math.round(milliseconds / 1000);
  if (seconds < 3600) return pair(seconds, 60, "min", "s");
  const minutes = Math.round(seconds / 60);
  if (minutes < 24 * 60) return pair(minutes, 60, "h", "min");
  return plural(Math.round(minutes / (24 * 60)), "day");
}

function pair(amount: number, per: number, greater: string, lesser: string): string {
  const rest = amount % per;
  const whole = `${(amount - rest) / per} ${greater}`;
  return rest === 0 ? whole : `${whole} ${rest} ${lesser}`;
}

const minute = 60_000;
const hour = 60 * minute;
const day = 24 * hour;
const steps: readonly [limit: number, size: number, unit: string][] = [
  [hour, minute, "minute"],
  [day, hour, "hour"],
  [30 * day, day, "day"],
  [365 * day, 30.44 * day, "month"],
  [Infinity, 365.25 * day, "year"],
];

/** `just now`, `5 minutes ago`, `in 3 days`. Both in milliseconds since the epoch. */
export function formatRelativeTime(at: number, now: number): string {
  const distance = Math.abs(now - at);
  if (!Number.isFinite(distance)) return nothing;
  if (distance < 45_000) return "just now";
  const step = steps.find(([limit, size]) => Math.round(distance / size) * size < limit) ?? steps[steps.length - 1];
  const [, size, unit] = step ?? [Infinity, day, "day"];
  const words = plural(Math.max(1, Math.round(distance / size)), unit);
  return at > now ? `in ${words}` : `${words} ago`;
}

/** An instant, exact and the same for every reader: `2026-11-23 18:10:04 UTC`. */
export function formatInstant(at: number): string {
  const date = new Date(at);
  if (Number.isNaN(date.getTime())) return nothing;
  return `${date.toISOString().slice(0, 19).replace("T", " ")} UTC`;
}

/** The first characters of a digest, without its algorithm: `sha256:9f2c41d0…` → `9f2c41d07ab3`. */
export function shortDigest(digest: string, length = 12): string {
  return digest.slice(digest.indexOf(":") + 1).slice(0, length);
}

/** At most two initials: `Ada Lovelace` → `AL`, `ci` → `C`. */
export function initials(name: string): string {
  const words = name.trim().split(/[\s._@-]+/).filter(Boolean);
  const first = words[0];
  const last = words.length > 1 ? words[words.length - 1] : undefined;
  return [first, last].map((word) => /./u.exec(word ?? "")?.[0].toUpperCase() ?? "").join("");
}
