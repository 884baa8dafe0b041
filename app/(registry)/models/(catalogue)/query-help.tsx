"use client";

import { Popover as Radix } from "radix-ui";
import { useState } from "react";
import { Button, LinkButton } from "#app/_ui/button.tsx";
import "#app/_ui/style-nonce.ts";
import { examples } from "./examples.ts";

/** What can be asked, in a few examples that can be tried. */
export function QueryHelp({ onAsk }: { onAsk: (query: string) => void }) {
  const [open, setOpen] = useState(false);
  return (
    <Radix.Root open={open} onOpenChange={setOpen}>
      <Radix.Trigger asChild><Button icon="book">Syntax<span className="sr-only">: how to search</span></Button></Radix.Trigger>
      <Radix.Portal>
        <Radix.Content
          align="end" sideOffset={4} collisionPadding={8} aria-label="How to search"
          className="z-60 max-h-(--radix-popover-content-available-height) w-[28rem] max-w-[calc(100vw-1rem)] animate-appear overflow-y-auto rounded-md border border-line-strong bg-raised p-4 shadow-float"
        >
          <p className="text-ink-soft">Words are looked for everywhere; a field and a value narrow it. All have to be met, unless <code>OR</code> stands between them; <code>-</code> turns one around, and parentheses group.</p>
          <ul className="mt-3 grid gap-px">
            {examples.map(({ query, means }) => (
              <li key={query}>
                <button
                  type="button" onClick={() => { setOpen(false); onAsk(query); }}
                  className="-mx-2 grid w-[calc(100%+1rem)] gap-0.5 rounded-sm px-2 py-1 text-start hover:bg-hover"
                >
                  <code className="break-words">{query}</code>
                  <span className="text-small text-ink-soft">{means}</span>
                </button>
              </li>
            ))}
          </ul>
          <div className="mt-3 border-t border-line pt-3"><LinkButton size="small" icon="book" href="/help/search" onClick={() => setOpen(false)}>All fields and rules</LinkButton></div>
        </Radix.Content>
      </Radix.Portal>
    </Radix.Root>
  );
}
