import {
  formatBytes, formatCount, formatDifference, formatDuration, formatExact, formatMetric, formatRelativeDifference, judgeDifference,
  type Better, type Verdict,
} from "./format.ts";
import { Icon, type IconName } from "./icon.tsx";

type Maybe = number | null | undefined;

/** A metric to 4 significant digits; every digit on hover. */
export function Metric({ value, unit }: { value: Maybe; unit?: string }) {
  return (
    <span title={formatExact(value)} className="font-mono text-[0.8125rem] tabular-nums">
      {formatMetric(value)}
      {unit && <span className="text-ink-soft"> {unit}</span>}
    </span>
  );
}

const verdicts: Record<Verdict, { ink: string; icon: IconName | undefined; word: string }> = {
  better: { ink: "text-allow", icon: undefined, word: "better" },
  worse: { ink: "text-refuse", icon: "warning", word: "worse" },
  same: { ink: "text-ink-faint", icon: "equal", word: "no change" },
  different: { ink: "text-ink-soft", icon: undefined, word: "different" },
};

/** A signed difference; its colour is the verdict, its word is spoken and shown on hover. */
export function Difference({ candidate, live, better = "neither", relative = false }: { candidate: number; live: number; better?: Better; relative?: boolean }) {
  const verdict = verdicts[judgeDifference(candidate, live, better)];
  const absolute = formatDifference(candidate, live);
  const share = formatRelativeDifference(candidate, live);
  return (
    <span
      title={[`${formatExact(live)} → ${formatExact(candidate)}`, share, verdict.word].filter(Boolean).join(", ")}
      className={`font-mono text-[0.8125rem] whitespace-nowrap tabular-nums ${verdict.ink}`}
    >
      {verdict.icon && <Icon name={verdict.icon} size={12} className="-mt-0.5 me-1 inline" />}
      {(relative && share) || absolute}
      <span className="sr-only">, {verdict.word}</span>
    </span>
  );
}

/** A size in binary units; the bytes on hover. */
export function Bytes({ value }: { value: Maybe }) {
  return <span title={typeof value === "number" ? `${formatCount(value)} bytes` : undefined} className="font-mono text-[0.8125rem] whitespace-nowrap tabular-nums">{formatBytes(value)}</span>;
}

/** A length of time, given in milliseconds. */
export function Duration({ milliseconds }: { milliseconds: Maybe }) {
  return <span title={typeof milliseconds === "number" ? `${formatCount(milliseconds)} ms` : undefined} className="whitespace-nowrap tabular-nums">{formatDuration(milliseconds)}</span>;
}

/** A whole number, its thousands grouped. */
export function Count({ value }: { value: number }) {
  return <span className="font-mono text-[0.8125rem] tabular-nums">{formatCount(value)}</span>;
}
