import { Avatar } from "#app/_ui/avatar.tsx";
import type { Mentionable } from "#server/reviews/schema.ts";

type Person = Mentionable[number];

const intoView = (marked: HTMLElement | null) => marked?.scrollIntoView({ block: "nearest" });

/** Whom one may mention, below the field that controls the list. The focus stays in the field. */
export function MentionList({ id, people, marked, onChoose }: { id: string; people: readonly Person[]; marked: Person | undefined; onChoose: (person: Person) => void }) {
  return (
    <div
      id={id} role="listbox" aria-label="People to mention" hidden={people.length === 0}
      className="absolute inset-x-0 top-full z-30 mt-1 max-h-64 overflow-y-auto rounded-md border border-line-strong bg-raised p-1 shadow-float"
    >
      {people.map((person, index) => (
        <button
          key={person.id} id={`${id}-${index}`} ref={person === marked ? intoView : undefined} type="button" tabIndex={-1} role="option" aria-selected={person === marked}
          onPointerDown={(event) => event.preventDefault()} onClick={() => onChoose(person)}
          className="flex min-h-8 w-full flex-wrap items-center gap-x-2 rounded-sm px-2 py-1 text-start hover:bg-hover aria-selected:bg-hover aria-selected:outline-1 aria-selected:-outline-offset-1 aria-selected:outline-edge pointer-coarse:min-h-10"
        >
          <Avatar name={person.name} />
          <span className="min-w-0 truncate">{person.name}</span>
          <span className="min-w-0 truncate text-small text-ink-soft">{person.email}</span>
        </button>
      ))}
    </div>
  );
}
