"use client";

import type { ReactNode } from "react";
import { formatCount } from "#app/_ui/format.ts";
import { Link } from "#app/_ui/link.tsx";
import { Metric } from "#app/_ui/number.tsx";
import { RelativeTime } from "#app/_ui/relative-time.tsx";
import { SelectionBox, type Selection } from "#app/_ui/selection.tsx";
import type { ModelHit, VersionHit } from "#server/search/schema.ts";
import { AliasBadge, StageBadge } from "../stage-badge.tsx";
import { SomeTags } from "../some-tags.tsx";
import { Stages } from "./cells.tsx";
import { Excerpt } from "./excerpt.tsx";
import { ModelTitle } from "./model-columns.tsx";
import { VersionTitle } from "./version-columns.tsx";

/** What was found, each on a card that has room for what it is for. */
export function Cards({ label, hits, selection }: { label: string; hits: readonly (ModelHit | VersionHit)[]; selection: Selection | null }) {
  return (
    <ul aria-label={label} className="grid gap-3 sm:grid-cols-[repeat(auto-fill,minmax(20rem,1fr))]">
      {hits.map((hit) => <li key={hit.id} className="contents">{"model" in hit ? <VersionCard hit={hit} selection={selection} /> : <ModelCard hit={hit} selection={selection} />}</li>)}
    </ul>
  );
}

function ModelCard({ hit, selection }: { hit: ModelHit; selection: Selection | null }) {
  const facts = [hit.task, hit.framework, hit.license].filter((fact) => fact !== null);
  return (
    <Card
      hit={hit} href={`/models/${hit.reference}`} selection={selection} title={<ModelTitle model={hit} />} facts={facts}
      foot={<>{formatCount(hit.versions)} {hit.versions === 1 ? "version" : "versions"}, changed <RelativeTime at={hit.updatedAt} /></>}
    >
      {hit.stages.length > 0 ? <Stages stages={hit.stages} /> : <span className="text-small text-ink-faint">live nowhere</span>}
    </Card>
  );
}

function VersionCard({ hit, selection }: { hit: VersionHit; selection: Selection | null }) {
  return (
    <Card
      hit={hit} href={`/models/${hit.model}/versions/${hit.number}`} selection={selection} facts={[hit.task, hit.framework]}
      title={<VersionTitle version={hit} />}
      foot={<>by {hit.author.name}, <RelativeTime at={hit.createdAt} /></>}
    >
      {hit.stages.map((stage) => <StageBadge key={stage} stage={stage} />)}
      {hit.aliases.map((alias) => <AliasBadge key={alias} alias={alias} />)}
    </Card>
  );
}

function Card({
  hit, href, title, facts, foot, selection, children,
}: { hit: ModelHit | VersionHit; href: string; title: ReactNode; facts: readonly string[]; foot: ReactNode; selection: Selection | null; children: ReactNode }) {
  const numbers = Object.entries(hit.numbers).slice(0, 3);
  return (
    <article data-selected={selection?.selected.has(hit.id) || undefined} className="relative grid content-start gap-2 rounded-md border border-line-strong bg-surface p-4 hover:border-edge data-[selected=true]:border-ink">
      <div className="flex items-start justify-between gap-3">
        <h2 className="min-w-0 font-medium"><Link href={href} className="row-link after:absolute after:inset-0">{title}</Link></h2>
        {selection && <span className="relative z-1"><SelectionBox selection={selection} rowKey={hit.id} label={`Select ${hit.reference}`} /></span>}
      </div>
      <p className="line-clamp-3 text-ink-soft">{hit.excerpt ? <Excerpt pieces={hit.excerpt} /> : hit.description || "No description yet."}</p>
      <div className="flex flex-wrap gap-1">{children}</div>
      {hit.tags.length > 0 && <SomeTags tags={hit.tags} most={6} />}
      {numbers.length > 0 && (
        <dl className="flex flex-wrap gap-x-4 gap-y-1">
          {numbers.map(([key, value]) => <div key={key} className="flex items-baseline gap-1.5"><dt className="text-small text-ink-soft">{key.slice(key.indexOf(".") + 1)}</dt><dd><Metric value={value} /></dd></div>)}
        </dl>
      )}
      <p className="mt-auto text-small text-ink-soft">{facts.length > 0 && <>{facts.join(", ")}<br /></>}{foot}</p>
    </article>
  );
}
