import type { ReactNode } from "react";
import { Icon } from "#app/_ui/icon.tsx";

/** What is there but need not be read: one line, and the rest on demand. `act` is what can be done with it all the same. */
export function Fold({ summary, anchor, act, children }: { summary: ReactNode; anchor?: string; act?: ReactNode; children: ReactNode }) {
  return (
    <div className="relative border-b border-line">
      <details id={anchor} className="group">
        <summary className="flex items-center gap-1.5 py-1.5 pe-10 hover:bg-hover [&::-webkit-details-marker]:hidden">
          <Icon name="chevron-right" size={14} className="text-ink-soft group-open:rotate-90" />
          <span className="min-w-0">{summary}</span>
        </summary>
        <div className="pb-2 ps-5">{children}</div>
      </details>
      {act && <div className="absolute end-0 top-0.5">{act}</div>}
    </div>
  );
}
