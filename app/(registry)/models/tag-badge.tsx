"use client";

import type { ReactNode } from "react";
import { Icon } from "#app/_ui/icon.tsx";
import { useTagMark } from "#app/(registry)/tags-context.tsx";
import type { TagColor } from "#server/tags/schema.ts";

/** The colour of a tag, small; its name stands beside it. */
export function TagSwatch({ color }: { color: TagColor }) {
  return <span aria-hidden className="inline-block size-2 shrink-0 rounded-full" style={{ background: `var(--tag-${color})` }} />;
}

/**
 * A tag with its colour; what it means is told on hover.
 * @param isRefused it can't be given as things are
 * @param children stand after its name: a button that takes it off
 */
export function TagBadge({ name, isRefused = false, children }: { name: string; isRefused?: boolean; children?: ReactNode }) {
  const { color, description } = useTagMark(name);
  return (
    <span title={description || undefined} className={`inline-flex min-h-5 max-w-full items-center gap-1.5 rounded-sm border px-1.5 text-small font-medium ${isRefused ? "border-refuse text-refuse" : "border-line-strong text-ink-soft"}`}>
      {isRefused ? <Icon name="warning" size={12} label="refused" /> : <TagSwatch color={color} />}
      <span className="min-w-0 break-words">{name}</span>
      {children}
    </span>
  );
}

/** Tags in a row, by name; nothing where there are none. */
export function TagList({ tags }: { tags: readonly string[] }) {
  return <span className="inline-flex flex-wrap gap-1 empty:hidden">{tags.map((tag) => <TagBadge key={tag} name={tag} />)}</span>;
}
