"use client";

import { useInfiniteQuery, useMutation, useQuery } from "@tanstack/react-query";
import { LoadMore } from "#app/(registry)/models/load-more.tsx";
import { TagBadge } from "#app/(registry)/models/tag-badge.tsx";
import { useTRPC } from "#app/_trpc/client.tsx";
import { messageOf } from "#app/_trpc/faults.ts";
import { Button } from "#app/_ui/button.tsx";
import { Link } from "#app/_ui/link.tsx";
import { Panel } from "#app/_ui/panel.tsx";
import { RowActions, Table, type Column } from "#app/_ui/table.tsx";
import { toast } from "#app/_ui/toast.tsx";
import type { FreeTag } from "#server/tags/schema.ts";
import { MergeTag } from "./merge-tag.tsx";
import { RemoveTag } from "./remove-tag.tsx";
import { BoundedCount } from "./tags-panel.tsx";
import { useTagsChanged } from "./use-tags-changed.ts";

const columns: Column<FreeTag>[] = [
  { key: "name", header: "Tag", lead: true, cell: ({ name }) => <TagBadge name={name} /> },
  { key: "models", header: "Models", align: "end", cell: ({ uses }) => <BoundedCount value={uses.models} /> },
  { key: "versions", header: "Versions", align: "end", cell: ({ uses }) => <BoundedCount value={uses.versions} /> },
  { key: "acts", header: "Acts", quiet: true, align: "end", cell: ({ name }) => <RowActions><Adopt name={name} /><MergeTag name={name} /><RemoveTag name={name} /></RowActions> },
];

/** The tags that people have made up: each can be taken into the vocabulary, merged into one of it, or deleted. */
export function FreeTags() {
  const trpc = useTRPC();
  const list = useInfiniteQuery(trpc.tags.free.infiniteQueryOptions({ limit: 50 }, { getNextPageParam: (page) => page.nextCursor }));
  const { data: settings } = useQuery(trpc.settings.site.queryOptions());
  const tags = list.data?.pages.flatMap((page) => page.items);
  return (
    <Panel title="In use, and not in the vocabulary" flush>
      <p className="max-w-prose py-1.5 text-ink-soft">
        {settings?.freeTags === false ? "People can’t use tags of their own any more; what was tagged before keeps them. " : "People can use tags of their own. "}
        <Link href="/admin/settings" className="link">Change that in the settings</Link>.
      </p>
      {list.error && <p className="text-refuse">{messageOf(list.error)}</p>}
      {tags?.length === 0 && <p className="py-2 text-ink-soft">There are none.</p>}
      {tags && tags.length > 0 && <Table caption="Free tags" columns={columns} rows={tags} rowKey={({ name }) => name} />}
      {tags && <LoadMore pages={list}>More free tags</LoadMore>}
    </Panel>
  );
}

function Adopt({ name }: { name: string }) {
  const trpc = useTRPC();
  const changed = useTagsChanged();
  const create = useMutation(
    trpc.tags.create.mutationOptions({
      onSuccess: async () => {
        toast({ title: `${name} is in the vocabulary now`, tone: "allow" });
        await changed();
      },
      onError: (error) => toast({ title: `${name} was not taken in`, detail: messageOf(error), tone: "refuse" }),
    }),
  );
  return <Button size="small" icon="plus" pending={create.isPending} onClick={() => create.mutate({ name })}>Take in<span className="sr-only"> {name}</span></Button>;
}
