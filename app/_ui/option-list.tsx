import type { ReactNode } from "react";

const intoView = (marked: HTMLElement | null) => marked?.scrollIntoView({ block: "nearest" });

/**
 * What a combobox offers below its field, which keeps the focus and moves the mark. An option has the id of the list and its place.
 * @param marked the place of the marked one; -1 for none
 */
export function OptionList<Item>({ id, label, items, keyOf, marked, onChoose, children }: {
  id: string; label: string; items: readonly Item[]; keyOf: (item: Item) => string; marked: number; onChoose: (item: Item) => void; children: (item: Item) => ReactNode;
}) {
  return (
    <div
      id={id} role="listbox" aria-label={label} hidden={items.length === 0}
      className="absolute inset-x-0 top-full z-30 mt-1 max-h-72 overflow-y-auto rounded-md border border-line-strong bg-raised p-1 shadow-float"
    >
      {items.map((item, index) => (
        <button
          key={keyOf(item)} id={`${id}-${index}`} ref={index === marked ? intoView : undefined} type="button" tabIndex={-1} role="option" aria-selected={index === marked}
          onPointerDown={(event) => event.preventDefault()} onClick={() => onChoose(item)}
          className="flex min-h-8 w-full items-center gap-2 rounded-sm px-2 py-1 text-start hover:bg-hover aria-selected:bg-hover aria-selected:outline-1 aria-selected:-outline-offset-1 aria-selected:outline-edge pointer-coarse:min-h-10"
        >
          {children(item)}
        </button>
      ))}
    </div>
  );
}
