"use client";
import { Command } from "cmdk";
import { useRouter } from "next/navigation";
import { Dialog as Radix } from "radix-ui";
import { useEffect, useRef, useState, useSyncExternalStore } from "react";
import { Icon, type IconName } from "./icon.tsx";
import { Kbd } from "./keyboard.tsx";
import { isApple, isTaken } from "./keystroke.ts";
import "./style-nonce.ts";

export type CommandItem = { id: string; label: string; detail?: string; group: string; icon?: IconName; keys?: string; words?: string } & ({ href: string } | { action: () => void });

const opening = "countersign:command-menu";

/** What opens the menu with the pointer: it looks like a field and is a button. */
export function CommandMenuButton({ label = "Search or jump to" }: { label?: string }) {
  const keys = useSyncExternalStore(() => () => {}, () => (isApple() ? "⌘K" : "Ctrl K"), () => "Ctrl K");
  return (
    <button
      type="button" aria-haspopup="dialog" onClick={() => document.dispatchEvent(new Event(opening))}
      className="flex h-8 w-8 items-center justify-center gap-2 rounded-sm text-ink-soft hover:bg-hover hover:text-ink sm:w-72 sm:justify-start sm:border sm:border-line-strong sm:bg-surface sm:px-2.5 pointer-coarse:h-10 pointer-coarse:min-w-10"
    >
      <Icon name="search" size={15} />
      <span className="text-start max-sm:sr-only sm:flex-1">{label}</span>
      <span className="hidden sm:inline"><Kbd keys={keys} /></span>
    </button>
  );
}

/**
 * Everything one keystroke away: ⌘K, Ctrl K or `/`. Static items are filtered here; `search` is asked for the rest, once
 * typing pauses, and an answer to older words is thrown away.
 */
export function CommandMenu({ items, search }: { items: readonly CommandItem[]; search?: (query: string) => Promise<readonly CommandItem[]> }) {
  const router = useRouter();
  const [open, setOpen] = useState(false);
  const [query, setQuery] = useState("");
  const { found, state } = useFound(open ? query.trim() : "", search);

  useEffect(() => {
    const show = () => setOpen(true);
    function onKeyDown(event: KeyboardEvent) {
      const command = event.key.toLowerCase() === "k" && (event.metaKey || event.ctrlKey) && !event.altKey && !event.shiftKey;
      const slash = event.key === "/" && !event.metaKey && !event.ctrlKey && !event.altKey && !isTaken(event);
      if (!command && !slash) return;
      event.preventDefault();
      setOpen((now) => slash || !now);
    }
    document.addEventListener("keydown", onKeyDown);
    document.addEventListener(opening, show);
    return () => {
      document.removeEventListener("keydown", onKeyDown);
      document.removeEventListener(opening, show);
    };
  }, []);

  function change(next: boolean) {
    setOpen(next);
    if (!next) setQuery("");
  }

  function choose(item: CommandItem) {
    change(false);
    if ("href" in item) router.push(item.href);
    else item.action();
  }

  const wanted = query.toLowerCase().split(/\s+/).filter(Boolean);
  const fitting = items.filter((item) => wanted.every((word) => `${item.label} ${item.group} ${item.words ?? ""}`.toLowerCase().includes(word)));
  const groups = Map.groupBy([...found, ...fitting], (item) => item.group);

  return (
    <Radix.Root open={open} onOpenChange={change}>
      <Radix.Portal>
        <Radix.Overlay className="fixed inset-0 z-40 animate-appear bg-shade" />
        <Radix.Content aria-describedby={undefined} className="fixed inset-x-3 top-3 z-50 mx-auto max-w-xl animate-appear overflow-hidden rounded-md border border-line-strong bg-raised shadow-float sm:top-[12vh]">
          <Radix.Title className="sr-only">Search or jump to</Radix.Title>
          <Command shouldFilter={false} loop label="Search or jump to">
            <div className="flex items-center gap-2.5 border-b border-line px-4">
              <Icon name="search" className="text-ink-soft" />
              <Command.Input value={query} onValueChange={setQuery} placeholder="Search models and versions, or jump to a page" className="h-12 min-w-0 flex-1 bg-transparent outline-none pointer-coarse:text-[1rem]" />
              <Kbd keys="Esc" />
            </div>
            <Command.List className="max-h-[min(24rem,60dvh)] overflow-y-auto p-1.5">
              {[...groups].map(([group, members]) => (
                <Command.Group key={group} heading={group} className="pb-1 **:[[cmdk-group-heading]]:px-2 **:[[cmdk-group-heading]]:pt-1.5 **:[[cmdk-group-heading]]:pb-1 **:[[cmdk-group-heading]]:text-small **:[[cmdk-group-heading]]:text-ink-soft">
                  {members.map((item) => (
                    <Command.Item key={item.id} value={item.id} onSelect={() => choose(item)} className="flex min-h-9 cursor-pointer items-center gap-2.5 rounded-sm px-2 py-1 data-[selected=true]:bg-hover data-[selected=true]:outline-1 data-[selected=true]:-outline-offset-1 data-[selected=true]:outline-edge">
                      <Icon name={item.icon ?? "arrow-right"} size={15} className="text-ink-soft" />
                      <span className="min-w-0 flex-1 truncate">{item.label}</span>
                      {item.detail && <span className="max-w-[45%] truncate font-mono text-small text-ink-soft">{item.detail}</span>}
                      {item.keys && <Kbd keys={item.keys} />}
                    </Command.Item>
                  ))}
                </Command.Group>
              ))}
              {groups.size === 0 && <p className="px-3 py-6 text-center text-ink-soft">{state === "asking" ? "Searching" : `Nothing is called “${query}”`}</p>}
            </Command.List>
            <p role="status" className={state === "failed" ? "border-t border-line px-4 py-2 text-small text-refuse" : "sr-only"}>
              {state === "failed" ? "The search did not answer. What is listed here still works." : state === "asking" ? "Searching" : ""}
            </p>
          </Command>
        </Radix.Content>
      </Radix.Portal>
    </Radix.Root>
  );
}

type Finding = { found: readonly CommandItem[]; state: "idle" | "asking" | "failed" };

function useFound(query: string, search: ((query: string) => Promise<readonly CommandItem[]>) | undefined): Finding {
  const [finding, setFinding] = useState<Finding>({ found: [], state: "idle" });
  const ask = useRef(search);
  useEffect(() => { ask.current = search; });

  useEffect(() => {
    if (query === "" || !ask.current) {
      setFinding({ found: [], state: "idle" });
      return undefined;
    }
    let stale = false;
    setFinding((before) => ({ ...before, state: "asking" }));
    const timer = setTimeout(() => {
      ask.current?.(query).then(
        (found) => { if (!stale) setFinding({ found, state: "idle" }); },
        () => { if (!stale) setFinding({ found: [], state: "failed" }); },
      );
    }, 120);
    return () => {
      stale = true;
      clearTimeout(timer);
    };
  }, [query]);

  return finding;
}
