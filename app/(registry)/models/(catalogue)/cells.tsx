import type { ReactNode } from "react";
import type { ModelHit } from "#server/search/schema.ts";
import { StageBadge } from "../stage-badge.tsx";
import { Excerpt } from "./excerpt.tsx";

/** What a cell says where there is nothing. */
export function Nothing({ children = "—" }: { children?: ReactNode }) {
  return <span className="text-ink-faint">{children}</span>;
}

/**
 * What names a thing, and below it in one line what it is for; where the query was found in a text, that piece of it. All of
 * it on hover, and as much as it needs where the row is a card.
 */
export function Named({ title, text, excerpt }: { title: ReactNode; text: string; excerpt: ModelHit["excerpt"] }) {
  return (
    <span className="grid gap-0.5">
      {title}
      {(text !== "" || excerpt !== null) && (
        <span title={text} className="block w-full min-w-40 truncate font-sans text-small font-normal text-ink-soft [contain:inline-size] @max-[30rem]:min-w-0 @max-[30rem]:whitespace-normal">
          {excerpt ? <Excerpt pieces={excerpt} /> : text}
        </span>
      )}
    </span>
  );
}

export function Kind({ task, framework }: { task: string | null; framework: string | null }) {
  if (task === null) return <Nothing />;
  return <span className="inline-grid"><span>{task}</span><span className="text-small text-ink-soft">{framework}</span></span>;
}

export function Stages({ stages }: { stages: ModelHit["stages"] }) {
  if (stages.length === 0) return <Nothing>nowhere</Nothing>;
  return (
    <span className="inline-flex flex-wrap gap-1">
      {stages.map(({ stage, version }) => <StageBadge key={stage} stage={stage} version={version} />)}
    </span>
  );
}
