"use client";

import { useEffect, useMemo, useRef, useState, type KeyboardEvent } from "react";
import { IconButton } from "#app/_ui/button.tsx";
import type { LineageGraph } from "#server/lineage/schema.ts";
import { GraphEdges } from "./graph-edges.tsx";
import { layOut, mostSiblings, nodeHeight, nodeWidth, stepFrom, unfoldedAtOnce, type Layout, type Step } from "./graph-layout.ts";
import { GraphNode } from "./graph-node.tsx";
import { useMoving, type Size, type View } from "./use-moving.ts";

const steps: Record<string, Step> = { ArrowLeft: "upstream", ArrowRight: "downstream", ArrowUp: "above", ArrowDown: "below" };
const margin = 24;
/** Below these scales nothing is shown at first, or at all. */
const [readable, smallest] = [0.7, 0.2];

/** As much of the layout as fits, not smaller than `least`: else the root in the middle. */
function fitted({ bounds }: Layout, size: Size, least: number): View {
  const [width, height] = [bounds.right - bounds.left, bounds.bottom - bounds.top];
  const scale = Math.min(1, (size.width - 2 * margin) / width, (size.height - 2 * margin) / height);
  if (scale < least) return { x: 0, y: 0, scale: least };
  return { x: (-(bounds.left + bounds.right) / 2) * scale, y: (-(bounds.top + bounds.bottom) / 2) * scale, scale };
}

/**
 * A graph of lineage, upstream to the left. It is moved by dragging, and by the keys: arrows follow the edges, Enter opens.
 * Only what is in view is drawn.
 */
export function LineageGraphView({ graph, label }: { graph: LineageGraph; label: string }) {
  const [unfolded, setUnfolded] = useState<ReadonlyMap<string, number>>(new Map());
  const layout = useMemo(() => layOut(graph, unfolded), [graph, unfolded]);
  const [at, setAt] = useState(graph.root);
  const frame = useRef<SVGSVGElement>(null);
  const moved = useRef(false);
  const { view, setView, size, zoom } = useMoving(frame, (measured) => fitted(layout, measured, readable));

  // After the keys have gone somewhere: where they are is drawn, in view or not.
  useEffect(() => {
    if (!moved.current) return;
    moved.current = false;
    frame.current?.querySelector<SVGElement>(`[data-node="${CSS.escape(at)}"]`)?.focus({ preventScroll: true });
  }, [at]);

  function goTo(id: string) {
    const place = layout.placed.find((each) => each.id === id);
    if (!place) return;
    const [halfWidth, halfHeight] = [size.width / 2 - (nodeWidth / 2) * view.scale - margin, size.height / 2 - (nodeHeight / 2) * view.scale - margin];
    const within = (offset: number, position: number, half: number) => offset + Math.min(0, half - (position + offset)) + Math.max(0, -half - (position + offset));
    setView({ ...view, x: within(view.x, place.x * view.scale, halfWidth), y: within(view.y, place.y * view.scale, halfHeight) });
    moved.current = true;
    setAt(id);
  }

  function press(event: KeyboardEvent) {
    if (event.altKey || event.ctrlKey || event.metaKey) return;
    const step = steps[event.key];
    const next = step ? stepFrom(layout, at, step) : event.key === "Home" ? graph.root : null;
    if (event.key === "+" || event.key === "-") zoom(event.key === "+" ? 1.25 : 0.8);
    else if (next !== null) goTo(next);
    else if (!step) return;
    event.preventDefault();
    event.stopPropagation();
  }

  const open = (id: string) => setUnfolded((now) => new Map(now).set(id, (now.get(id) ?? mostSiblings) + unfoldedAtOnce));

  const [reachX, reachY] = [size.width / 2 / view.scale + nodeWidth, size.height / 2 / view.scale + nodeHeight];
  const [middleX, middleY] = [-view.x / view.scale, -view.y / view.scale];
  const inView = layout.placed.filter(({ id, x, y }) => id === at || (Math.abs(x - middleX) < reachX && Math.abs(y - middleY) < reachY));
  return (
    <div className="relative">
      <svg
        ref={frame} role="group" aria-label={label}
        className="block h-[27.5rem] w-full cursor-grab touch-pan-y overflow-hidden rounded-sm border border-line bg-paper select-none active:cursor-grabbing"
      >
        <g transform={`translate(${size.width / 2 + view.x} ${size.height / 2 + view.y}) scale(${view.scale})`}>
          <GraphEdges layout={layout} shown={inView} at={at} />
          {inView.map((place) => (
            <GraphNode key={place.id} place={place} isRoot={place.id === graph.root} isAt={place.id === at} onFocus={() => setAt(place.id)} onKey={press} onOpen={() => open(place.id)} />
          ))}
        </g>
      </svg>
      <div className="absolute end-2 top-2 flex rounded-sm border border-line bg-raised">
        <IconButton icon="plus" label="Zoom in" size="small" onClick={() => zoom(1.25)} />
        <IconButton icon="minus" label="Zoom out" size="small" onClick={() => zoom(0.8)} />
        <IconButton icon="monitor" label="Show all" size="small" onClick={() => setView(fitted(layout, size, smallest))} />
      </div>
      <p className="mt-1.5 text-small text-ink-soft">What came first is to the left. Arrow keys follow the edges, Enter opens, + and − zoom; drag to move.</p>
    </div>
  );
}
