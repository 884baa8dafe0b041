import type { LineageEdge, LineageGraph, LineageNode } from "#server/lineage/schema.ts";

export const nodeWidth = 196;
export const nodeHeight = 44;
const columnWidth = 268;
const rowHeight = 58;
/** So many siblings are shown before the rest is folded into one. */
export const mostSiblings = 8;
/** So many more each time that a fold is opened. */
export const unfoldedAtOnce = 100;

/** Siblings that are not shown: what they have in common is the neighbour nearer to the root, and their kind. */
export interface Fold {
  id: string;
  kind: LineageNode["kind"];
  count: number;
}

/** A node or a fold, with the place of its middle. The root's is 0, 0; upstream lies to the left. */
export interface Placed {
  id: string;
  node: LineageNode | null;
  fold: Fold | null;
  layer: number;
  x: number;
  y: number;
}

export interface Layout {
  placed: Placed[];
  edges: LineageEdge[];
  bounds: { left: number; top: number; right: number; bottom: number };
}

type Neighbours = ReadonlyMap<string, readonly string[]>;

/**
 * Places a graph in layers: a node lies one further from the root than the furthest of those that lead to it, so that every
 * edge goes to the right. Of many siblings the first are shown. Takes time in proportion to nodes and edges.
 * @param unfolded how many siblings are shown of a fold that was opened, by its id
 */
export function layOut({ root, nodes, edges }: Pick<LineageGraph, "root" | "nodes" | "edges">, unfolded: ReadonlyMap<string, number> = new Map()): Layout {
  const byId = new Map(nodes.map((node) => [node.id, node]));
  const [into, outOf] = [neighbours(edges, "to", "from"), neighbours(edges, "from", "to")];
  const placed = new Map<string, Placed>([[root, { id: root, node: byId.get(root) ?? null, fold: null, layer: 0, x: 0, y: 0 }]]);
  const joins: LineageEdge[] = [];
  for (const [sign, out, back] of [[1, outOf, into], [-1, into, outOf]] as const) {
    for (const [at, ids] of layersOf(root, out).entries()) {
      if (at > 0) showLayer({ layer: sign * at, ids, back, byId, placed, joins, unfolded });
    }
  }
  const shown = edges.filter(({ from, to }) => placed.has(from) && placed.has(to));
  const all = [...shown, ...joins];
  arrange([...placed.values()], all);
  return { placed: [...placed.values()], edges: all, bounds: boundsOf([...placed.values()]) };
}

function neighbours(edges: readonly LineageEdge[], near: "from" | "to", far: "from" | "to"): Neighbours {
  const found = new Map<string, string[]>();
  for (const edge of edges) {
    const others = found.get(edge[near]);
    if (others) others.push(edge[far]);
    else found.set(edge[near], [edge[far]]);
  }
  return found;
}

/** The nodes of each distance from the root, by the longest way: a node is counted once all that lead to it are. */
function layersOf(root: string, out: Neighbours): string[][] {
  const waiting = new Map<string, number>();
  const reached = [root];
  const seen = new Set(reached);
  for (const id of reached) {
    for (const next of out.get(id) ?? []) {
      waiting.set(next, (waiting.get(next) ?? 0) + 1);
      if (!seen.has(next)) reached.push(next);
      seen.add(next);
    }
  }
  const depth = new Map([[root, 0]]);
  const ready = [root];
  const layers: string[][] = [];
  for (const id of ready) {
    const at = depth.get(id) ?? 0;
    (layers[at] ??= []).push(id);
    for (const next of out.get(id) ?? []) {
      depth.set(next, Math.max(depth.get(next) ?? 0, at + 1));
      const left = (waiting.get(next) ?? 1) - 1;
      waiting.set(next, left);
      if (left === 0) ready.push(next);
    }
  }
  return layers;
}

/** How many steps each node is away from the root, by the longest way; upstream is negative. */
export function stepsOf({ root, edges }: Pick<LineageGraph, "root" | "edges">): Map<string, number> {
  const steps = new Map([[root, 0]]);
  for (const [sign, near, far] of [[1, "from", "to"], [-1, "to", "from"]] as const) {
    for (const [at, ids] of layersOf(root, neighbours(edges, near, far)).entries()) for (const id of ids) steps.set(id, sign * at);
  }
  return steps;
}

interface Showing {
  layer: number;
  ids: readonly string[];
  back: Neighbours;
  byId: ReadonlyMap<string, LineageNode>;
  placed: Map<string, Placed>;
  joins: LineageEdge[];
  unfolded: ReadonlyMap<string, number>;
}

