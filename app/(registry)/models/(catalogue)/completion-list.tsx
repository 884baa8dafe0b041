import { Icon, type IconName } from "#app/_ui/icon.tsx";
import type { Completions } from "#server/search/schema.ts";

type Item = Completions["items"][number];
const icons: Record<Item["kind"], IconName> = { field: "filter", value: "tag", name: "layers" };

const intoView = (marked: HTMLElement | null) => marked?.scrollIntoView({ block: "nearest" });

/** What is offered below the query, for the combobox that controls it. The focus stays in its field. */
export function CompletionList({ id, items, active, onChoose }: { id: string; items: readonly Item[]; active: number; onChoose: (item: Item) => void }) {
  return (
    <div
      id={id} role="listbox" aria-label="Completions" hidden={items.length === 0}
      className="absolute inset-x-0 top-full z-30 mt-1 max-h-72 overflow-y-auto rounded-md border border-line-strong bg-raised p-1 shadow-float"
    >
      {items.map((item, index) => (
        <button
          key={`${item.kind} ${item.insert}`} id={`${id}-${index}`} ref={index === active ? intoView : undefined} type="button" tabIndex={-1} role="option" aria-selected={index === active}
          onPointerDown={(event) => event.preventDefault()} onClick={() => onChoose(item)}
          className="flex min-h-8 w-full items-center gap-2 rounded-sm px-2 py-1 text-start hover:bg-hover aria-selected:bg-hover aria-selected:outline-1 aria-selected:-outline-offset-1 aria-selected:outline-edge pointer-coarse:min-h-10"
        >
          <Icon name={icons[item.kind]} size={13} className="text-ink-faint" />
          <span className="min-w-0 flex-1 truncate font-mono text-[0.8125rem]">{item.label}</span>
          {item.detail && <span className="max-w-[55%] truncate text-small text-ink-soft">{item.detail}</span>}
        </button>
      ))}
    </div>
  );
}
