/**
 * A thin bar: how much of a limit is taken, quiet, then waiting from nine tenths on, and refused where it is full; or, as a
 * `score`, how much is had of all that could be, allowed where it is full. The number belongs beside it.
 */
export function Meter({ label, value, max, text, kind = "limit" }: { label: string; value: number; max: number; text: string; kind?: "limit" | "score" }) {
  const share = max > 0 ? Math.min(1, value / max) : 1;
  const full = kind === "limit" ? "bg-refuse" : "bg-allow";
  const fill = value >= max ? full : kind === "limit" && share >= 0.9 ? "bg-wait" : "bg-ink-soft";
  return (
    <div
      role="meter" aria-label={label} aria-valuemin={0} aria-valuemax={Math.max(max, 1)} aria-valuenow={Math.min(value, Math.max(max, 1))} aria-valuetext={text}
      className="h-1.5 w-full min-w-20 overflow-hidden rounded-full bg-line"
    >
      <div className={`h-full rounded-full ${fill}`} style={{ width: `${Math.max(share * 100, value > 0 ? 1 : 0)}%` }} />
    </div>
  );
}
