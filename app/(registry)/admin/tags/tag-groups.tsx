"use client";

import { useMutation, useQuery } from "@tanstack/react-query";
import { useTRPC } from "#app/_trpc/client.tsx";
import { messageOf } from "#app/_trpc/faults.ts";
import { Badge } from "#app/_ui/badge.tsx";
import { Button } from "#app/_ui/button.tsx";
import { Count } from "#app/_ui/number.tsx";
import { Panel } from "#app/_ui/panel.tsx";
import { RowActions, Table, type Column } from "#app/_ui/table.tsx";
import { toast } from "#app/_ui/toast.tsx";
import type { TagGroup } from "#server/tags/schema.ts";
import { RenameGroup } from "./rename-group.tsx";
import { SaveGroup } from "./save-group.tsx";
import { useTagsChanged } from "./use-tags-changed.ts";

const columns: Column<TagGroup>[] = [
  { key: "name", header: "Group", lead: true, cell: ({ name, exclusive }) => <span className="inline-flex items-center gap-2"><span className="font-medium">{name}</span>{exclusive && <Badge title="A model or version has at most one of its tags.">exclusive</Badge>}</span> },
  { key: "description", header: "Description", width: "50%", cell: ({ description }) => (description === "" ? <span className="text-ink-faint">—</span> : <span className="text-ink-soft">{description}</span>) },
  { key: "tags", header: "Tags", align: "end", cell: ({ tags }) => <Count value={tags} /> },
  { key: "acts", header: "Acts", quiet: true, align: "end", cell: (group) => <RowActions><SaveGroup group={group} /><RenameGroup name={group.name} /><RemoveGroup group={group} /></RowActions> },
];

/** The groups of the vocabulary. */
export function TagGroups() {
  const trpc = useTRPC();
  const { data } = useQuery(trpc.tags.groups.queryOptions());
  return (
    <Panel title="Groups" count={data?.length ?? 0} actions={<SaveGroup />} flush>
      {data?.length === 0 && <p className="py-2 text-ink-soft">None yet. With a group <code>risk</code>, tags can be called <code>risk:high</code> and <code>risk:low</code>; where it is exclusive, nothing has both.</p>}
      {data && data.length > 0 && <Table caption="Groups" columns={columns} rows={data} rowKey={({ name }) => name} />}
    </Panel>
  );
}

function RemoveGroup({ group: { name, tags } }: { group: TagGroup }) {
  const trpc = useTRPC();
  const changed = useTagsChanged();
  const remove = useMutation(trpc.tags.removeGroup.mutationOptions({ onSuccess: changed, onError: (error) => toast({ title: `${name} was not removed`, detail: messageOf(error), tone: "refuse" }) }));
  // While it has tags there is nothing to press: those come first.
  if (tags > 0) return null;
  return <Button size="small" variant="quiet" pending={remove.isPending} onClick={() => remove.mutate({ name })}>Remove<span className="sr-only"> {name}</span></Button>;
}
