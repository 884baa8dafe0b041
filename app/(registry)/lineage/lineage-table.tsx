"use client";

import { useMemo, useState } from "react";
import { StageBadge } from "#app/(registry)/models/stage-badge.tsx";
import { Badge } from "#app/_ui/badge.tsx";
import { Button } from "#app/_ui/button.tsx";
import { Icon } from "#app/_ui/icon.tsx";
import { Table, type Column } from "#app/_ui/table.tsx";
import type { LineageGraph, LineageNode } from "#server/lineage/schema.ts";
import { stepsOf } from "./graph-layout.ts";
import { hrefOf, nodeIcons, nodeNames } from "./node-words.ts";

interface Row {
  node: LineageNode;
  /** Negative upstream. */
  steps: number;
  /** `fine-tuned-from → digit-reader v2`. */
  ways: string[];
}

const atOnce = 200;

/** The same as the graph, as a table: the nearest first, upstream before downstream. */
export function LineageTable({ graph, caption }: { graph: LineageGraph; caption: string }) {
  const rows = useMemo(() => rowsOf(graph), [graph]);
  const [most, setMost] = useState(atOnce);
  const rest = rows.length - most;
  return (
    <>
      <Table caption={caption} columns={columns} rows={rows.slice(0, most)} rowKey={({ node }) => node.id} rowHref={({ node }) => (node.subject === null ? undefined : (hrefOf(node) ?? undefined))} />
      {rest > 0 && <div className="mt-3"><Button onClick={() => setMost(most + atOnce)}>Show {Math.min(rest, atOnce)} more of {rest.toLocaleString("en")}</Button></div>}
    </>
  );
}

function rowsOf(graph: LineageGraph): Row[] {
  const steps = stepsOf(graph);
  const labels = new Map(graph.nodes.map((node) => [node.id, node.label]));
  const ways = new Map<string, string[]>();
  const add = (id: string, way: string) => ways.set(id, [...(ways.get(id) ?? []), way]);
  for (const { from, to, relation } of graph.edges) {
    if ((steps.get(from) ?? 0) < 0) add(from, `${relation} of ${labels.get(to)}`);
    if ((steps.get(to) ?? 0) > 0) add(to, `${relation} ${labels.get(from)}`);
  }
  return graph.nodes
    .filter(({ id }) => id !== graph.root)
    .map((node) => ({ node, steps: steps.get(node.id) ?? 0, ways: ways.get(node.id) ?? [] }))
    .toSorted((one, other) => Math.sign(one.steps) - Math.sign(other.steps) || Math.abs(one.steps) - Math.abs(other.steps) || one.node.label.localeCompare(other.node.label, "en", { numeric: true }));
}

const columns: Column<Row>[] = [
  { key: "what", header: "What", lead: true, cell: ({ node }) => <span className="inline-flex items-center gap-2"><Icon name={nodeIcons[node.kind]} className="text-ink-soft" /><span className="break-all">{node.label}</span></span> },
  { key: "kind", header: "Kind", cell: ({ node }) => <span className="text-ink-soft">{nodeNames[node.kind]}</span> },
  { key: "where", header: "Where", cell: ({ steps }) => `${steps < 0 ? "upstream" : "downstream"}, ${Math.abs(steps)} ${Math.abs(steps) === 1 ? "step" : "steps"}` },
  { key: "how", header: "How", cell: ({ ways }) => <span className="text-ink-soft">{ways.slice(0, 3).join("; ")}{ways.length > 3 ? `; and ${ways.length - 3} more` : ""}</span> },
  {
    key: "state", header: "State",
    cell: ({ node }) => node.recalled || node.stages.length > 0
      ? <span className="flex flex-wrap gap-1">{node.recalled && <Badge tone="refuse">recalled</Badge>}{node.stages.map((stage) => <StageBadge key={stage} stage={stage} />)}</span>
      : <span className="text-ink-faint">—</span>,
  },
];
