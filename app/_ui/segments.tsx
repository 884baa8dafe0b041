import Link from "next/link";

export type Segment = { label: string; href: string; current: boolean };

/** Two or more forms of the same thing, one of which is shown: chart or table. Each has its own address. */
export function Segments({ label, segments }: { label: string; segments: readonly Segment[] }) {
  return (
    <div role="group" aria-label={label} className="flex rounded-sm border border-edge text-small">
      {segments.map((segment) => (
        <Link
          key={segment.label} scroll={false} replace href={segment.href} aria-current={segment.current ? "true" : undefined}
          className="inline-flex h-7 items-center px-2 text-ink-soft first:rounded-s-sm last:rounded-e-sm hover:bg-hover aria-[current=true]:bg-sunken aria-[current=true]:font-medium aria-[current=true]:text-ink pointer-coarse:h-9"
        >
          {segment.label}
        </Link>
      ))}
    </div>
  );
}
