"use client";

import { useEffect, useRef, useState, type ReactNode, type RefObject } from "react";
import { IconButton } from "#app/_ui/button.tsx";

export type FaultOf = (field: string) => string | undefined;

/**
 * One of several things of a kind in a form, with what takes it out again. What is wrong with its fields is told once it was
 * left: one that was just added is not yet wrong.
 */
export function Row({ title, hint, onRemove, faultOf, children }: { title: string; hint?: string; onRemove: () => void; faultOf: FaultOf; children: (faultOf: FaultOf) => ReactNode }) {
  const place = useRef<HTMLFieldSetElement>(null);
  const wasLeft = useWasLeft(place);
  const fields = children(wasLeft ? faultOf : () => undefined);
  return (
    <fieldset ref={place} className="relative min-w-0 rounded-sm border border-line-strong bg-surface px-3 pt-2 pb-3">
      <legend className="sr-only">{title}</legend>
      <div className="flex items-start justify-between gap-2">
        <div><p aria-hidden className="pt-1 font-medium">{title}</p>{hint && <p className="text-small text-ink-soft">{hint}</p>}</div>
        <IconButton icon="close" size="small" label={`Remove: ${title}`} onClick={onRemove} />
      </div>
      {fields && <div className="mt-2 grid items-start gap-3 sm:grid-cols-2 lg:grid-cols-3">{fields}</div>}
    </fieldset>
  );
}

/** Whether the focus was in there and has gone. */
function useWasLeft(place: RefObject<HTMLElement | null>): boolean {
  const [wasLeft, setLeft] = useState(false);
  useEffect(() => {
    const element = place.current;
    const leave = ({ relatedTarget }: FocusEvent) => {
      if (!(relatedTarget instanceof Node && element?.contains(relatedTarget))) setLeft(true);
    };
    element?.addEventListener("focusout", leave);
    return () => element?.removeEventListener("focusout", leave);
  }, [place]);
  return wasLeft;
}

/** The rows with one of them changed. */
export function changed<Item extends { id: number }>(rows: readonly Item[], id: number, part: Partial<Item>): Item[] {
  return rows.map((row) => (row.id === id ? { ...row, ...part } : row));
}

export function without<Item extends { id: number }>(rows: readonly Item[], id: number): Item[] {
  return rows.filter((row) => row.id !== id);
}
