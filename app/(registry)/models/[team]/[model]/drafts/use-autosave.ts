"use client";

import { useCallback, useEffect, useEffectEvent, useRef, useState } from "react";
import { messageOf } from "#app/_trpc/faults.ts";

/** Whether what is on the page is with the registry. */
export type Saving = { kind: "saved" } | { kind: "waiting" } | { kind: "saving" } | { kind: "failed"; message: string };

const patience = 800;
const retryAfter = 5000;

/**
 * Saves a text whenever it has been left alone for a moment; what could not be saved is tried again.
 * @param text what is to be saved; the first one counts as saved
 * @returns also what saves it at once, and tells whether it is saved
 */
export function useAutosave(text: string, save: (text: string) => Promise<unknown>): { saving: Saving; flush: () => Promise<boolean> } {
  const [saving, setSaving] = useState<Saving>({ kind: "saved" });
  const saved = useRef(text);
  const newest = useRef(text);
  const running = useRef<Promise<boolean> | null>(null);

  const run = useCallback(async (): Promise<boolean> => {
    while (saved.current !== newest.current) {
      const sent = newest.current;
      setSaving({ kind: "saving" });
      try {
        await save(sent);
      } catch (error) {
        setSaving({ kind: "failed", message: messageOf(error) });
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

  const failed = saving.kind === "failed";
  useEffect(() => {
    if (!failed) return undefined;
    const timer = setTimeout(() => void flush(), retryAfter);
    return () => clearTimeout(timer);
  }, [failed, flush]);

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
