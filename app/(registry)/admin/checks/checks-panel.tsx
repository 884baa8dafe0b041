"use client";

import { useQuery } from "@tanstack/react-query";
import { useTRPC } from "#app/_trpc/client.tsx";
import { messageOf } from "#app/_trpc/faults.ts";
import { Badge } from "#app/_ui/badge.tsx";
import { Button, LinkButton } from "#app/_ui/button.tsx";
import { EmptyState } from "#app/_ui/empty-state.tsx";
import { Notice } from "#app/_ui/notice.tsx";
import { Count } from "#app/_ui/number.tsx";
import { RelativeTime } from "#app/_ui/relative-time.tsx";
import { SkeletonTable } from "#app/_ui/skeleton.tsx";
import { RowActions, Table, type Column } from "#app/_ui/table.tsx";
import type { ExternalCheck } from "#server/checks/schema.ts";
import { DescribeCheck } from "./describe-check.tsx";
import { RetireCheck } from "./retire-check.tsx";

const columns: readonly Column<ExternalCheck>[] = [
  { key: "name", header: "Check", cell: ({ name }) => <code className="font-medium">{name}</code> },
  { key: "description", header: "Description", width: "40%", cell: ({ description }) => (description === "" ? <span className="text-ink-faint">—</span> : <span className="text-ink-soft">{description}</span>) },
  { key: "tokens", header: "Tokens that may report it", align: "end", cell: ({ tokens }) => (tokens === 0 ? <Badge tone="wait">none</Badge> : <Count value={tokens} />) },
  { key: "reported", header: "Last reported", cell: ({ lastReportAt }) => (lastReportAt ? <RelativeTime at={lastReportAt} /> : <span className="text-ink-soft">never</span>) },
  { key: "defined", header: "Defined", cell: ({ createdAt, createdBy }) => <span className="inline-flex flex-wrap gap-x-1.5"><RelativeTime at={createdAt} /><span className="text-ink-soft">by {createdBy.name}</span></span> },
];
const acts: Column<ExternalCheck> = { key: "acts", header: "Acts", quiet: true, align: "end", cell: (check) => <RowActions><DescribeCheck check={check} /><RetireCheck check={check} /></RowActions> };

/** The checks that pipelines may report; for administrators, with what changes them. */
export function ChecksPanel({ keeps }: { keeps: boolean }) {
  const trpc = useTRPC();
  const { data: checks, error, refetch, isFetching } = useQuery(trpc.checks.list.queryOptions());
  if (error && !checks) return <Notice tone="refuse" title={messageOf(error)} action={<Button pending={isFetching} onClick={() => void refetch()}>Try again</Button>} live />;
  if (!checks) return <SkeletonTable rows={3} widths={["18%", "38%", "10%", "14%", "12%"]} />;
  if (checks.length === 0) return <NoCheck keeps={keeps} />;
  return <Table caption="Checks" columns={keeps ? [...columns, acts] : columns} rows={checks} rowKey={({ name }) => name} />;
}

function NoCheck({ keeps }: { keeps: boolean }) {
  return (
    <EmptyState icon="check" title="No check is defined yet" action={<LinkButton href="/settings/tokens" icon="key">API tokens</LinkButton>}>
      <ol className="grid list-decimal gap-1 ps-5">
        <li>{keeps ? "Define a check by its name: a bias audit, a load test, a look at a shadow deployment." : "An administrator defines a check by its name: a bias audit, a load test, a look at a shadow deployment."}</li>
        <li>A maintainer creates a service account on the team’s page, and for it a token that is pinned to the check: the pipeline’s.</li>
        <li>The pipeline reports what it found, as below; a policy demands that it passed.</li>
      </ol>
    </EmptyState>
  );
}
