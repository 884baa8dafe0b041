import { Icon, type IconName } from "#app/_ui/icon.tsx";
import { OptionList } from "#app/_ui/option-list.tsx";
import type { Completions } from "#server/search/schema.ts";

type Item = Completions["items"][number];
const icons: Record<Item["kind"], IconName> = { field: "filter", value: "tag", name: "layers" };

/** What is offered below the query, for the combobox that controls it. */
export function CompletionList({ id, items, active, onChoose }: { id: string; items: readonly Item[]; active: number; onChoose: (item: Item) => void }) {
  return (
    <OptionList id={id} label="Completions" items={items} keyOf={(item) => `${item.kind} ${item.insert}`} marked={active} onChoose={onChoose}>
      {(item) => (
        <>
          <Icon name={icons[item.kind]} size={13} className="text-ink-faint" />
          <span className="min-w-0 flex-1 truncate font-mono text-[0.8125rem]">{item.label}</span>
          {item.detail && <span className="max-w-[55%] truncate text-small text-ink-soft">{item.detail}</span>}
        </>
      )}
    </OptionList>
  );
}
