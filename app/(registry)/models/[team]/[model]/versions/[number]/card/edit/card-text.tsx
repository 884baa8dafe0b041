"use client";

import { useRef, useState, type RefObject } from "react";
import { Field } from "#app/_ui/field.tsx";

/** The text of a card that is being written. */
export interface CardText {
  body: string;
  setBody: (body: string) => void;
  area: RefObject<HTMLTextAreaElement | null>;
  /** Puts a text in where the cursor stands, in such a way that it can be undone. */
  insert: (text: string) => void;
  /** Marks a line, and brings it into view. @param line from 1 */
  goTo: (line: number) => void;
}

export function useCardText(initial: string): CardText {
  const area = useRef<HTMLTextAreaElement>(null);
  const [body, setBody] = useState(initial);
  const insert = (text: string) => {
    const field = area.current;
    if (!field) return;
    field.focus();
    field.setRangeText(text, field.selectionStart, field.selectionEnd, "end");
    setBody(field.value);
  };
  const goTo = (line: number) => {
    const field = area.current;
    if (!field) return;
    const lines = body.split("\n");
    const from = lines.slice(0, line - 1).join("\n").length + (line > 1 ? 1 : 0);
    field.focus();
    field.setSelectionRange(from, from + (lines[line - 1]?.length ?? 0));
    field.scrollTop = (field.scrollHeight / lines.length) * Math.max(0, line - 4);
  };
  return { body, setBody, area, insert, goTo };
}

export function CardField({ label, text: { body, setBody, area }, error }: { label: string; text: CardText; error: string | undefined }) {
  return (
    <Field label={label} error={error}>
      {(control) => (
        <textarea
          {...control} ref={area} value={body} onChange={(event) => setBody(event.target.value)} spellCheck rows={24}
          className="control h-[60dvh] min-h-80 resize-y font-mono text-[0.8125rem]/[1.6]"
        />
      )}
    </Field>
  );
}
