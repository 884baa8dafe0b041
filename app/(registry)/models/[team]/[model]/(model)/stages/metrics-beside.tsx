"use client";

import { useQueries } from "@tanstack/react-query";
import { compareMetrics, type MetricRow } from "#app/(registry)/models/metric-comparison.ts";
import { useTRPC } from "#app/_trpc/client.tsx";
import { Difference, Metric } from "#app/_ui/number.tsx";
import { SkeletonTable } from "#app/_ui/skeleton.tsx";
import { Table, type Column } from "#app/_ui/table.tsx";

/** The metrics of a version beside those of the one that is live: what a move would mean. */
export function MetricsBeside({ model, version, present }: { model: string; version: number; present: number }) {
  const trpc = useTRPC();
  const [then, now] = useQueries({ queries: [version, present].map((number) => trpc.versions.get.queryOptions({ reference: `${model}@${number}` }, { staleTime: Infinity })) });
  // The dialog can do without: where they can't be read, it is as if nothing had been said.
  if (!then || !now || then.isError || now.isError) return null;
  if (!then.data || !now.data) return <SkeletonTable rows={3} widths={["40%", "20%", "20%"]} />;
  const columns: Column<MetricRow>[] = [
    { key: "name", header: "Metric", cell: ({ name }) => <span className="break-all">{name}</span> },
    { key: "present", header: `v${present}, live`, align: "end", cell: ({ live }) => <Metric value={live} /> },
    { key: "then", header: `v${version}`, align: "end", cell: ({ candidate }) => <Metric value={candidate} /> },
    {
      key: "difference", header: "Difference", align: "end",
      cell: ({ candidate, live, better }) => (candidate === undefined || live === undefined ? null : <Difference candidate={candidate} live={live} better={better} />),
    },
  ];
  return <Table caption={`Metrics of v${version} beside v${present}`} columns={columns} rows={compareMetrics(then.data, now.data)} rowKey={({ name }) => name} />;
}
