"use client";

import { useQuery } from "@tanstack/react-query";
import { useTRPC } from "#app/_trpc/client.tsx";
import { formatBytes, formatInstant } from "#app/_ui/format.ts";
import { Icon } from "#app/_ui/icon.tsx";
import { Link } from "#app/_ui/link.tsx";
import { RelativeTime } from "#app/_ui/relative-time.tsx";
import type { DraftSummary } from "#server/drafts/schema.ts";
import { RestoreDraft } from "./restore-draft.tsx";

const mostShown = 3;

/** The reader's own drafts, of one model or of all: to go on with, or to bring back. Nothing where there are none. */
export function YourDrafts({ model }: { model?: string }) {
  const trpc = useTRPC();
  const { data: drafts = [] } = useQuery(trpc.drafts.list.queryOptions(model === undefined ? {} : { model }));
  const open = drafts.filter((draft) => draft.deletedAt === null);
  const discarded = drafts.filter((draft) => draft.deletedAt !== null);
  if (drafts.length === 0) return null;
  return (
    <section aria-label="Your drafts" className="mb-5 rounded-sm border border-line-strong bg-surface px-3 py-1.5 text-small">
      {open.length > 0 && <OpenDrafts drafts={open.slice(0, mostShown)} named={model === undefined} />}
      {open.length > mostShown && (
        <details className="border-t border-line">
          <summary className="py-1 text-ink-soft hover:text-ink">{open.length - mostShown} more of your drafts</summary>
          <OpenDrafts drafts={open.slice(mostShown)} named={model === undefined} />
        </details>
      )}
      {discarded.length > 0 && (
        <details className={open.length > 0 ? "border-t border-line" : undefined}>
          <summary className="py-1 text-ink-soft hover:text-ink">{discarded.length} discarded {discarded.length === 1 ? "draft" : "drafts"}</summary>
          <ul className="divide-y divide-line">
            {discarded.map((draft) => (
              <li key={draft.draft} className="flex flex-wrap items-center gap-x-3 gap-y-1 py-1">
                {model === undefined && <span className="font-mono">{draft.model}</span>}
                <Facts draft={draft} />
                {draft.restorableUntil && <span className="text-ink-soft">restorable until {formatInstant(Date.parse(draft.restorableUntil))}</span>}
                <RestoreDraft draft={draft.draft} />
              </li>
            ))}
          </ul>
        </details>
      )}
    </section>
  );
}

/** @param named whether their models are named too */
function OpenDrafts({ drafts, named }: { drafts: readonly DraftSummary[]; named: boolean }) {
  return (
    <ul className="divide-y divide-line">
      {drafts.map((draft) => (
        <li key={draft.draft} className="flex flex-wrap items-baseline gap-x-3 gap-y-0.5 py-1">
          <Link href={`/models/${draft.model}/drafts/${draft.draft}`} className="link inline-flex min-w-0 items-center gap-1.5 font-medium">
            <Icon name="edit" size={14} />Go on with your draft{named && <span className="font-mono"> {draft.model}</span>}
          </Link>
          <Facts draft={draft} />
        </li>
      ))}
    </ul>
  );
}

function Facts({ draft }: { draft: DraftSummary }) {
  const { description, files, bytes, arriving, createdAt } = draft;
  return (
    <>
      {description && <span className="max-w-sm truncate">{description}</span>}
      <span className="text-ink-soft tabular-nums">{files} {files === 1 ? "file" : "files"}, {formatBytes(bytes)}</span>
      {arriving > 0 && <span className="text-wait">{arriving} still arriving</span>}
      <span className="text-ink-soft">begun <RelativeTime at={createdAt} /></span>
    </>
  );
}
