"use client";
import { usePathname } from "next/navigation";
import { Dialog as Radix } from "radix-ui";
import { useState } from "react";
import { Brand } from "./brand.tsx";
import { IconButton } from "./button.tsx";
import { Icon, type IconName } from "./icon.tsx";
import { Link } from "./link.tsx";
import "./style-nonce.ts";

/** A place in the rail. `count` is what waits there; `owns` are other addresses that belong to it. */
export type RailItem = { label: string; href: string; icon: IconName; count?: number; owns?: readonly string[] };

/** The place that a path belongs to: the one with the longest address that leads to it. */
function itemOf(path: string, items: readonly RailItem[]): RailItem | undefined {
  const reach = (item: RailItem) =>
    Math.max(0, ...[item.href, ...(item.owns ?? [])].filter((address) => path === address || path.startsWith(`${address}/`)).map((address) => address.length));
  const nearest = items.toSorted((a, b) => reach(b) - reach(a))[0];
  return nearest && reach(nearest) > 0 ? nearest : undefined;
}

/** The rail's links, the current one marked. */
export function RailLinks({ items, onNavigate }: { items: readonly RailItem[]; onNavigate?: () => void }) {
  const path = usePathname();
  const here = itemOf(path, items);
  return (
    <ul className="grid gap-px">
      {items.map((item) => (
        <li key={item.href}>
          <Link
            href={item.href} onClick={onNavigate} aria-current={item === here ? "page" : undefined}
            className="flex h-8 items-center gap-2.5 rounded-sm px-2 text-ink-soft hover:bg-hover hover:text-ink aria-[current=page]:bg-paper aria-[current=page]:font-medium aria-[current=page]:text-ink aria-[current=page]:shadow-[inset_2px_0_0_var(--ink)] pointer-coarse:h-11"
          >
            <Icon name={item.icon} />
            <span className="flex-1">{item.label}</span>
            {item.count !== undefined && item.count > 0 && <Waiting count={item.count} />}
          </Link>
        </li>
      ))}
    </ul>
  );
}

/** The rail where there is no room for it: behind a button, which tells what waits. */
export function RailSheet({ name, items, home }: { name?: string | undefined; items: readonly RailItem[]; home: string }) {
  const [open, setOpen] = useState(false);
  const waiting = items.reduce((sum, item) => sum + (item.count ?? 0), 0);
  return (
    <Radix.Root open={open} onOpenChange={setOpen}>
      <Radix.Trigger asChild>
        <button type="button" aria-label={waiting > 0 ? `Menu, ${waiting} waiting` : "Menu"} className="inline-flex h-10 min-w-10 items-center justify-center gap-1.5 rounded-sm px-2 text-ink-soft hover:bg-hover hover:text-ink">
          <Icon name="menu" size={18} />
          {waiting > 0 && <span aria-hidden className="contents"><Waiting count={waiting} /></span>}
        </button>
      </Radix.Trigger>
      <Radix.Portal>
        <Radix.Overlay className="fixed inset-0 z-40 animate-appear bg-shade" />
        <Radix.Content aria-describedby={undefined} className="fixed inset-y-0 start-0 z-50 w-72 max-w-[86vw] animate-appear overflow-y-auto border-e border-line-strong bg-rail p-3 shadow-float">
          <Radix.Title className="sr-only">Menu</Radix.Title>
          <div className="mb-3 flex items-center justify-between ps-2">
            <Link href={home} onClick={() => setOpen(false)}><Brand name={name} /></Link>
            <Radix.Close asChild><IconButton icon="close" label="Close the menu" /></Radix.Close>
          </div>
          <nav aria-label="Main"><RailLinks items={items} onNavigate={() => setOpen(false)} /></nav>
        </Radix.Content>
      </Radix.Portal>
    </Radix.Root>
  );
}

function Waiting({ count }: { count: number }) {
  return (
    <span className="inline-flex h-[1.125rem] min-w-[1.125rem] items-center justify-center rounded-full bg-ink px-1 font-mono text-[0.6875rem] leading-none font-medium text-paper tabular-nums">
      {count > 99 ? "99+" : count}<span className="sr-only"> waiting</span>
    </span>
  );
}
