import { useId, type ReactNode } from "react";

/**
 * A titled part of a page. `ruled` (the usual one) opens with an inked rule, as a section of a ledger;
 * `boxed` stands apart on its own sheet, for what must be seen first. `flush` lets a table reach the edges. With an
 * `anchor` it can be linked to, and the keys that go from part to part stop at it.
 */
export function Panel({
  title, count, actions, children, kind = "ruled", flush = false, level = 2, anchor,
}: { title: string; count?: number; actions?: ReactNode; children: ReactNode; kind?: "ruled" | "boxed"; flush?: boolean; level?: 2 | 3; anchor?: string }) {
  const id = useId();
  const Heading = level === 2 ? "h2" : "h3";
  const boxed = kind === "boxed";
  return (
    <section
      aria-labelledby={id}
      {...(anchor ? { id: anchor, tabIndex: -1, "data-stop": true } : {})}
      className={boxed ? "rounded-md border border-line-strong bg-surface [--ground:var(--surface)]" : "border-t-2 border-rule"}
    >
      <header className={`flex min-h-10 flex-wrap items-center justify-between gap-x-3 gap-y-1 py-1.5 ${boxed ? "border-b border-line px-4" : ""}`}>
        <Heading id={id} className="flex items-baseline gap-2">
          {title}
          {count !== undefined && <span className="font-mono text-small font-normal text-ink-soft tabular-nums">{count}</span>}
        </Heading>
        {actions && <div className="flex flex-wrap items-center gap-2">{actions}</div>}
      </header>
      <div className={boxed && !flush ? "px-4 py-3" : boxed ? "" : "pb-2"}>{children}</div>
    </section>
  );
}
