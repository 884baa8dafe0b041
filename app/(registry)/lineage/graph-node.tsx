import { useRouter } from "next/navigation";
import type { KeyboardEvent, MouseEvent } from "react";
import { Icon } from "#app/_ui/icon.tsx";
import type { LineageNode } from "#server/lineage/schema.ts";
import { nodeHeight, nodeWidth, unfoldedAtOnce, type Fold, type Placed } from "./graph-layout.ts";
import { detailOf, hrefOf, manyNames, nodeIcons, nodeNames } from "./node-words.ts";

interface Shared {
  isRoot: boolean;
  /** Whether the keys are there. */
  isAt: boolean;
  onFocus: () => void;
  onKey: (event: KeyboardEvent) => void;
}

/** A thing in a graph, or those that are folded away, which are shown when it is pressed. */
export function GraphNode({ place: { id, node, fold, x, y }, onOpen, ...shared }: Shared & { place: Placed; onOpen: () => void }) {
  return (
    <g transform={`translate(${x - nodeWidth / 2} ${y - nodeHeight / 2})`}>
      {fold && <Folded id={id} fold={fold} onOpen={onOpen} {...shared} />}
      {node && <Thing node={node} {...shared} />}
    </g>
  );
}

const cut = (text: string, most: number) => (text.length > most ? `${text.slice(0, most - 1)}…` : text);

function Thing({ node, isRoot, isAt, onFocus, onKey }: Shared & { node: LineageNode }) {
  const router = useRouter();
  const href = hrefOf(node);
  const detail = detailOf(node);
  const common = { "data-node": node.id, "aria-label": `${nodeNames[node.kind]} ${node.label}, ${detail}`, "aria-current": isRoot ? ("true" as const) : undefined, tabIndex: isAt ? 0 : -1, onFocus, onKeyDown: onKey, className: "group outline-none" };
  const drawing = <Drawing node={node} detail={detail} isRoot={isRoot} />;
  if (href === null) return <g {...common} role="img">{drawing}</g>;
  const isOutside = node.subject === null;
  const follow = (event: MouseEvent) => {
    if (isOutside || event.metaKey || event.ctrlKey || event.shiftKey) return;
    event.preventDefault();
    router.push(href);
  };
  return <a {...common} href={href} {...(isOutside ? { target: "_blank", rel: "noreferrer" } : {})} draggable={false} onClick={follow}>{drawing}</a>;
}

function Drawing({ node: { kind, label, recalled, stages }, detail, isRoot }: { node: LineageNode; detail: string; isRoot: boolean }) {
  const look = recalled ? "fill-refuse-wash stroke-refuse" : kind === "version" ? "fill-surface stroke-edge" : "fill-sunken stroke-line-strong";
  const ink = recalled ? "fill-refuse" : stages.length > 0 ? "fill-allow" : "fill-ink-soft";
  return (
    // Its name is told in whole by what it is drawn in.
    <g aria-hidden>
      <title>{`${label}\n${detail}`}</title>
      <rect width={nodeWidth} height={nodeHeight} rx={4} strokeWidth={isRoot ? 2.25 : 1} className={`${look} ${isRoot && !recalled ? "stroke-ink" : ""} group-hover:stroke-ink`} />
      <FocusRing />
      <g transform="translate(10 14)" className={recalled ? "text-refuse" : "text-ink-soft"}><Icon name={recalled ? "stop" : nodeIcons[kind]} /></g>
      <text x={34} y={19} fontSize={12.5} className="fill-ink font-medium">{cut(label, 24)}</text>
      <text x={34} y={34} fontSize={11} className={ink}>{cut(detail, 26)}</text>
    </g>
  );
}

function Folded({ id, fold: { kind, count }, isAt, onFocus, onKey, onOpen }: Shared & { id: string; fold: Fold; onOpen: () => void }) {
  const press = (event: KeyboardEvent) => {
    if (event.key !== "Enter" && event.key !== " ") return onKey(event);
    event.preventDefault();
    event.stopPropagation();
    onOpen();
  };
  const shown = Math.min(count, unfoldedAtOnce);
  return (
    <g role="button" data-node={id} tabIndex={isAt ? 0 : -1} aria-label={`${count} more ${manyNames[kind]}, show ${shown === count ? "them" : `${shown} of them`}`} className="group cursor-pointer outline-none" onFocus={onFocus} onClick={onOpen} onKeyDown={press}>
      <rect width={nodeWidth} height={nodeHeight} rx={4} strokeDasharray="4 3" className="fill-paper stroke-edge group-hover:stroke-ink" />
      <FocusRing />
      <text aria-hidden x={nodeWidth / 2} y={27} textAnchor="middle" fontSize={12.5} className="fill-ink-soft">{count.toLocaleString("en")} more {manyNames[kind]}</text>
    </g>
  );
}

function FocusRing() {
  return <rect x={-4} y={-4} width={nodeWidth + 8} height={nodeHeight + 8} rx={7} fill="none" strokeWidth={2} className="stroke-ink opacity-0 group-focus-visible:opacity-100" />;
}
