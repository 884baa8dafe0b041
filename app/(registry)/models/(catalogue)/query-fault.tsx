"use client";

import { Button } from "#app/_ui/button.tsx";
import { Icon } from "#app/_ui/icon.tsx";
import type { QueryFault } from "#server/search/schema.ts";

/** What is wrong with a query, the place marked in it, and what was probably meant. */
export function QueryFaultNote({ id, query, fault: { message, at, length, suggestion }, onAsk }: { id: string; query: string; fault: QueryFault; onAsk: (query: string) => void }) {
  const end = at + Math.max(1, length);
  return (
    <div className="rounded-sm border border-refuse-line bg-refuse-wash px-3 py-2.5">
      <div id={id} role="alert" className="grid gap-1.5">
        <p className="flex items-start gap-2"><Icon name="alert" size={15} className="mt-0.5 text-refuse" /><span>{message}</span></p>
        <p className="ps-[1.4375rem] font-mono text-[0.8125rem] break-words whitespace-pre-wrap">
          <span className="text-ink-soft">{query.slice(0, at)}</span>
          <mark className="rounded-[2px] bg-transparent font-medium text-refuse underline decoration-refuse decoration-wavy decoration-1 underline-offset-4">{query.slice(at, end) || " "}</mark>
          <span className="text-ink-soft">{query.slice(end)}</span>
          <span className="sr-only">, at character {at + 1}</span>
        </p>
      </div>
      {suggestion !== null && (
        <div className="mt-2 flex flex-wrap items-center gap-2 ps-[1.4375rem]">
          <Button size="small" icon="search" onClick={() => onAsk(suggestion)}>Search for <code className="break-all whitespace-normal">{suggestion}</code></Button>
        </div>
      )}
    </div>
  );
}
