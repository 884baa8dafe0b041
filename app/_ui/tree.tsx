"use client";
import { useMemo, useRef, useState, type KeyboardEvent, type MouseEvent, type ReactNode } from "react";
import { Icon } from "./icon.tsx";
import { formatCount } from "./format.ts";
import { rowsOf, type TreeNode, type TreeRow } from "./tree-rows.ts";

/** So many children of a node are shown at first, and more each time. */
const step = 200;

/**
 * A tree whose nodes fold. One row of it is in the order of the Tab key: arrows (or `j` and `k`) go from row to row, open
 * and close; Enter does what a click does.
 * @param children draws a node; `inOrder` says whether what can be pressed in it may be reached with Tab now
 * @param onOpen what Enter does on a node that can't be opened
 */
export function Tree<Node extends TreeNode<Node>>({
  label, nodes, openAtFirst, onOpen, children,
}: {
  label: string;
  nodes: readonly Node[];
  openAtFirst: boolean;
  onOpen: (node: Node) => void;
  children: (node: Node, inOrder: boolean) => ReactNode;
}) {
  const list = useRef<HTMLUListElement>(null);
  const [turned, setTurned] = useState<ReadonlySet<string>>(new Set());
  const [shown, setShown] = useState<ReadonlyMap<string | null, number>>(new Map());
  const [active, setActive] = useState<string | null>(null);
  const isOpen = (key: string) => openAtFirst !== turned.has(key);
  const rows = useMemo(
    () => rowsOf(nodes, (key) => openAtFirst !== turned.has(key), (parent) => shown.get(parent) ?? step),
    [nodes, openAtFirst, turned, shown],
  );
  const folds = nodes.some((node) => node.nodes);
  const here = Math.max(0, rows.findIndex(({ key }) => key === active));

  function turn(key: string) {
    setTurned((before) => {
      const after = new Set(before);
      if (!after.delete(key)) after.add(key);
      return after;
    });
  }

  function act(row: TreeRow<Node>) {
    if (row.node === null) setShown((before) => new Map(before).set(row.parent, (before.get(row.parent) ?? step) + step));
    else if (row.node.nodes) turn(row.key);
    else onOpen(row.node);
  }

  function goTo(index: number) {
    const row = rows[index];
    if (!row) return;
    setActive(row.key);
    const item = list.current?.children[index];
    if (item instanceof HTMLElement) item.focus();
  }

  /** A node that can't be opened is a link itself, for as long as it is pressed with a pointer. */
  function onClick({ target }: MouseEvent) {
    if (!(target instanceof Element) || target.closest("a, button")) return;
    const row = rows[[...(list.current?.children ?? [])].findIndex((item) => item.contains(target))];
    if (row && (row.node === null || row.node.nodes)) act(row);
  }

  function onKeyDown(event: KeyboardEvent) {
    const row = rows[here];
    if (!row || event.metaKey || event.ctrlKey || event.altKey || !(event.target instanceof HTMLElement)) return;
    const inRow = event.target.getAttribute("role") === "treeitem";
    const opens = row.node?.nodes !== undefined;
    if (event.key === "ArrowDown" || event.key === "j") goTo(here + 1);
    else if (event.key === "ArrowUp" || event.key === "k") goTo(here - 1);
    else if (event.key === "Home") goTo(0);
    else if (event.key === "End") goTo(rows.length - 1);
    else if (event.key === "ArrowRight" && opens && isOpen(row.key)) goTo(here + 1);
    else if (event.key === "ArrowRight" && opens) turn(row.key);
    else if (event.key === "ArrowLeft" && opens && isOpen(row.key)) turn(row.key);
    else if (event.key === "ArrowLeft") goTo(rows.findIndex(({ key }) => key === row.parent));
    else if ((event.key === "Enter" || event.key === " ") && inRow) act(row);
    else return;
    event.preventDefault();
  }

  return (
    <ul ref={list} role="tree" aria-label={label} onClick={onClick} onKeyDown={onKeyDown} className="border-t-3 border-double border-line-strong">
      {rows.map((row, index) => (
        <li
          key={row.key} role="treeitem" tabIndex={index === here ? 0 : -1} onFocus={() => setActive(row.key)}
          aria-level={row.level} aria-posinset={row.position} aria-setsize={row.size}
          aria-expanded={row.node?.nodes ? isOpen(row.key) : undefined}
          className={`relative flex min-h-9 items-center gap-1.5 border-b border-line px-2 py-1.5 -outline-offset-2 hover:bg-hover ${row.node && !row.node.nodes ? "" : "cursor-pointer"}`}
          style={{ paddingInlineStart: `${(row.level - 1) * 1.125 + 0.5}rem` }}
        >
          {row.node?.nodes
            ? <Icon name={isOpen(row.key) ? "chevron-down" : "chevron-right"} size={14} className="text-ink-soft" />
            : folds && <span aria-hidden className="w-3.5 shrink-0" />}
          {row.node ? children(row.node, index === here) : <span className="link">Show {formatCount(Math.min(step, row.left))} of the other {formatCount(row.left)}</span>}
        </li>
      ))}
    </ul>
  );
}
