"use client";

import { useMutation, useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { useTRPC } from "#app/_trpc/client.tsx";
import { messageOf } from "#app/_trpc/faults.ts";
import { Badge } from "#app/_ui/badge.tsx";
import { Button } from "#app/_ui/button.tsx";
import { EmptyState } from "#app/_ui/empty-state.tsx";
import { Notice } from "#app/_ui/notice.tsx";
import { Bytes, Count, Duration } from "#app/_ui/number.tsx";
import { Panel } from "#app/_ui/panel.tsx";
import { RelativeTime } from "#app/_ui/relative-time.tsx";
import { Table, type Column } from "#app/_ui/table.tsx";
import type { Collection } from "#server/storage/schema.ts";
import { outcomeOf } from "./collection-words.ts";

/** What was asked for here, and which collection was the newest then. */
interface Order {
  dryRun: boolean;
  newest: string | null;
}

const askEvery = 1000;

/** The last collections, and two buttons: to collect what nothing needs, or only to see what that would be. */
export function Collections({ collections, me, graceHours }: { collections: readonly Collection[]; me: string; graceHours: number }) {
  const trpc = useTRPC();
  const [order, setOrder] = useState<Order | null>(null);
  const collect = useMutation(trpc.storage.collect.mutationOptions());
  const run = order && runOf(order, collections, me);
  const waiting = order !== null && !run?.finishedAt && !collect.isError;
  useQuery({ ...trpc.storage.overview.queryOptions(), refetchInterval: waiting ? askEvery : false });

  function ask(dryRun: boolean) {
    setOrder({ dryRun, newest: collections[0]?.id ?? null });
    collect.mutate({ dryRun });
  }

  return (
    <Panel
      title="Collections" flush
      actions={(
        <>
          <Button size="small" pending={waiting && order.dryRun} disabled={waiting && !order.dryRun} onClick={() => ask(true)}>Dry run</Button>
          <Button size="small" icon="delete" pending={waiting && !order.dryRun} disabled={waiting && order.dryRun} onClick={() => ask(false)}>Collect now</Button>
        </>
      )}
    >
      <p className="max-w-prose pb-3 text-ink-soft">
        Every hour the registry gives up what was deleted and whose time is over, and removes bytes that nothing has needed for {graceHours} {graceHours === 1 ? "hour" : "hours"}. What a version needs is never touched.
      </p>
      <div className="grid gap-3 pb-3 empty:hidden">
        {collect.isError && <Notice tone="refuse" title="It could not be ordered" live>{messageOf(collect.error)}</Notice>}
        {waiting && <Notice title={order.dryRun ? "Counting what could be removed…" : "Collecting…"} live>{run ? "It is under way." : "A worker of the registry takes it up."}</Notice>}
        {run?.finishedAt && <Outcome run={run} />}
      </div>
      {collections.length > 0
        ? <Table caption="The last collections" columns={columns} rows={collections} rowKey={({ id }) => id} />
        : <EmptyState icon="history" title="Nothing was collected yet">The first collection runs within an hour after the registry was started.</EmptyState>}
    </Panel>
  );
}

/** The run that was ordered here: one of mine that is newer than all that were there. */
function runOf({ dryRun, newest }: Order, collections: readonly Collection[], me: string): Collection | undefined {
  const before = collections.findIndex(({ id }) => id === newest);
  return collections.slice(0, before === -1 ? undefined : before).findLast((each) => each.dryRun === dryRun && each.startedBy === me);
}

function Outcome({ run }: { run: Collection }) {
  const { title, text } = outcomeOf(run);
  return <Notice tone={run.failure === null ? "allow" : "refuse"} title={title} live>{text}</Notice>;
}

const columns: readonly Column<Collection>[] = [
  { key: "started", header: "Started", lead: true, cell: ({ startedAt }) => <RelativeTime at={startedAt} /> },
  { key: "by", header: "By", cell: ({ startedBy }) => <span className="text-ink-soft">{startedBy === "schedule" ? "the schedule" : startedBy}</span> },
  { key: "how", header: "How", cell: (run) => <How run={run} /> },
  { key: "bytes", header: "Bytes", align: "end", cell: ({ bytes, dryRun }) => <span className={dryRun ? "text-ink-soft" : ""}><Bytes value={bytes} /></span> },
  { key: "blobs", header: "Files", align: "end", cell: ({ blobs }) => <Count value={blobs} /> },
  { key: "versions", header: "Versions", align: "end", cell: ({ versions }) => <Count value={versions} /> },
  { key: "drafts", header: "Drafts", align: "end", cell: ({ drafts }) => <Count value={drafts} /> },
  { key: "arrivals", header: "Half-arrived", align: "end", cell: ({ arrivals }) => <Count value={arrivals} /> },
  {
    key: "took", header: "Took", align: "end",
    cell: ({ startedAt, finishedAt }) => (finishedAt === null ? <span className="text-ink-faint">—</span> : <Duration milliseconds={Date.parse(finishedAt) - Date.parse(startedAt)} />),
  },
];

function How({ run: { dryRun, finishedAt, failure } }: { run: Collection }) {
  return (
    <span className="inline-flex flex-wrap gap-1">
      {failure !== null && <Badge tone="refuse" title={failure}>failed</Badge>}
      {finishedAt === null && <Badge tone="wait">under way</Badge>}
      {dryRun && <Badge>dry run</Badge>}
      {failure === null && finishedAt !== null && !dryRun && <Badge tone="allow">done</Badge>}
    </span>
  );
}
