import { api, load } from "#app/_trpc/server.tsx";
import { Button } from "#app/_ui/button.tsx";
import { Digest } from "#app/_ui/digest.tsx";
import { Select } from "#app/_ui/field.tsx";
import { Link } from "#app/_ui/link.tsx";
import { Panel } from "#app/_ui/panel.tsx";
import { RelativeTime } from "#app/_ui/relative-time.tsx";

const mostShown = 100;

/** Every revision of a card, the last first, and what differs between any two. */
export async function Revisions({ reference, base, shown, newest }: { reference: string; base: string; shown: number; newest: number }) {
  const { items, next } = await load((await api()).cards.history({ reference, limit: mostShown }));
  return (
    <Panel title="Revisions" count={newest}>
      <ol className="divide-y divide-line">
        {items.map(({ revision, note, source, author, createdAt, sha256 }) => (
          <li key={revision} className="grid grid-cols-[2.5rem_minmax(0,1fr)] gap-x-3 py-2">
            <Link href={`${base}?revision=${revision}`} aria-current={revision === shown ? "page" : undefined} aria-label={`r${revision}: revision ${revision}`} className="link h-fit font-mono aria-[current=page]:font-semibold">r{revision}</Link>
            <div className="min-w-0">
              <div className="flex flex-wrap items-baseline justify-between gap-x-3">
                <span className="min-w-0 break-words">{source === "file" ? "README.md, as it was registered" : note === "" ? <span className="text-ink-soft">without a note</span> : note}</span>
                <span className="text-small text-ink-soft">{author.name}, <RelativeTime at={createdAt} /></span>
              </div>
              <div className="flex flex-wrap items-baseline gap-x-3 text-small text-ink-soft">
                <Digest value={`sha256:${sha256}`} />
                {revision > 1 && <Link href={`${base}/changes?from=${revision - 1}&to=${revision}`} className="link">what changed</Link>}
              </div>
            </div>
          </li>
        ))}
      </ol>
      {next !== null && <p className="py-2 text-small text-ink-soft">The last {mostShown} are shown; <code>countersign card log {reference}</code> lists all.</p>}
      {newest > 2 && <Choose base={base} revisions={items.map(({ revision }) => revision)} />}
    </Panel>
  );
}

/** Any two, to be laid side by side. */
export function Choose({ base, revisions, from = revisions.at(-1), to = revisions[0] }: { base: string; revisions: readonly number[]; from?: number | undefined; to?: number | undefined }) {
  const options = revisions.map((revision) => <option key={revision} value={revision}>Revision {revision}</option>);
  return (
    <form action={`${base}/changes`} className="flex flex-wrap items-center gap-2 pt-3">
      <Select name="from" defaultValue={from} aria-label="From">{options}</Select>
      <span className="text-ink-soft">to</span>
      <Select name="to" defaultValue={to} aria-label="To">{options}</Select>
      <Button type="submit">Compare</Button>
    </form>
  );
}
