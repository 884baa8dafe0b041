"use client";

import { useCallback, useEffect, useEffectEvent, useRef, useState } from "react";
import { messageOf, reasonOf } from "#app/_trpc/faults.ts";

/** Whether what is on the page is with the registry. `again`: it was not refused, and is tried again by itself. */
export type Saving = { kind: "saved" } | { kind: "waiting" } | { kind: "saving" } | { kind: "failed"; message: string; again: boolean };

const patience = 800;
const retryAfter = 5000;

/**
 * Saves a text whenever it has been left alone for a moment; what did not reach the registry is tried again.
 * @param text what is to be saved
 * @param isSaved whether the first one is saved already
 * @returns also what saves it at once, and tells whether it is saved
 */
export function useAutosave(text: string, save: (text: string) => Promise<unknown>, isSaved: boolean): { saving: Saving; flush: () => Promise<boolean> } {
  const [saving, setSaving] = useState<Saving>({ kind: "saved" });
  const saved = useRef<string | null>(isSaved ? text : null);
  const newest = useRef(text);
  const running = useRef<Promise<boolean> | null>(null);

  const run = useCallback(async (): Promise<boolean> => {
    while (saved.current !== newest.current) {
      const sent = newest.current;
      setSaving({ kind: "saving" });
      try {
        await save(sent);
      } catch (error) {
        setSaving({ kind: "failed", message: messageOf(error), again: reasonOf(error) === null });
        return false;
      }
      saved.current = sent;
    }
    setSaving({ kind: "saved" });
    return true;
  }, [save]);

  /** One after the other: what is saved last is what was written last. */
  const flush = useCallback(async (): Promise<boolean> => {
    running.current ??= run().finally(() => {
      running.current = null;
    });
    return await running.current;
  }, [run]);

  useEffect(() => {
    newest.current = text;
    if (text === saved.current) return undefined;
    setSaving((before) => (before.kind === "saving" ? before : { kind: "waiting" }));
    const timer = setTimeout(() => void flush(), patience);
    return () => clearTimeout(timer);
  }, [text, flush]);

  const isToBeTried = saving.kind === "failed" && saving.again;
  useEffect(() => {
    if (!isToBeTried) return undefined;
    const timer = setTimeout(() => void flush(), retryAfter);
    return () => clearTimeout(timer);
  }, [isToBeTried, flush]);

  const leave = useEffectEvent(() => void flush());
  useEffect(() => {
    const warn = (event: BeforeUnloadEvent) => {
      if (saved.current === newest.current) return;
      event.preventDefault();
      leave();
    };
    window.addEventListener("beforeunload", warn);
    return () => {
      window.removeEventListener("beforeunload", warn);
      leave();
    };
  }, []);

  return { saving, flush };
}
