/** How far something has come. Without a value it is under way and nobody knows how long. */
export function Progress({ label, value, max = 1, detail }: { label: string; value?: number; max?: number; detail?: string }) {
  const share = value === undefined ? undefined : Math.min(1, Math.max(0, value / max));
  return (
    <div className="grid gap-1">
      <div className="flex justify-between gap-3 text-small">
        <span>{label}</span>
        <span className="text-ink-soft tabular-nums">{detail ?? (share === undefined ? "" : `${Math.floor(share * 100)}%`)}</span>
      </div>
      <div
        role="progressbar" aria-label={label} aria-valuemin={0} aria-valuemax={100} aria-valuenow={share === undefined ? undefined : Math.floor(share * 100)}
        className="h-1.5 overflow-hidden rounded-full bg-line"
      >
        <div className={`h-full rounded-full bg-ink ${share === undefined ? "w-1/3 animate-breathe" : ""}`} style={share === undefined ? undefined : { width: `${share * 100}%` }} />
      </div>
    </div>
  );
}
