"use client";

import dynamic from "next/dynamic";
import { useState, type MouseEvent, type ReactNode } from "react";
import { IconButton } from "#app/_ui/button.tsx";
import { Icon } from "#app/_ui/icon.tsx";
import { Menu, MenuItem } from "#app/_ui/menu.tsx";
import type { View } from "#server/search/schema.ts";
import { catalogueHref, type Asked } from "./address.ts";

const ViewDialog = dynamic(() => import("./view-dialog.tsx").then((file) => file.ViewDialog));
const RemoveView = dynamic(() => import("./remove-view.tsx").then((file) => file.RemoveView));

/** The saved views, one's own and those of one's teams, and all there is before them. */
export function ViewsBar({ asked, views, view, onShow }: { asked: Asked; views: readonly View[]; view: View | null; onShow: (href: string) => void }) {
  const [act, setAct] = useState<"change" | "remove" | null>(null);
  const changed = view !== null && (view.query !== asked.query || view.layout.as !== asked.as);
  return (
    <div className="flex items-end gap-2 border-b border-line-strong">
      <nav aria-label="Views" className="-mb-px min-w-0 overflow-x-auto [scrollbar-width:none]">
        <ul className="flex w-max gap-5">
          <ViewTab href={catalogueHref({ as: asked.as })} current={view === null && asked.query === ""} onShow={onShow}>All models</ViewTab>
          {views.map((each) => (
            <ViewTab key={each.id} href={catalogueHref({ query: each.query, view: each.id, as: each.layout.as })} current={each.id === view?.id} onShow={onShow}>
              {each.name}
              {each.team !== null && <span title={`Shared with the team ${each.team}`} className="inline-flex text-ink-faint"><Icon name="people" size={13} label={`of the team ${each.team}`} /></span>}
              {changed && each.id === view.id && <span title="What is shown differs from what was saved">*<span className="sr-only"> changed</span></span>}
            </ViewTab>
          ))}
        </ul>
      </nav>
      {view?.mine && (
        <Menu align="start" trigger={<IconButton icon="more" size="small" label={`More about ${view.name}`} />}>
          <MenuItem icon="edit" onSelect={() => setAct("change")}>Change…</MenuItem>
          <MenuItem icon="delete" danger onSelect={() => setAct("remove")}>Remove…</MenuItem>
        </Menu>
      )}
      {view && act === "change" && <ViewDialog asked={asked} columns={view.layout.columns} view={view} onClose={() => setAct(null)} onShow={onShow} />}
      {view && act === "remove" && <RemoveView view={view} onClose={() => setAct(null)} onShow={onShow} />}
    </div>
  );
}

function ViewTab({ href, current, onShow, children }: { href: string; current: boolean; onShow: (href: string) => void; children: ReactNode }) {
  function go(event: MouseEvent) {
    if (event.metaKey || event.ctrlKey || event.shiftKey || event.button !== 0) return;
    event.preventDefault();
    onShow(href);
  }
  return (
    <li>
      <a
        href={href} onClick={go} aria-current={current ? "page" : undefined}
        className="flex items-center gap-1.5 border-b-2 border-transparent pt-1 pb-2 -outline-offset-2 whitespace-nowrap text-ink-soft hover:text-ink aria-[current=page]:border-ink aria-[current=page]:font-medium aria-[current=page]:text-ink"
      >
        {children}
      </a>
    </li>
  );
}
