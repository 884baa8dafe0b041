import { Digest } from "#app/_ui/digest.tsx";
import { formatInstant } from "#app/_ui/format.ts";
import { Bytes, Count } from "#app/_ui/number.tsx";
import { RelativeTime } from "#app/_ui/relative-time.tsx";
import { RowActions, Table, type Column } from "#app/_ui/table.tsx";
import type { DeletedVersion } from "#server/deletions/schema.ts";
import { RestoreVersion } from "./restore-version.tsx";

/** The versions that were deleted, folded: who did it, why, and until when each can be restored. */
export function DeletedVersions({ model, deleted, mayRestore }: { model: string; deleted: readonly DeletedVersion[]; mayRestore: boolean }) {
  if (deleted.length === 0) return null;
  return (
    <details className="mt-8 border-t-2 border-rule">
      <summary className="py-2">
        <h2 className="inline">Deleted versions</h2> <span className="font-mono text-small text-ink-soft tabular-nums">{deleted.length}</span>
      </summary>
      <Table caption={`Deleted versions of ${model}`} columns={columnsFor(model, mayRestore)} rows={deleted} rowKey={({ number }) => String(number)} />
    </details>
  );
}

function columnsFor(model: string, mayRestore: boolean): Column<DeletedVersion>[] {
  return [
    { key: "version", header: "Version", mono: true, cell: ({ number, digest }) => <span className="inline-flex gap-2">v{number} <Digest value={digest} length={8} bare /></span> },
    { key: "files", header: "Files", cell: ({ files, bytes }) => <span className="whitespace-nowrap"><Count value={files} />, <Bytes value={bytes} /></span> },
    { key: "deleted", header: "Deleted", cell: ({ deletedAt, deletedBy }) => <span className="inline-flex flex-wrap gap-x-1.5"><RelativeTime at={deletedAt} /><span className="text-ink-soft">by {deletedBy.name}</span></span> },
    { key: "reason", header: "Why", cell: ({ reason }) => <span className="break-words whitespace-pre-wrap">{reason}</span> },
    {
      key: "until", header: "Files are given up",
      cell: ({ restorableUntil }) => (restorableUntil === null ? <span className="text-ink-soft">done: it can’t be restored</span> : <time dateTime={restorableUntil} title={formatInstant(Date.parse(restorableUntil))} className="whitespace-nowrap tabular-nums">{restorableUntil.slice(0, 10)}</time>),
    },
    {
      key: "restore", header: "Restore", quiet: true, align: "end",
      cell: ({ number, restorableUntil }) => restorableUntil !== null && mayRestore && <RowActions><RestoreVersion model={model} number={number} /></RowActions>,
    },
  ];
}
