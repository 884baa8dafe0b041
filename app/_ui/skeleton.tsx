/** The place of something that is coming, in its size. */
export function Skeleton({ width = "100%", height = "0.875rem" }: { width?: string; height?: string }) {
  return <span aria-hidden className="block max-w-full animate-breathe rounded-sm bg-line" style={{ width, height }} />;
}

/** The place of a few lines of text. */
export function SkeletonText({ lines = 3 }: { lines?: number }) {
  return (
    <div className="grid gap-2">
      {Array.from({ length: lines }, (_, line) => <Skeleton key={line} width={line === lines - 1 ? "60%" : `${96 - ((line * 7) % 12)}%`} />)}
    </div>
  );
}

/** The place of a table. Give it the widths of the columns to come. */
export function SkeletonTable({ rows = 6, widths }: { rows?: number; widths: readonly string[] }) {
  return (
    <div role="status" aria-label="Loading">
      <div className="flex gap-6 border-b-3 border-double border-line-strong px-2 py-2">{widths.map((width, column) => <Skeleton key={column} width={width} height="0.625rem" />)}</div>
      {Array.from({ length: rows }, (_, row) => (
        <div key={row} className="flex gap-6 border-b border-line px-2 py-[0.6875rem]">{widths.map((width, column) => <Skeleton key={column} width={width} />)}</div>
      ))}
    </div>
  );
}
