"use client";

import { useEffect, useId, useRef, useState, type KeyboardEvent, type ReactNode, type SubmitEvent } from "react";
import { Button } from "#app/_ui/button.tsx";
import { Input } from "#app/_ui/field.tsx";
import { Icon } from "#app/_ui/icon.tsx";
import { Shortcuts } from "#app/_ui/shortcuts.tsx";
import { mostQueryCharacters, type Completions } from "#server/search/schema.ts";
import { CompletionList } from "./completion-list.tsx";
import { useCompletions } from "./use-completions.ts";

type Item = Completions["items"][number];
const patience = 250;

/**
 * Where a query is typed. Fields, values and names are offered at the cursor; what is found follows the typing. Without
 * scripts it is a form that asks for the same address.
 * @param onAsk `again` while one goes on typing: that is one step of the browser's history
 */
export function QueryBar({ query, invalid, onAsk, children }: { query: string; invalid: string | undefined; onAsk: (query: string, again: boolean) => void; children?: ReactNode }) {
  const list = useId();
  const field = useRef<HTMLInputElement>(null);
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  const typing = useRef(false);
  const written = useRef(query);
  const [typed, setTyped] = useState({ text: query, at: query.length });
  const { text, at } = typed;
  const [open, setOpen] = useState(false);
  const [active, setActive] = useState(-1);
  const completions = useCompletions(typed, open);
  const shown = open && completions.items.length > 0;
  const [shortcuts] = useState([{ keys: "f", label: "Find in the catalogue", action: () => document.getElementById(`${list}-field`)?.focus() }]);

  // The address also changes from outside: a facet, a view, the browser's history.
  useEffect(() => {
    if (written.current === query) return;
    written.current = query;
    typing.current = false;
    clearTimeout(timer.current);
    setTyped({ text: query, at: query.length });
  }, [query]);
  useEffect(() => () => clearTimeout(timer.current), []);

  function ask(next: string) {
    clearTimeout(timer.current);
    const wanted = next.trim();
    if (wanted === written.current) return;
    written.current = wanted;
    onAsk(wanted, typing.current);
    typing.current = true;
  }

  function type(next: string, cursor: number) {
    setTyped({ text: next, at: cursor });
    setOpen(true);
    setActive(-1);
    clearTimeout(timer.current);
    timer.current = setTimeout(() => ask(next), patience);
  }

  function choose(item: Item) {
    const end = Math.max(completions.to, at);
    const rest = text.slice(end);
    const insert = item.kind === "field" || /\s$/.test(item.insert) || /^\s/.test(rest) ? item.insert : `${item.insert} `;
    const cursor = completions.from + insert.length;
    type(`${text.slice(0, completions.from)}${insert}${rest}`, cursor);
    if (item.kind !== "field") setOpen(false);
    // The field takes its new text with the next paint, and its cursor after that.
    requestAnimationFrame(() => field.current?.setSelectionRange(cursor, cursor));
  }

  function onKeyDown(event: KeyboardEvent<HTMLInputElement>) {
    const count = completions.items.length;
    const marked = shown ? completions.items[active] : undefined;
    if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      event.preventDefault();
      if (!shown) {
        setTyped({ text, at: event.currentTarget.selectionStart ?? text.length });
        setOpen(true);
        setActive(-1);
      } else setActive((now) => (event.key === "ArrowDown" ? (now + 2) % (count + 1) - 1 : (now + count + 1) % (count + 1) - 1));
    } else if (marked && (event.key === "Enter" || event.key === "Tab")) {
      event.preventDefault();
      choose(marked);
    } else if (event.key === "Escape" && open) {
      event.preventDefault();
      setOpen(false);
    } else if (event.key === "Tab") setOpen(false);
  }

  function submit(event: SubmitEvent<HTMLFormElement>) {
    event.preventDefault();
    setOpen(false);
    ask(text);
    typing.current = false;
  }

  return (
    <form role="search" aria-label="Catalogue" action="/models" onSubmit={submit} className="flex flex-wrap items-start gap-2">
      <div className="relative min-w-56 flex-1 [&_.control]:ps-8 [&_.control]:pe-9 [&_.control]:font-mono [&_.control]:text-[0.8125rem] pointer-coarse:[&_.control]:text-[1rem]">
        <Icon name="search" size={14} className="pointer-events-none absolute start-2.5 top-4 z-1 -translate-y-1/2 text-ink-soft pointer-coarse:top-5" />
        <Input
          ref={field} id={`${list}-field`} name="q" role="combobox" aria-label="Search the catalogue" aria-autocomplete="list" aria-expanded={shown} aria-controls={list} aria-haspopup="listbox"
          aria-activedescendant={shown && active >= 0 ? `${list}-${active}` : undefined} aria-invalid={invalid ? true : undefined} aria-describedby={invalid}
          value={text} maxLength={mostQueryCharacters} autoComplete="off" autoCapitalize="off" autoCorrect="off" spellCheck={false} enterKeyHint="search"
          placeholder="churn  stage:production  metric.auc>=0.9"
          onChange={(event) => type(event.target.value, event.target.selectionStart ?? event.target.value.length)}
          onKeyDown={onKeyDown} onBlur={() => { setOpen(false); typing.current = false; }}
        />
        {text !== "" && (
          <button
            type="button" aria-label="Clear the search" title="Clear the search"
            onClick={() => { typing.current = false; type("", 0); setOpen(false); ask(""); field.current?.focus(); }}
            className="absolute end-1 top-1 z-1 inline-flex size-6 items-center justify-center rounded-sm text-ink-soft hover:bg-hover hover:text-ink pointer-coarse:size-8"
          >
            <Icon name="close" size={14} />
          </button>
        )}
        <CompletionList id={list} items={shown ? completions.items : []} active={active} onChoose={choose} />
      </div>
      {children}
      <noscript><Button type="submit">Search</Button></noscript>
      <Shortcuts shortcuts={shortcuts} />
    </form>
  );
}
