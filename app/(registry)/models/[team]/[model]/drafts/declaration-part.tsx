"use client";

import { useId, type ReactNode } from "react";
import { Badge } from "#app/_ui/badge.tsx";
import { Button } from "#app/_ui/button.tsx";
import { Icon } from "#app/_ui/icon.tsx";
import { faultsAt, type Fault, type Part } from "./declaration.ts";
import type { Declaring } from "./use-declaration.ts";

/** A part's own place on the page, for links that lead to what is missing. */
export const partId = (part: string) => `declare-${part}`;

/** A fault as a sentence for a reader who sees where it stands. */
export function sentence({ message }: Fault): string {
  const upper = `${message[0]?.toUpperCase() ?? ""}${message.slice(1)}`;
  return upper.endsWith(".") ? upper : `${upper}.`;
}

/** One part of what is declared: its name, what it is for, whether it is missing, and whether it was taken over from another version. */
export function DeclarationPart({ part, title, hint, declaring, children }: { part: Part; title: string; hint?: ReactNode; declaring: Declaring; children: ReactNode }) {
  const id = useId();
  const { taken, confirm } = declaring;
  const own = faultsAt(declaring.faults, part).filter((fault) => fault.path === part);
  const missing = own.some((fault) => fault.message === "is missing");
  const wrong = own.find((fault) => fault.message !== "is missing");
  const isTaken = taken.parts.includes(part);
  return (
    <div role="group" id={partId(part)} tabIndex={-1} aria-labelledby={id} className="grid scroll-mt-20 gap-1.5 border-t border-line py-3 first:border-t-0">
      <div className="flex min-h-7 flex-wrap items-center gap-x-2 gap-y-1">
        <h3 id={id} className="font-medium">{title}</h3>
        {missing && <Badge tone="wait" icon="none">missing</Badge>}
        {isTaken && (
          <span className="ms-auto inline-flex items-center gap-1.5 text-small text-wait">
            <Icon name="history" size={14} />as in {taken.from}
            <Button size="small" aria-label={`Keep it: ${title.toLowerCase()} as in ${taken.from}`} onClick={() => confirm(part)}>Keep it</Button>
          </span>
        )}
      </div>
      {hint && <p className="text-small text-ink-soft">{hint}</p>}
      {children}
      {wrong && <p className="text-small text-refuse">{sentence(wrong)}</p>}
    </div>
  );
}
