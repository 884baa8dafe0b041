"use client";

import { useQuery } from "@tanstack/react-query";
import { useTRPC } from "#app/_trpc/client.tsx";
import { messageOf } from "#app/_trpc/faults.ts";
import { Badge } from "#app/_ui/badge.tsx";
import { Button } from "#app/_ui/button.tsx";
import { EmptyState } from "#app/_ui/empty-state.tsx";
import { Notice } from "#app/_ui/notice.tsx";
import { Panel } from "#app/_ui/panel.tsx";
import { RelativeTime } from "#app/_ui/relative-time.tsx";
import { SkeletonTable } from "#app/_ui/skeleton.tsx";
import { RowActions, Table, type Column } from "#app/_ui/table.tsx";
import type { Mapping } from "#server/single-sign-on/schema.ts";
import { giftOf } from "./gift.ts";
import { RemoveMapping } from "./remove-mapping.tsx";

const columns: readonly Column<Mapping>[] = [
  { key: "group", header: "Group", cell: ({ group }) => <code className="font-medium break-all">{group}</code> },
  { key: "gives", header: "Gives", width: "40%", cell: (mapping) => (mapping.siteRole === "admin" ? <Badge icon="admin">{giftOf(mapping)}</Badge> : giftOf(mapping)) },
  { key: "since", header: "Since", cell: ({ createdAt }) => <RelativeTime at={createdAt} /> },
  { key: "acts", header: "Acts", quiet: true, align: "end", cell: (mapping) => <RowActions><RemoveMapping mapping={mapping} /></RowActions> },
];

/** What groups at the provider give here. */
export function MappingsPanel() {
  const trpc = useTRPC();
  const { data: mappings, error, refetch, isFetching } = useQuery(trpc.singleSignOn.mappings.queryOptions());
  return (
    <Panel title="What groups give" {...(mappings ? { count: mappings.length } : {})}>
      <p className="mb-3 max-w-3xl text-ink-soft">
        Counted anew at each sign-in: what groups give no more is taken away again, and what was given by hand stays. Of several roles in one team the last in the order viewer, contributor, reviewer, maintainer counts.
      </p>
      {error && !mappings ? <Notice tone="refuse" title={messageOf(error)} action={<Button pending={isFetching} onClick={() => void refetch()}>Try again</Button>} live /> : <Rows mappings={mappings} />}
    </Panel>
  );
}

function Rows({ mappings }: { mappings: readonly Mapping[] | undefined }) {
  if (!mappings) return <SkeletonTable rows={3} widths={["30%", "40%", "16%"]} />;
  if (mappings.length > 0) return <Table caption="What groups give" columns={columns} rows={mappings} rowKey={({ id }) => id} />;
  return (
    <EmptyState icon="people" title="No group gives anything yet">
      Whoever signs in is a member without a team, until somebody gives them a role. Say which group of the provider gives which role in which team.
    </EmptyState>
  );
}
