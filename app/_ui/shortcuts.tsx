"use client";
import { useRouter } from "next/navigation";
import { useEffect, useRef, useState } from "react";
import { Dialog } from "./dialog.tsx";
import { Kbd } from "./keyboard.tsx";
import { isTaken } from "./keystroke.ts";

/** `keys` are pressed one after the other: `g c`, or `a`. */
export type Shortcut = { keys: string; label: string; group?: string } & ({ href: string } | { action: () => void });

const registered = new Set<readonly Shortcut[]>();

/** What this page answers to, while it is shown. Several may be mounted at once. */
export function Shortcuts({ shortcuts }: { shortcuts: readonly Shortcut[] }) {
  useEffect(() => {
    registered.add(shortcuts);
    return () => { registered.delete(shortcuts); };
  }, [shortcuts]);
  return null;
}

/** Listens for every registered shortcut, and lists them on `?`. Once, in the frame. */
export function ShortcutListener() {
  const router = useRouter();
  const [listed, setListed] = useState<readonly Shortcut[] | undefined>(undefined);
  const pressed = useRef({ keys: "", at: 0 });

  useEffect(() => {
    function onKeyDown(event: KeyboardEvent) {
      if (isTaken(event) || event.metaKey || event.ctrlKey || event.altKey || event.key.length !== 1) return;
      const all = [...registered].flat();
      if (event.key === "?") {
        event.preventDefault();
        setListed(all);
        return;
      }
      const begun = event.timeStamp - pressed.current.at < 1200 ? pressed.current.keys : "";
      const keys = [`${begun} ${event.key}`.trim(), event.key].find((typed) => all.some((each) => each.keys === typed || each.keys.startsWith(`${typed} `)));
      pressed.current = { keys: keys ?? "", at: event.timeStamp };
      const shortcut = all.findLast((each) => each.keys === keys);
      if (!shortcut) return;
      event.preventDefault();
      pressed.current = { keys: "", at: 0 };
      if ("href" in shortcut) router.push(shortcut.href);
      else shortcut.action();
    }
    document.addEventListener("keydown", onKeyDown);
    return () => document.removeEventListener("keydown", onKeyDown);
  }, [router]);

  // What a page does with a key comes before what the key does elsewhere.
  const own = listed ?? [];
  const groups = Map.groupBy([...own, ...always.filter(({ keys }) => !own.some((shortcut) => shortcut.keys === keys))], (shortcut) => shortcut.group ?? "Here");
  return (
    <Dialog open={listed !== undefined} onOpenChange={(open) => { if (!open) setListed(undefined); }} title="Keyboard">
      <div className="grid gap-5 sm:grid-cols-2">
        {[...groups].map(([group, shortcuts]) => (
          <section key={group}>
            <h3 className="border-b border-line-strong pb-1 text-small text-ink-soft">{group}</h3>
            <dl>
              {shortcuts.map((shortcut) => (
                <div key={shortcut.keys} className="flex justify-between gap-4 border-b border-line py-1.5">
                  <dt>{shortcut.label}</dt>
                  <dd><Kbd keys={shortcut.keys} /></dd>
                </div>
              ))}
            </dl>
          </section>
        ))}
      </div>
    </Dialog>
  );
}

const always = [
  { keys: "/", label: "Search or jump to", group: "Everywhere" },
  { keys: "j", label: "Next row", group: "Everywhere" },
  { keys: "k", label: "Previous row", group: "Everywhere" },
  { keys: "?", label: "This list", group: "Everywhere" },
];

/** `j` and `k` go down and up through the rows and cards of the page's lists; Enter opens the row that has the focus. */
export function RowKeys() {
  useEffect(() => {
    function onKeyDown(event: KeyboardEvent) {
      if (isTaken(event) || event.metaKey || event.ctrlKey || event.altKey || (event.key !== "j" && event.key !== "k")) return;
      const rows = [...document.querySelectorAll<HTMLElement>("main .row-link")];
      if (rows.length === 0) return;
      event.preventDefault();
      const here = rows.findIndex((row) => row.closest("tr, li")?.contains(document.activeElement));
      const next = here === -1 ? 0 : Math.min(rows.length - 1, Math.max(0, here + (event.key === "j" ? 1 : -1)));
      rows[next]?.focus();
    }
    document.addEventListener("keydown", onKeyDown);
    return () => document.removeEventListener("keydown", onKeyDown);
  }, []);
  return null;
}
