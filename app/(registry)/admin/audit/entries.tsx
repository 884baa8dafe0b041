import { Badge } from "#app/_ui/badge.tsx";
import { KeyValues, type Fact } from "#app/_ui/key-values.tsx";
import { RelativeTime } from "#app/_ui/relative-time.tsx";
import { Icon } from "#app/_ui/icon.tsx";
import { Link } from "#app/_ui/link.tsx";
import type { RecordEntry } from "#server/audit/schema.ts";
import { detailLines, objectOf, phraseOf } from "./entry-words.ts";
import { auditHref } from "./filters.ts";

/** Entries of the record, each a sentence that opens. */
export function Entries({ entries }: { entries: readonly RecordEntry[] }) {
  return (
    <ol aria-label="Entries" className="divide-y divide-line border-y border-line-strong">
      {entries.map((entry) => <li key={entry.seq} id={`entry-${entry.seq}`}><Entry entry={entry} /></li>)}
    </ol>
  );
}

function Entry({ entry }: { entry: RecordEntry }) {
  const { seq, at, actor, action, target, outcome } = entry;
  return (
    <details className="group">
      <summary className="grid cursor-pointer list-none grid-cols-[auto_minmax(0,1fr)] items-baseline gap-x-3 gap-y-0.5 px-1 py-2 hover:bg-hover sm:grid-cols-[4.5rem_minmax(0,1fr)_auto] [&::-webkit-details-marker]:hidden">
        <span className="inline-flex items-center gap-1 font-mono text-[0.8125rem] text-ink-soft tabular-nums">
          <Icon name="chevron-right" size={12} className="group-open:rotate-90" />{seq}
        </span>
        <span className="min-w-0 break-words">
          <span className="font-medium">{actor.name}</span> {phraseOf(action)} <span className="font-mono text-[0.8125rem] wrap-anywhere">{objectOf(entry)}</span>
          {outcome === "refused" && <> <Badge tone="refuse">refused</Badge></>}
        </span>
        <span className="text-small text-ink-soft max-sm:col-start-2"><RelativeTime at={at} /></span>
      </summary>
      <div className="grid gap-3 px-1 pb-4 sm:ps-[5.5rem]">
        <KeyValues facts={factsOf(entry)} />
        <div className="flex flex-wrap gap-x-4 gap-y-1 text-small">
          {action.startsWith("promotion.") && <Link className="link" href={`/promotions/${target}`}>The promotion</Link>}
          <Link className="link" href={auditHref({ actor: actor.id })}>Everything by {actor.name}</Link>
          <Link className="link" href={auditHref({ action })}>Everything of this kind</Link>
          {entry.model && <Link className="link" href={auditHref({ model: entry.model })}>Everything about {entry.model}</Link>}
        </div>
      </div>
    </details>
  );
}

function factsOf(entry: RecordEntry): Fact[] {
  const mono = (label: string, value: string | null): Fact[] => (value === null || value === "" ? [] : [{ label, value: <span className="break-all">{value}</span>, mono: true }]);
  return [
    ...mono("Time", entry.at),
    ...mono("Action", entry.action),
    ...mono("Target", entry.target),
    ...(entry.reason === null ? [] : [{ label: "Reason", value: <span className="break-words whitespace-pre-wrap">{entry.reason}</span> }]),
    ...(Object.keys(entry.details).length === 0 ? [] : [{ label: "Details", value: <Details details={entry.details} /> }]),
    ...mono("Model", entry.model),
    ...mono("Account", entry.actor.id),
    ...mono("Credential", entry.credential),
    ...(entry.onBehalfOf === null ? [] : [{ label: "On behalf of", value: entry.onBehalfOf }]),
    ...mono("Address", entry.address),
    ...mono("Agent", entry.userAgent),
    ...mono("Request", entry.requestId),
    ...mono("Previous hash", entry.previousHash),
    ...mono("Hash", entry.hash),
  ];
}

function Details({ details }: { details: Record<string, unknown> }) {
  return (
    <ul className="grid gap-0.5">
      {detailLines(details).map(({ name, value }) => (
        <li key={name} className="break-words"><span className="text-ink-soft">{name}:</span> <span className="break-all">{value}</span></li>
      ))}
    </ul>
  );
}
