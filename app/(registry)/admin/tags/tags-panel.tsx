"use client";

import { useInfiniteQuery } from "@tanstack/react-query";
import { LoadMore } from "#app/(registry)/models/load-more.tsx";
import { TagBadge } from "#app/(registry)/models/tag-badge.tsx";
import { SearchBox } from "#app/(registry)/search-box.tsx";
import { useTRPC } from "#app/_trpc/client.tsx";
import { messageOf } from "#app/_trpc/faults.ts";
import { Button } from "#app/_ui/button.tsx";
import { EmptyState } from "#app/_ui/empty-state.tsx";
import { Notice } from "#app/_ui/notice.tsx";
import { SkeletonTable } from "#app/_ui/skeleton.tsx";
import { RowActions, Table, type Column } from "#app/_ui/table.tsx";
import type { TagCount, TagDetail } from "#server/tags/schema.ts";
import { ChangeTag } from "./change-tag.tsx";
import { MergeTag } from "./merge-tag.tsx";
import { RemoveTag } from "./remove-tag.tsx";
import { RenameTag } from "./rename-tag.tsx";
import type { tagsInput } from "./tags-input.ts";

/** A count that may go on. */
export function BoundedCount({ value }: { value: TagCount | undefined }) {
  if (!value) return <span className="text-ink-faint">—</span>;
  return <span className="font-mono text-[0.8125rem] tabular-nums">{value.count.toLocaleString("en")}{value.more && "+"}</span>;
}

const columns: Column<TagDetail>[] = [
  { key: "name", header: "Tag", lead: true, cell: ({ name }) => <TagBadge name={name} /> },
  { key: "description", header: "Description", width: "36%", cell: ({ description }) => (description === "" ? <span className="text-ink-faint">—</span> : <span className="text-ink-soft">{description}</span>) },
  { key: "appliers", header: "Applied by", cell: ({ appliers }) => appliers },
  { key: "models", header: "Models", align: "end", cell: ({ uses }) => <BoundedCount value={uses?.models} /> },
  { key: "versions", header: "Versions", align: "end", cell: ({ uses }) => <BoundedCount value={uses?.versions} /> },
  {
    key: "acts", header: "Acts", quiet: true, align: "end",
    cell: (tag) => <RowActions><ChangeTag tag={tag} /><RenameTag name={tag.name} /><MergeTag name={tag.name} /><RemoveTag name={tag.name} /></RowActions>,
  },
];

/** The vocabulary, by name. */
export function TagsPanel({ input }: { input: ReturnType<typeof tagsInput> }) {
  const trpc = useTRPC();
  const list = useInfiniteQuery(trpc.tags.list.infiniteQueryOptions(input, { getNextPageParam: (page) => page.nextCursor }));
  const { data, error, refetch, isFetching } = list;
  const tags = data?.pages.flatMap((page) => page.items);
  return (
    <div className="grid gap-3">
      <SearchBox path="/admin/tags" label="Search the tags" placeholder="Name or description" search={input.search ?? ""} />
      {!tags && (error
        ? <Notice tone="refuse" title={messageOf(error)} action={<Button pending={isFetching} onClick={() => void refetch()}>Try again</Button>} live />
        : <SkeletonTable rows={5} widths={["18%", "34%", "14%", "8%", "8%", "16%"]} />)}
      {tags?.length === 0 && (input.search
        ? <p className="text-ink-soft">No tag has “{input.search}” in its name or description.</p>
        : (
          <EmptyState icon="tag" title="The vocabulary is empty" command='countersign tag create nlp --color blue --description "Language"'>
            Until it holds the words that your teams agree on, everybody makes up their own, or nobody tags anything.
          </EmptyState>
        ))}
      {tags && tags.length > 0 && <Table caption="Tags" columns={columns} rows={tags} rowKey={({ name }) => name} />}
      {tags && <LoadMore pages={list}>More tags</LoadMore>}
    </div>
  );
}
