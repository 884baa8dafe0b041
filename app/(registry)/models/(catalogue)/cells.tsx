import type { ReactNode } from "react";
import type { ModelHit } from "#server/search/schema.ts";
import { StageBadge } from "../stage-badge.tsx";
import { Excerpt } from "./excerpt.tsx";

/** What a cell says where there is nothing. */
export function Nothing({ children = "—" }: { children?: ReactNode }) {
  return <span className="text-ink-faint">{children}</span>;
}

/** One line in a column, all of it on hover; as much as it needs where the row is a card. Where the query was found in a text, that piece of it. */
export function Words({ text, excerpt }: { text: string; excerpt: ModelHit["excerpt"] }) {
  if (text === "" && excerpt === null) return <Nothing />;
  return (
    <span title={text} className="block w-full min-w-24 truncate text-ink-soft [contain:inline-size] @max-[30rem]:min-w-0 @max-[30rem]:whitespace-normal">
      {excerpt ? <Excerpt pieces={excerpt} /> : text}
    </span>
  );
}

export function Kind({ task, framework }: { task: string | null; framework: string | null }) {
  if (task === null) return <Nothing />;
  return <span className="inline-flex flex-wrap gap-x-1.5 @5xl:flex-nowrap @5xl:whitespace-nowrap"><span>{task}</span><span className="text-ink-soft">{framework}</span></span>;
}

export function Stages({ stages }: { stages: ModelHit["stages"] }) {
  if (stages.length === 0) return <Nothing>nowhere</Nothing>;
  return (
    <span className="inline-flex flex-wrap gap-1">
      {stages.map(({ stage, version }) => <StageBadge key={stage} stage={stage} version={version} />)}
    </span>
  );
}
