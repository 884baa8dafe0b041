"use client";
import { useEffect, useState, useSyncExternalStore } from "react";
import { toneIcon, toneText, type Tone } from "./badge.tsx";
import { Button, IconButton } from "./button.tsx";
import { Icon } from "./icon.tsx";

export type Toast = { title: string; detail?: string; tone?: Exclude<Tone, "seal">; action?: { label: string; onSelect: () => void } };
type Shown = Toast & { id: number };

const none: readonly Shown[] = [];
const readers = new Set<() => void>();
let shown = none;
let last = 0;

function show(next: readonly Shown[]) {
  shown = next;
  for (const reader of readers) reader();
}

function subscribe(reader: () => void) {
  readers.add(reader);
  return () => { readers.delete(reader); };
}

const dismiss = (id: number) => show(shown.filter((each) => each.id !== id));

/** Says, from anywhere in the browser, what just happened. A refusal, and what offers an act, stays until it is dismissed. */
export function toast(message: Toast): void {
  last += 1;
  show([...shown.slice(-3), { ...message, id: last }]);
}

/** Where toasts appear: below, and on a phone above, where no sheet or bar is covered. Once, in the frame. */
export function Toaster() {
  const toasts = useSyncExternalStore(subscribe, () => shown, () => none);
  return (
    <section aria-label="Messages" aria-live="polite" className="pointer-events-none fixed inset-x-4 top-15 z-60 grid sm:top-auto sm:bottom-4 justify-items-end gap-2">
      {toasts.map((each) => <Message key={each.id} message={each} />)}
    </section>
  );
}

function Message({ message }: { message: Shown }) {
  const [held, setHeld] = useState(false);
  const { id, title, detail, tone = "neutral", action } = message;
  const stays = tone === "refuse" || action !== undefined;

  useEffect(() => {
    if (held || stays) return undefined;
    const timer = setTimeout(() => dismiss(id), 6000);
    return () => clearTimeout(timer);
  }, [held, stays, id]);

  const hold = { onPointerEnter: () => setHeld(true), onPointerLeave: () => setHeld(false), onFocus: () => setHeld(true), onBlur: () => setHeld(false) };
  return (
    <div {...hold} className="pointer-events-auto flex w-full max-w-sm animate-appear items-start gap-2.5 rounded-md border border-line-strong bg-raised py-2.5 ps-3.5 pe-2 shadow-float">
      <Icon name={toneIcon[tone]} className={`mt-0.5 ${toneText[tone]}`} />
      <div className="min-w-0 flex-1">
        <p className="font-medium">{title}</p>
        {detail && <p className="text-ink-soft">{detail}</p>}
        {action && <div className="mt-1.5"><Button size="small" onClick={() => { action.onSelect(); dismiss(id); }}>{action.label}</Button></div>}
      </div>
      <IconButton icon="close" label="Dismiss" size="small" onClick={() => dismiss(id)} />
    </div>
  );
}
