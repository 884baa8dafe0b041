import type { ReactNode } from "react";

export type Fact = { label: string; value: ReactNode; mono?: boolean };

/** Facts, each with its name: for a right column or the head of a page. `stacked` puts the name above its value. */
export function KeyValues({ facts, stacked = false }: { facts: readonly Fact[]; stacked?: boolean }) {
  return (
    <dl className="divide-y divide-line">
      {facts.map(({ label, value, mono }) => (
        <div key={label} className={`py-1.5 ${stacked ? "" : "grid grid-cols-[minmax(5.5rem,min(34%,9rem))_minmax(0,1fr)] gap-3"}`}>
          <dt className="text-ink-soft">{label}</dt>
          <dd className={mono ? "min-w-0 font-mono text-[0.8125rem]" : "min-w-0"}>{value}</dd>
        </div>
      ))}
    </dl>
  );
}
