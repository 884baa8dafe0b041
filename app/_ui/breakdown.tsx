import type { ReactNode } from "react";

export type Share = { label: string; value: number; text: ReactNode };

/** How a whole is made up: a bar for each part between its name and its number, the longest as long as there is room. */
export function Breakdown({ label, shares }: { label: string; shares: readonly Share[] }) {
  const greatest = Math.max(...shares.map(({ value }) => value), 1);
  return (
    <dl aria-label={label} className="grid gap-y-1.5 py-1">
      {shares.map((share) => (
        <div key={share.label} className="grid grid-cols-[minmax(4rem,30%)_minmax(0,1fr)] gap-3 sm:grid-cols-[9rem_minmax(0,1fr)]">
          <dt className="truncate font-mono text-[0.8125rem]" title={share.label}>{share.label}</dt>
          <dd className="flex items-center gap-2.5">
            <span aria-hidden className="h-1.5 min-w-0.5 bg-ink-soft" style={{ width: `${(share.value / greatest) * 60}%` }} />
            <span className="shrink-0 text-small text-ink-soft tabular-nums">{share.text}</span>
          </dd>
        </div>
      ))}
    </dl>
  );
}
