import type { ReactNode } from "react";
import { Brand } from "./brand.tsx";
import { CommandMenuButton } from "./command-menu.tsx";
import { RailLinks, RailSheet, type RailItem } from "./frame-rail.tsx";
import { Link } from "./link.tsx";
import { PersonMenu, type Person } from "./person-menu.tsx";
import { RowKeys, ShortcutListener, Shortcuts, type Shortcut } from "./shortcuts.tsx";
import type { Theme } from "./theme.ts";
import { ThemeToggle } from "./theme-toggle.tsx";
import { Toaster } from "./toast.tsx";

/**
 * What stands around every page: the rail, the bar, and the page between them. Mount a `CommandMenu` anywhere inside it,
 * since its search needs a client. `foot` is the rail's last line.
 */
export function Frame({
  name, items, person, theme, signOut, shortcuts, home = "/", extra, foot, children,
}: {
  /** What the registry is called. */
  name?: string;
  items: readonly RailItem[];
  person: Person;
  theme: Theme;
  signOut: string | (() => void | Promise<void>);
  shortcuts: readonly Shortcut[];
  home?: string;
  extra?: ReactNode;
  foot?: ReactNode;
  children: ReactNode;
}) {
  return (
    <div className="min-h-dvh lg:grid lg:grid-cols-[13rem_minmax(0,1fr)]">
      <a href="#page" className="fixed start-2 top-2 z-70 -translate-y-20 rounded-sm bg-ink px-3 py-1.5 text-paper focus:translate-y-0">Skip to the page</a>
      <nav aria-label="Main" className="sticky top-0 hidden h-dvh flex-col overflow-y-auto border-e border-line bg-rail px-3 pb-3 lg:flex">
        <Link href={home} className="mb-2 flex h-12 shrink-0 items-center px-2"><Brand name={name} /></Link>
        <RailLinks items={items} />
        {foot && <div className="mt-auto px-2 pt-4 text-small text-ink-soft">{foot}</div>}
      </nav>
      <div className="min-w-0">
        <header className="sticky top-0 z-20 flex h-12 items-center gap-1 border-b border-line bg-paper px-2 sm:px-4 lg:px-8">
          <div className="flex items-center gap-1 lg:hidden">
            <RailSheet name={name} items={items} home={home} />
            <Link href={home} className="flex h-10 items-center px-1"><Brand name={name} compact /></Link>
          </div>
          <div className="ms-auto sm:ms-0"><CommandMenuButton /></div>
          <div className="flex items-center gap-1 sm:ms-auto">
            {extra}
            <ThemeToggle theme={theme} />
            <PersonMenu person={person} signOut={signOut} />
          </div>
        </header>
        <main id="page" tabIndex={-1} className="mx-auto max-w-[84rem] px-4 pt-5 pb-16 [--sticky-top:3rem] sm:px-6 lg:px-8">{children}</main>
      </div>
      <Shortcuts shortcuts={shortcuts} />
      <ShortcutListener />
      <RowKeys />
      <Toaster />
    </div>
  );
}
