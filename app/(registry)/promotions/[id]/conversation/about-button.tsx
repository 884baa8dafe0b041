"use client";

import { IconButton } from "#app/_ui/button.tsx";
import { Icon } from "#app/_ui/icon.tsx";
import { counted } from "../../words.ts";
import { aboutWords } from "../about.ts";
import { useDesk } from "../desk.tsx";

/** Begins a thread about a part of the comparison, and leads to those that there are. `quiet` in a row of a table. */
export function AboutButton({ about, quiet = false }: { about: string; quiet?: boolean }) {
  const { subject: { threads, you }, setAbout } = useDesk();
  const here = threads.filter((thread) => thread.about === about);
  const words = aboutWords(about);
  const first = here.find(({ resolved }) => !resolved) ?? here[0];
  return (
    <span className="inline-flex items-center justify-end gap-1">
      {first && (
        <a href={`#thread-${first.id}`} aria-label={`${counted(here.length, "thread")} about ${words}`} className="inline-flex h-6 items-center gap-1 rounded-sm px-1 font-mono text-small text-ink-soft hover:bg-hover hover:text-ink">
          <Icon name={first.resolved ? "check" : "comment"} size={12} />
          {here.length}
        </a>
      )}
      {you.canComment && (
        <span className={quiet ? "row-actions" : undefined}>
          <IconButton icon="comment-plus" size="small" label={`Comment on ${words}`} onClick={() => setAbout(about)} />
        </span>
      )}
    </span>
  );
}
