"use client";

import { createContext, useContext, useEffect, useEffectEvent, useState, type ReactNode } from "react";

/** Is told about which models something has happened, as `team/model`; null when that may have been missed. */
type Listener = (models: readonly string[] | null) => void;

const Listeners = createContext<ReadonlySet<Listener> & Pick<Set<Listener>, "add" | "delete">>(new Set());

/** Opens a stream of what happens. */
type Follow = (hears: { onData: (changes: { models: string[] }) => void; onError: () => void; onComplete: () => void }) => { unsubscribe: () => void };

/** How long it is waited after the registry has refused to tell, in milliseconds. */
const againMs = 15_000;

/**
 * One stream for the whole page, of what happens about models that its reader may see, on whatever instance. It is there only while the
 * page is looked at: browsers hold few connections to one place, and share them between their tabs.
 */
export function ChangesProvider({ open, children }: { open: Follow; children: ReactNode }) {
  const [listeners] = useState(() => new Set<Listener>());
  useEffect(() => {
    let stream: { unsubscribe: () => void } | undefined;
    let again: NodeJS.Timeout | undefined;
    let known = false;
    const tell = (models: readonly string[] | null) => listeners.forEach((listener) => listener(models));
    const stop = () => {
      clearTimeout(again);
      stream?.unsubscribe();
      stream = undefined;
    };
    const retry = () => {
      stop();
      again = setTimeout(follow, againMs);
    };
    function follow(): void {
      if (document.visibilityState !== "visible") return stop();
      stream ??= open({
        onData({ models }) {
          // The first one says that from now on nothing is missed; what the page shows at first was read just before.
          if (models.length > 0) tell(models);
          else if (known) tell(null);
          known = true;
        },
        onError: retry,
        onComplete: retry,
      });
    }
    follow();
    document.addEventListener("visibilitychange", follow);
    return () => {
      document.removeEventListener("visibilitychange", follow);
      stop();
    };
  }, [open, listeners]);
  return <Listeners value={listeners}>{children}</Listeners>;
}

/** Calls `listener` when something has happened about a model, within a second of it; what is shown is then to be asked for anew. */
export function useChanges(listener: Listener): void {
  const listeners = useContext(Listeners);
  const hear = useEffectEvent(listener);
  useEffect(() => {
    const each: Listener = (models) => hear(models);
    listeners.add(each);
    return () => void listeners.delete(each);
  }, [listeners]);
}
