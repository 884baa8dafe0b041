"use client";

import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { useEffect, useId, useRef, useState, type ComponentProps, type KeyboardEvent, type SyntheticEvent } from "react";
import { useSettled } from "#app/(registry)/policies/use-settled.ts";
import { useTRPC } from "#app/_trpc/client.tsx";
import { TextAreaField } from "#app/_ui/field.tsx";
import type { Mentionable } from "#server/reviews/schema.ts";
import { useDesk } from "../desk.tsx";
import { MentionList } from "./mention-list.tsx";
import { fitting, mentionAt, mentioning, type Mention } from "./mentions.ts";

type Given = Omit<ComponentProps<typeof TextAreaField>, "value" | "onChange" | "onSelect" | "maxLength">;

/**
 * Where something is said about the promotion. After an @ it offers whom one may mention, by name; the focus stays in the text, as in any
 * field that completes what is typed. Enter or Tab takes the one that is marked, Escape closes the list.
 */
export function MentionField({ value, onText, onKeyDown, ref, ...field }: Given & { value: string; onText: (text: string) => void }) {
  const list = useId();
  const own = useRef<HTMLTextAreaElement | null>(null);
  const [mention, setMention] = useState<Mention | null>(null);
  const [active, setActive] = useState(0);
  const people = usePeople(mention);
  const shown = mention !== null && people.length > 0;
  const marked = people[Math.min(active, people.length - 1)];

  // A dialog around it listens before the field does, and would be closed as well.
  useEffect(() => {
    if (!shown) return;
    const close = (event: globalThis.KeyboardEvent) => {
      if (event.key !== "Escape") return;
      event.preventDefault();
      event.stopPropagation();
      setMention(null);
    };
    window.addEventListener("keydown", close, true);
    return () => window.removeEventListener("keydown", close, true);
  }, [shown]);

  function look({ value: text, selectionStart, selectionEnd }: HTMLTextAreaElement) {
    const next = selectionStart === selectionEnd ? mentionAt(text, selectionStart) : null;
    if (next?.from !== mention?.from || next?.search !== mention?.search) setActive(0);
    setMention((now) => (next && now?.from === next.from && now.search === next.search ? now : next));
  }

  function choose({ email }: Mentionable[number]) {
    if (!mention) return;
    const { text, cursor } = mentioning(value, mention, email);
    onText(text);
    setMention(null);
    own.current?.focus();
    // The field takes its new text with the next paint, and its cursor after that.
    requestAnimationFrame(() => own.current?.setSelectionRange(cursor, cursor));
  }

  function onKey(event: KeyboardEvent<HTMLTextAreaElement>) {
    const plain = !event.metaKey && !event.ctrlKey && !event.altKey && !event.nativeEvent.isComposing;
    if (shown && marked && plain) {
      if (event.key === "ArrowDown" || event.key === "ArrowUp") {
        event.preventDefault();
        const count = people.length;
        setActive((now) => (Math.min(now, count - 1) + (event.key === "ArrowDown" ? 1 : count - 1)) % count);
        return;
      }
      if ((event.key === "Enter" || event.key === "Tab") && !event.shiftKey) {
        event.preventDefault();
        choose(marked);
        return;
      }
    }
    onKeyDown?.(event);
  }

  return (
    <div className="relative">
      <TextAreaField
        {...field}
        ref={(element) => {
          own.current = element;
          if (typeof ref === "function") ref(element);
          else if (ref) ref.current = element;
        }}
        value={value} maxLength={10_000}
        aria-autocomplete="list" aria-haspopup="listbox" aria-controls={list} aria-activedescendant={shown ? `${list}-${Math.min(active, people.length - 1)}` : undefined}
        onChange={(event) => { onText(event.target.value); look(event.target); }}
        onSelect={(event: SyntheticEvent<HTMLTextAreaElement>) => look(event.currentTarget)}
        onKeyDown={onKey} onBlur={() => setMention(null)}
      />
      <MentionList id={list} people={shown ? people : []} marked={marked} onChoose={choose} />
      <p role="status" className="sr-only">{shown ? `${people.length} ${people.length === 1 ? "person" : "people"} to mention. Choose with the arrow keys and Enter.` : ""}</p>
    </div>
  );
}

const nobody: Mentionable = [];

/** Who fits what is written after the @. What was found for fewer letters stays until the next answer, as far as it fits. */
function usePeople(mention: Mention | null): Mentionable {
  const trpc = useTRPC();
  const { subject } = useDesk();
  const search = useSettled(mention?.search ?? "", 120);
  const { data } = useQuery({ ...trpc.reviews.mentionable.queryOptions({ id: subject.id, search }), enabled: mention !== null, placeholderData: keepPreviousData, staleTime: 60_000 });
  return mention && data ? fitting(data, mention.search) : nobody;
}
