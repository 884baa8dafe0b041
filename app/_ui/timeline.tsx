import type { ReactNode } from "react";
import { toneText, type Tone } from "./badge.tsx";
import { Icon, type IconName } from "./icon.tsx";
import { RelativeTime } from "./relative-time.tsx";
import { SealMark } from "./seal.tsx";

export type TimelineEntry = {
  key: string;
  icon: IconName | "seal";
  tone?: Tone;
  at: Date | string | number;
  title: ReactNode;
  children?: ReactNode;
  /** By which it can be linked to; the keys that go from part to part stop at it. */
  anchor?: string;
};

/** What happened, one after the other, along one line. A seal marks what was signed. */
export function Timeline({ entries }: { entries: readonly TimelineEntry[] }) {
  return (
    <ol>
      {entries.map((entry, index) => (
        <li key={entry.key} {...(entry.anchor ? { id: entry.anchor, tabIndex: -1, "data-stop": true } : {})} className="relative grid grid-cols-[1.5rem_minmax(0,1fr)] gap-x-3 pb-4 last:pb-0">
          {index < entries.length - 1 && <span aria-hidden className="absolute start-[0.71875rem] top-6 bottom-0 w-px bg-line-strong" />}
          <span className={`flex size-6 items-center justify-center ${entry.icon === "seal" ? "" : "rounded-full border border-line-strong bg-(--ground,var(--paper))"} ${toneText[entry.tone ?? "neutral"]}`}>
            {entry.icon === "seal" ? <SealMark size={24} /> : <Icon name={entry.icon} size={13} />}
          </span>
          <div className="min-w-0 pt-0.5">
            <div className="flex flex-wrap items-baseline justify-between gap-x-3">
              <div>{entry.title}</div>
              <span className="text-small text-ink-soft"><RelativeTime at={entry.at} /></span>
            </div>
            {entry.children && <div className="mt-1">{entry.children}</div>}
          </div>
        </li>
      ))}
    </ol>
  );
}