/** Shows those nodes of a layer to which something that is shown leads: of each group of siblings the first. */
function showLayer({ layer, ids, back, byId, placed, joins, unfolded }: Showing): void {
  const groups = new Map<string, { anchor: string; kind: LineageNode["kind"]; members: LineageNode[] }>();
  for (const id of ids) {
    const node = byId.get(id);
    const anchor = (back.get(id) ?? []).find((other) => placed.has(other));
    if (!node || anchor === undefined) continue;
    const key = `${layer < 0 ? "up" : "down"} ${node.kind} ${anchor}`;
    const group = groups.get(key) ?? { anchor, kind: node.kind, members: [] };
    group.members.push(node);
    groups.set(key, group);
  }
  for (const [id, { anchor, kind, members }] of groups) {
    const most = unfolded.get(id) ?? mostSiblings;
    // One more is not folded away alone: the fold would take its place.
    const shown = members.length <= most + 1 ? members : members.toSorted(byWeight).slice(0, most);
    for (const node of shown) placed.set(node.id, { id: node.id, node, fold: null, layer, x: 0, y: 0 });
    if (shown.length === members.length) continue;
    placed.set(id, { id, node: null, fold: { id, kind, count: members.length - shown.length }, layer, x: 0, y: 0 });
    joins.push(layer < 0 ? { from: id, to: anchor, relation: "" } : { from: anchor, to: id, relation: "" });
  }
}

/** What is live stands first, then what is recalled. */
function byWeight(one: LineageNode, other: LineageNode): number {
  return Number(other.stages.length > 0) - Number(one.stages.length > 0) || Number(other.recalled) - Number(one.recalled);
}

/** Orders each layer by the middle of its neighbours nearer to the root, and gives every node its place. */
function arrange(placed: readonly Placed[], edges: readonly LineageEdge[]): void {
  const layerOf = new Map(placed.map((each) => [each.id, each]));
  const near = new Map<string, Placed[]>();
  for (const { from, to } of edges) {
    const [a, b] = [layerOf.get(from), layerOf.get(to)];
    if (!a || !b) continue;
    const [inner, outer] = Math.abs(a.layer) < Math.abs(b.layer) ? [a, b] : [b, a];
    const known = near.get(outer.id);
    if (known) known.push(inner);
    else near.set(outer.id, [inner]);
  }
  const layers = Map.groupBy(placed, ({ layer }) => layer);
  for (const layer of [...layers.keys()].toSorted((one, other) => Math.abs(one) - Math.abs(other))) {
    const members = layers.get(layer) ?? [];
    const middles = new Map(members.map(({ id, fold }) => {
      const inner = near.get(id) ?? [];
      const middle = inner.length === 0 ? 0 : inner.reduce((sum, { y }) => sum + y, 0) / inner.length;
      return [id, middle + (fold ? 0.5 : 0)];
    }));
    const ordered = members.toSorted((one, other) => (middles.get(one.id) ?? 0) - (middles.get(other.id) ?? 0));
    for (const [at, each] of ordered.entries()) {
      each.x = layer * columnWidth;
      each.y = (at - (ordered.length - 1) / 2) * rowHeight;
    }
  }
}

function boundsOf(placed: readonly Placed[]): Layout["bounds"] {
  const bounds = { left: 0, top: 0, right: 0, bottom: 0 };
  for (const { x, y } of placed) {
    bounds.left = Math.min(bounds.left, x - nodeWidth / 2);
    bounds.right = Math.max(bounds.right, x + nodeWidth / 2);
    bounds.top = Math.min(bounds.top, y - nodeHeight / 2);
    bounds.bottom = Math.max(bounds.bottom, y + nodeHeight / 2);
  }
  return bounds;
}

export type Step = "upstream" | "downstream" | "above" | "below";

/** Where an arrow key leads from a node: along an edge to the nearest, or to the next one in its layer. @returns null where nothing lies there */
export function stepFrom({ placed, edges }: Pick<Layout, "placed" | "edges">, from: string, step: Step): string | null {
  const here = placed.find(({ id }) => id === from);
  if (!here) return null;
  const byId = new Map(placed.map((each) => [each.id, each]));
  const nearest = (others: readonly Placed[]) => others.toSorted((one, other) => Math.abs(one.y - here.y) - Math.abs(other.y - here.y) || Math.abs(one.layer - here.layer) - Math.abs(other.layer - here.layer))[0]?.id ?? null;
  const along = (near: "from" | "to", far: "from" | "to") => nearest(edges.filter((edge) => edge[near] === from).flatMap((edge) => byId.get(edge[far]) ?? []));
  switch (step) {
    case "upstream":
      return along("to", "from");
    case "downstream":
      return along("from", "to");
    case "above":
      return nearest(placed.filter(({ layer, y }) => layer === here.layer && y < here.y));
    case "below":
      return nearest(placed.filter(({ layer, y }) => layer === here.layer && y > here.y));
  }
}
