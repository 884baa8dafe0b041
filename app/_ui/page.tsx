import type { ReactNode } from "react";
import { Breadcrumbs } from "./breadcrumbs.tsx";

/** The head of a page: where it lies, its name, its badges, one primary act. `seal` is the large seal of what the page is about. */
export function PageHeader({
  crumbs, title, badges, lead, act, seal,
}: { crumbs?: readonly { label: string; href?: string }[]; title: ReactNode; badges?: ReactNode; lead?: ReactNode; act?: ReactNode; seal?: ReactNode }) {
  return (
    <header className="mb-5 flex flex-wrap items-start justify-between gap-x-6 gap-y-3">
      <div className="flex min-w-0 items-start gap-3 sm:items-center sm:gap-5">
        {seal && <div className="shrink-0 max-sm:*:size-14">{seal}</div>}
        <div className="grid min-w-0 gap-1.5">
          {crumbs && <Breadcrumbs crumbs={crumbs} />}
          <div className="flex flex-wrap items-center gap-x-3 gap-y-1.5">
            <h1 className="text-title tracking-tight">{title}</h1>
            {badges}
          </div>
          {lead && <div className="max-w-3xl text-ink-soft">{lead}</div>}
        </div>
      </div>
      {act && <div className="flex flex-wrap items-center gap-2">{act}</div>}
    </header>
  );
}

/** The page's matter, and a right column that stays in view. Where there is no room the column comes after, or `asideFirst`. */
export function Columns({
  children, aside, asideFirst = false, asideWidth = "medium",
}: { children: ReactNode; aside: ReactNode; asideFirst?: boolean; asideWidth?: "medium" | "wide" }) {
  return (
    <div className={`grid gap-x-10 gap-y-8 ${asideWidth === "wide" ? "lg:grid-cols-[minmax(0,1fr)_21rem] xl:grid-cols-[minmax(0,1fr)_23rem]" : "lg:grid-cols-[minmax(0,1fr)_20rem]"}`}>
      <div className="grid min-w-0 content-start gap-8">{children}</div>
      <aside className={`min-w-0 ${asideFirst ? "max-lg:order-first" : ""}`}>
        <div className="grid gap-6 lg:sticky lg:top-[4.25rem] lg:max-h-[calc(100dvh-5.25rem)] lg:overflow-y-auto lg:pe-1 lg:pb-1">{aside}</div>
      </aside>
    </div>
  );
}
