"use client";

import { useEffect, useRef, type SubmitEvent } from "react";
import { Button } from "#app/_ui/button.tsx";
import { Input, Select } from "#app/_ui/field.tsx";
import { formText } from "#app/_ui/form-text.ts";
import { Icon } from "#app/_ui/icon.tsx";
import { catalogueHref, type Filters } from "./filters.ts";

const patience = 200;

/** The search and the team. Without scripts it is a form that asks for the same address. */
export function FilterBar({ filters, teams, busy, count }: { filters: Filters; teams: readonly { slug: string; name: string }[]; busy: boolean; count: string }) {
  const form = useRef<HTMLFormElement>(null);
  const field = useRef<HTMLInputElement>(null);
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  const written = useRef(filters.search);
  const { search, team } = filters;

  // The address also changes from outside: a link in the rail, the browser's history.
  useEffect(() => {
    if (written.current === search || !field.current) return;
    written.current = search;
    field.current.value = search;
  }, [search]);
  useEffect(() => () => clearTimeout(timer.current), []);

  function write() {
    clearTimeout(timer.current);
    if (!form.current) return;
    const data = new FormData(form.current);
    const next = { search: formText(data, "q").trim(), team: formText(data, "team") };
    written.current = next.search;
    window.history.replaceState(null, "", catalogueHref(next));
  }

  function writeSoon() {
    clearTimeout(timer.current);
    timer.current = setTimeout(write, patience);
  }

  function submit(event: SubmitEvent<HTMLFormElement>) {
    event.preventDefault();
    write();
  }

  return (
    <form ref={form} role="search" aria-label="Models" action="/models" onSubmit={submit} className="flex flex-wrap items-center gap-2">
      <div className="relative min-w-56 flex-1 sm:max-w-md [&_.control]:ps-8">
        <Icon name="search" size={14} className="pointer-events-none absolute start-2.5 top-1/2 z-1 -translate-y-1/2 text-ink-soft" />
        <Input
          ref={field} type="search" name="q" aria-label="Search models" defaultValue={search} maxLength={200} autoComplete="off" spellCheck={false}
          placeholder="Name, description, task or framework" onChange={writeSoon}
        />
      </div>
      {(teams.length > 1 || team !== "") && (
        <div className="min-w-40 max-sm:flex-1">
          <Select name="team" aria-label="Team" key={team} defaultValue={team} onChange={write}>
            <option value="">All teams</option>
            {teams.map(({ slug, name }) => <option key={slug} value={slug}>{name}</option>)}
            {team !== "" && teams.every(({ slug }) => slug !== team) && <option value={team}>{team}</option>}
          </Select>
        </div>
      )}
      <noscript><Button type="submit">Search</Button></noscript>
      <p role="status" aria-busy={busy} className="ms-auto text-small text-ink-soft tabular-nums">{count}</p>
    </form>
  );
}
