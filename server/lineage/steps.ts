import type { LineageEdge, LineageNode } from "./schema.ts";

interface Graph {
  root: string;
  nodes: readonly LineageNode[];
  edges: readonly LineageEdge[];
}

/**
 * The part of a graph that is at most so many steps away from its root in each direction, going only upstream or only
 * downstream.
 * @returns it, and in which direction something was cut
 */
export function within({ root, nodes, edges }: Graph, depth: number): { nodes: LineageNode[]; edges: LineageEdge[]; cut: { upstream: boolean; downstream: boolean } } {
  const up = walk(root, neighbours(edges, "to", "from"), depth);
  const down = walk(root, neighbours(edges, "from", "to"), depth);
  const kept = new Set([...up.reached, ...down.reached]);
  return {
    nodes: nodes.filter(({ id }) => kept.has(id)),
    edges: edges.filter(({ from, to }) => kept.has(from) && kept.has(to)),
    cut: { upstream: up.cut, downstream: down.cut },
  };
}

function neighbours(edges: readonly LineageEdge[], near: "from" | "to", far: "from" | "to"): Map<string, string[]> {
  const found = new Map<string, string[]>();
  for (const edge of edges) {
    const others = found.get(edge[near]);
    if (others) others.push(edge[far]);
    else found.set(edge[near], [edge[far]]);
  }
  return found;
}

function walk(root: string, next: ReadonlyMap<string, readonly string[]>, depth: number): { reached: Set<string>; cut: boolean } {
  const reached = new Set([root]);
  let frontier = [root];
  for (let step = 0; step < depth && frontier.length > 0; step++) {
    const coming = new Set(frontier.flatMap((id) => next.get(id) ?? []).filter((id) => !reached.has(id)));
    for (const id of coming) reached.add(id);
    frontier = [...coming];
  }
  return { reached, cut: frontier.some((id) => (next.get(id) ?? []).some((far) => !reached.has(far))) };
}
