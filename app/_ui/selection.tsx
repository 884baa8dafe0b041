"use client";
import { useCallback, useRef, useState } from "react";

export type Selection = {
  selected: ReadonlySet<string>;
  /** With `range` everything between this and the last one touched follows. */
  toggle: (key: string, range: boolean) => void;
  toggleAll: () => void;
  clear: () => void;
};

/** Which of these keys are selected. Keys that leave the list leave the selection. */
export function useSelection(keys: readonly string[]): Selection {
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set());
  const anchor = useRef<string | undefined>(undefined);
  const selected = new Set(keys.filter((key) => chosen.has(key)));

  const toggle = useCallback((key: string, range: boolean) => {
    const from = range && anchor.current !== undefined ? keys.indexOf(anchor.current) : -1;
    const to = keys.indexOf(key);
    const touched = from === -1 ? [key] : keys.slice(Math.min(from, to), Math.max(from, to) + 1);
    setChosen((before) => {
      const after = new Set(before);
      for (const each of touched) if (before.has(key)) after.delete(each); else after.add(each);
      return after;
    });
    anchor.current = key;
  }, [keys]);

  const toggleAll = () => setChosen(selected.size === keys.length ? new Set() : new Set(keys));
  const clear = () => setChosen(new Set());
  return { selected, toggle, toggleAll, clear };
}

/** The checkbox of one row, in a quiet first column. Shift extends. */
export function SelectionBox({ selection, rowKey, label }: { selection: Selection; rowKey: string; label: string }) {
  return (
    <label className="-m-1.5 inline-flex p-1.5">
      <input
        type="checkbox" aria-label={label} checked={selection.selected.has(rowKey)} className="size-4 accent-ink"
        onChange={(event) => selection.toggle(rowKey, event.nativeEvent instanceof MouseEvent && event.nativeEvent.shiftKey)}
      />
    </label>
  );
}
