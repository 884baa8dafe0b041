"use client";

import type { ReactNode } from "react";
import { IconButton } from "#app/_ui/button.tsx";

/** One of several things of a kind in a form, with what takes it out again. */
export function Row({ title, hint, onRemove, children }: { title: string; hint?: string; onRemove: () => void; children?: ReactNode }) {
  return (
    <fieldset className="relative min-w-0 rounded-sm border border-line-strong bg-surface px-3 pt-2 pb-3">
      <legend className="sr-only">{title}</legend>
      <div className="flex items-start justify-between gap-2">
        <div><p aria-hidden className="pt-1 font-medium">{title}</p>{hint && <p className="text-small text-ink-soft">{hint}</p>}</div>
        <IconButton icon="close" size="small" label={`Remove: ${title}`} onClick={onRemove} />
      </div>
      {children && <div className="mt-2 grid items-start gap-3 sm:grid-cols-2 lg:grid-cols-3">{children}</div>}
    </fieldset>
  );
}

/** The rows with one of them changed. */
export function changed<Item extends { id: number }>(rows: readonly Item[], id: number, part: Partial<Item>): Item[] {
  return rows.map((row) => (row.id === id ? { ...row, ...part } : row));
}

export function without<Item extends { id: number }>(rows: readonly Item[], id: number): Item[] {
  return rows.filter((row) => row.id !== id);
}
