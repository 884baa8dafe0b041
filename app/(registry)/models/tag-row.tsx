"use client";

import { useEffect, useId, useRef } from "react";
import type { TagMark } from "#server/tags/schema.ts";
import { TagBadge } from "./tag-badge.tsx";
import type { Held } from "./tag-plan.ts";

/** A tag to tick; half ticked where some of the things have it. */
export function TagRow({ mark: { name, description }, state, onToggle }: { mark: TagMark; state: Held; onToggle: () => void }) {
  const id = useId();
  const box = useRef<HTMLInputElement>(null);
  useEffect(() => {
    if (box.current) box.current.indeterminate = state === "some";
  }, [state]);
  return (
    <label htmlFor={id} className="flex min-h-9 items-center gap-2.5 rounded-sm px-1.5 py-1 hover:bg-hover pointer-coarse:min-h-11">
      <input ref={box} id={id} type="checkbox" checked={state === "all"} onChange={onToggle} className="size-4 shrink-0 accent-ink" />
      <TagBadge tag={name} />
      <span className="min-w-0 truncate text-small text-ink-soft">{description}</span>
    </label>
  );
}
