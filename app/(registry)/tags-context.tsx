"use client";

import { createContext, use, useMemo, type ReactNode } from "react";
import type { TagMark } from "#server/tags/schema.ts";

const Marks = createContext<ReadonlyMap<string, TagMark>>(new Map());

/** How the tags of the vocabulary are shown, for everything on the page that names one. */
export function TagMarksProvider({ marks, children }: { marks: readonly TagMark[]; children: ReactNode }) {
  const byName = useMemo(() => new Map(marks.map((mark) => [mark.name, mark])), [marks]);
  return <Marks value={byName}>{children}</Marks>;
}

/** How a tag is shown; a free one has the colour of nothing in particular. */
export function useTagMark(name: string): TagMark {
  return use(Marks).get(name) ?? { name, color: "slate", description: "" };
}
