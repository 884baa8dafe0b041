"use client";
import { usePathname } from "next/navigation";
import { Link } from "./link.tsx";

export type Tab = { label: string; href: string; count?: number };

/**
 * Tabs that are pages, each with its own address. The tab whose address leads to the present one is current;
 * give `current` (an href) where the address says it in its query.
 */
export function Tabs({ label, tabs, current }: { label: string; tabs: readonly Tab[]; current?: string }) {
  const path = usePathname();
  const leading = (tab: Tab) => path === tab.href || path.startsWith(`${tab.href}/`);
  const here = current ?? tabs.filter(leading).toSorted((a, b) => b.href.length - a.href.length)[0]?.href;
  return (
    <nav aria-label={label} className="-mx-4 overflow-x-auto px-4 pt-1 [scrollbar-width:none] sm:mx-0 sm:px-0">
      <ul className="flex w-max min-w-full gap-5 border-b border-line-strong">
        {tabs.map((tab) => (
          <li key={tab.href}>
            <Link
              href={tab.href} aria-current={tab.href === here ? "page" : undefined}
              className="-mb-px flex items-baseline gap-1.5 border-b-2 border-transparent pt-1 pb-2 -outline-offset-2 text-ink-soft hover:text-ink aria-[current=page]:border-ink aria-[current=page]:font-medium aria-[current=page]:text-ink"
            >
              {tab.label}
              {tab.count !== undefined && <span className="font-mono text-small font-normal text-ink-soft tabular-nums">{tab.count}</span>}
            </Link>
          </li>
        ))}
      </ul>
    </nav>
  );
}
