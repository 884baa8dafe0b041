import { useState } from "react";
import { TextField } from "#app/_ui/field.tsx";
const mostShown = 30;

interface Offered {
  write: string;
  meaning: string;
  /** What it stands for; left out where that differs from version to version. */
  value?: string;
}

/** What the registry knows of a version, to be put in where the cursor stands: it is filled in whenever the card is read. */
export function InsertReference({ references, onInsert }: { references: readonly Offered[]; onInsert: (text: string) => void }) {
  const [sought, setSought] = useState("");
  const found = references.filter(({ write, meaning }) => `${write} ${meaning}`.toLowerCase().includes(sought.trim().toLowerCase()));
  return (
    <details className="rounded-sm border border-line px-3 py-2">
      <summary className="w-fit rounded-sm font-medium">Insert a reference</summary>
      <div className="grid gap-2 pt-2">
        <TextField label="Find" name="sought" type="search" value={sought} onChange={(event) => setSought(event.target.value)} hint="A metric, a parameter, the data, the stages: what the registry knows is filled in whenever the card is read." />
        <ul className="max-h-72 divide-y divide-line overflow-y-auto" aria-label="References">
          {found.slice(0, mostShown).map(({ write, meaning, value }) => (
            <li key={write}>
              <button type="button" onClick={() => onInsert(write)} className="grid w-full gap-x-3 rounded-sm px-1.5 py-1.5 text-start -outline-offset-2 hover:bg-hover sm:grid-cols-2">
                <code className="min-w-0 break-words">{write}</code>
                <span className="min-w-0 text-small break-words text-ink-soft">{meaning}{value !== undefined && <>: <span className="text-ink">{value.length > 80 ? `${value.slice(0, 80)}…` : value}</span></>}</span>
              </button>
            </li>
          ))}
        </ul>
        {found.length === 0 && <p className="text-ink-soft">Nothing is called so.</p>}
        {found.length > mostShown && <p className="text-small text-ink-soft">{found.length - mostShown} more: type a part of the name.</p>}
      </div>
    </details>
  );
}
