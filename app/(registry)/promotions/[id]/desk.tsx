"use client";

import { createContext, use, useCallback, useMemo, useRef, useState, type ReactNode, type RefObject } from "react";
import { changedParts } from "./evidence-words.ts";
import type { Subject } from "./subject.ts";

export type Intent = "comment" | "request_changes";

/** Where one reads, writes and signs: what the acts of the page have in common. */
interface Desk {
  subject: Subject;
  /** The evidence is another than the one that was looked at: nothing is signed until it is looked at again. */
  isStale: boolean;
  /** What of it has changed since, in words. */
  changed: string[];
  lookedAgain: () => void;
  /** Whether the dialog is open in which one signs. */
  signing: boolean;
  setSigning: (open: boolean) => void;
  text: string;
  setText: (text: string) => void;
  field: RefObject<HTMLTextAreaElement | null>;
  intent: Intent;
  /** Goes to the text, to write with that intent. */
  write: (intent: Intent) => void;
  /** What the comment is about that is being written in a dialog; null while there is none. */
  about: string | null;
  setAbout: (about: string | null) => void;
}

const DeskContext = createContext<Desk | null>(null);

export function useDesk(): Desk {
  const desk = use(DeskContext);
  if (!desk) throw new Error("what is done to a promotion is done on its page");
  return desk;
}

/** Keeps what is typed and what was seen, over every new reading that the server sends. */
export function DeskProvider({ subject, children }: { subject: Subject; children: ReactNode }) {
  const [seen, setSeen] = useState(subject.evidence);
  const [signing, setSigning] = useState(false);
  const [text, setText] = useState("");
  const [intent, setIntent] = useState<Intent>("comment");
  const [about, setAbout] = useState<string | null>(null);
  const field = useRef<HTMLTextAreaElement>(null);
  const write = useCallback((next: Intent) => {
    setIntent(next);
    field.current?.focus();
  }, []);
  const desk = useMemo(
    (): Desk => ({
      subject,
      isStale: seen.digest !== subject.evidence.digest,
      changed: changedParts(seen.parts, subject.evidence.parts),
      lookedAgain: () => setSeen(subject.evidence),
      signing, setSigning, text, setText, field, intent, write, about, setAbout,
    }),
    [subject, seen, signing, text, intent, write, about],
  );
  return <DeskContext value={desk}>{children}</DeskContext>;
}
