import { Avatar } from "#app/_ui/avatar.tsx";
import { OptionList } from "#app/_ui/option-list.tsx";
import type { Mentionable } from "#server/reviews/schema.ts";

type Person = Mentionable[number];

/** Whom one may mention, below the field that controls the list. */
export function MentionList({ id, people, marked, onChoose }: { id: string; people: readonly Person[]; marked: Person | undefined; onChoose: (person: Person) => void }) {
  return (
    <OptionList id={id} label="People to mention" items={people} keyOf={(person) => person.id} marked={marked === undefined ? -1 : people.indexOf(marked)} onChoose={onChoose}>
      {(person) => (
        <>
          <Avatar name={person.name} />
          <span className="flex min-w-0 flex-1 flex-wrap items-center gap-x-2">
            <span className="min-w-0 truncate">{person.name}</span>
            <span className="min-w-0 truncate text-small text-ink-soft">{person.email}</span>
          </span>
        </>
      )}
    </OptionList>
  );
}
