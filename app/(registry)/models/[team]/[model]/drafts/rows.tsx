"use client";

import { useId, useRef, useState } from "react";
import { IconButton } from "#app/_ui/button.tsx";
import { Input, Select } from "#app/_ui/field.tsx";

export interface Field<Row> {
  key: keyof Row & string;
  label: string;
  placeholder?: string;
  mono?: boolean;
  /** Offered while typing, and anything else may be typed. */
  suggestions?: readonly string[];
  /** One of these and no other. */
  options?: readonly string[];
  /** How the options are written, where that is another word. */
  words?: Readonly<Record<string, string>>;
  /** Of the six columns of a row. */
  span: "sm:col-span-1" | "sm:col-span-2" | "sm:col-span-3" | "sm:col-span-4";
}

/**
 * Rows that can be added and removed. `blank` is what a new one holds.
 * @param fault what is wrong with a row; null when nothing is
 * @param note a word about a row, such as what a value is taken for
 */
export function Rows<Row extends { id: number }>({
  name, fields, rows, blank, onChange, fault, note,
}: {
  name: string;
  fields: readonly Field<Row>[];
  rows: readonly Row[];
  blank: Omit<Row, "id">;
  onChange: (rows: Row[]) => void;
  fault: (row: Row, at: number) => string | null;
  note?: (row: Row) => string | null;
}) {
  const id = useId();
  const add = useRef<HTMLButtonElement>(null);
  const [added, setAdded] = useState<number | null>(null);

  function append() {
    const next = Math.max(-1, ...rows.map((row) => row.id)) + 1;
    setAdded(next);
    onChange([...rows, { ...blank, id: next } as Row]);
  }
  function write(row: Row, key: string, value: string) {
    onChange(rows.map((each) => (each.id === row.id ? { ...each, [key]: value } : each)));
  }
  function remove(row: Row) {
    onChange(rows.filter((each) => each.id !== row.id));
    add.current?.focus();
  }

  return (
    <div className="grid gap-2">
      {rows.length > 0 && (
        <ul aria-label={`${name} rows`} className="grid gap-2">
          {rows.map((row, at) => {
            const wrong = fault(row, at);
            return (
              <li key={row.id} className={`grid gap-1 ${fields.length > 2 ? "border-b border-line pb-2" : ""}`}>
                <div className="flex items-start gap-1">
                  <div className="grid min-w-0 flex-1 grid-cols-2 gap-1.5 sm:grid-cols-6">
                    {fields.map((field, first) => {
                      const control = {
                        "aria-label": `${name} ${at + 1}: ${field.label}`, "aria-invalid": wrong ? (true as const) : undefined, "aria-describedby": wrong ? `${id}-${row.id}` : undefined,
                        value: String(row[field.key]), autoFocus: first === 0 && row.id === added,
                      };
                      return (
                        <div key={field.key} className={`min-w-0 ${fields.length > 2 ? "max-sm:col-span-2" : ""} ${field.span}`}>
                          {field.options
                            ? <Select {...control} onChange={(event) => write(row, field.key, event.target.value)}>{field.options.map((each) => <option key={each} value={each}>{field.words?.[each] ?? each}</option>)}</Select>
                            : <Input {...control} mono={field.mono ?? false} placeholder={field.placeholder ?? field.label} autoComplete="off" spellCheck={false} list={field.suggestions && `${id}-${field.key}`} onChange={(event) => write(row, field.key, event.target.value)} />}
                        </div>
                      );
                    })}
                  </div>
                  <IconButton icon="close" label={`Remove ${name.toLowerCase()} ${at + 1}`} onClick={() => remove(row)} />
                </div>
                {wrong
                  ? <p id={`${id}-${row.id}`} className="text-small text-refuse">{wrong}</p>
                  : note?.(row) && <p className="text-small text-ink-soft">{note(row)}</p>}
              </li>
            );
          })}
        </ul>
      )}
      {fields.map((field) => field.suggestions && <datalist key={field.key} id={`${id}-${field.key}`}>{field.suggestions.map((each) => <option key={each} value={each}>{each}</option>)}</datalist>)}
      <div>
        <button ref={add} type="button" onClick={append} className="link text-small text-ink-soft hover:text-ink">Add {/^[aeiou]/i.test(name) ? "an" : "a"} {name.toLowerCase()}</button>
      </div>
    </div>
  );
}
