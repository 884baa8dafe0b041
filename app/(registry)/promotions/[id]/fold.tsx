import type { ReactNode } from "react";
import { Icon } from "#app/_ui/icon.tsx";

/** What is there but need not be read: one line, and the rest on demand. */
export function Fold({ summary, children }: { summary: ReactNode; children: ReactNode }) {
  return (
    <details className="group border-b border-line">
      <summary className="flex items-center gap-1.5 py-1.5 hover:bg-hover [&::-webkit-details-marker]:hidden">
        <Icon name="chevron-right" size={14} className="text-ink-soft group-open:rotate-90" />
        <span>{summary}</span>
      </summary>
      <div className="pb-2 ps-5">{children}</div>
    </details>
  );
}
