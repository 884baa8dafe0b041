"use client";
import { Link } from "./link.tsx";

export type Segment = { label: string; href: string; current: boolean };

/**
 * Two or more forms of the same thing, one of which is shown: chart or table. Each has its own address.
 * @param onGo goes there without asking for a new page
 */
export function Segments({ label, segments, onGo }: { label: string; segments: readonly Segment[]; onGo?: (href: string) => void }) {
  return (
    <div role="group" aria-label={label} className="flex rounded-sm border border-edge text-small">
      {segments.map((segment) => (
        <Link
          key={segment.label} scroll={false} replace href={segment.href} aria-current={segment.current ? "true" : undefined} prefetch={onGo ? false : null}
          onClick={(event) => {
            if (!onGo || event.metaKey || event.ctrlKey || event.shiftKey) return;
            event.preventDefault();
            onGo(segment.href);
          }}
          className="inline-flex h-7 items-center px-2 text-ink-soft first:rounded-s-sm last:rounded-e-sm hover:bg-hover aria-[current=true]:bg-sunken aria-[current=true]:font-medium aria-[current=true]:text-ink pointer-coarse:h-9"
        >
          {segment.label}
        </Link>
      ))}
    </div>
  );
}
