import { setTimeout as pause } from "node:timers/promises";
import type { Database } from "../db/client.ts";
import { log } from "../log.ts";
import { eventsAfter, lastEvent, type StoredEvent } from "./queries.ts";

/** The name under which Postgres tells that there are events; see the trigger of the table. */
const channel = "countersign_events";
/** So many are read at once. */
const eventsAtOnce = 500;
/** What happens while some are read is read at once after this, in milliseconds. */
const gatherMs = 20;
/** How often it is looked in any case, in milliseconds: a connection may have broken without a word. */
const lookEveryMs = 5000;

type Listener = (events: readonly StoredEvent[]) => void;

/** What happens on any instance, as it is committed. */
export interface Signals {
  /**
   * Hears of every event that is committed from now on, in order, each once. The first who listens has the process listen.
   * @param listener must not throw and not wait
   * @returns what ends it; `ready` resolves when nothing can be missed any more
   */
  subscribe(listener: Listener): { ready: Promise<void>; end: () => void };
  /** Aborts when the process stops: what lasts ends, and its callers go to another instance. */
  stopping: AbortSignal;
  close: () => Promise<void>;
}

/** Hears of the notifications of a channel, and whenever some may have been missed. @returns what ends it */
export type Listen = (channel: string, heard: () => void) => Promise<() => Promise<void>>;

/** One connection for the whole process, and one query for all who listen. */
export function openSignals(db: Database, listen: Listen): Signals {
  const listeners = new Set<Listener>();
  const stopping = new AbortController();
  let started: Promise<() => Promise<void>> | undefined;
  let last = 0;
  let looking: Promise<void> | undefined;
  let again = false;

  async function read(): Promise<void> {
    do {
      again = false;
      const events = await eventsAfter(db, last, eventsAtOnce);
      last = events.at(-1)?.id ?? last;
      if (events.length > 0) for (const listener of listeners) listener(events);
      if (events.length === eventsAtOnce) again = true;
      else if (again) await pause(gatherMs);
    } while (again && !stopping.signal.aborted);
  }

  function look(): void {
    again = true;
    if (stopping.signal.aborted) return;
    looking ??= read()
      .catch((error: unknown) => log.error("the events could not be read", { error }))
      .finally(() => (looking = undefined));
  }

  async function start(): Promise<() => Promise<void>> {
    last = await lastEvent(db);
    const end = await listen(channel, look);
    const timer = setInterval(look, lookEveryMs).unref();
    return async () => {
      clearInterval(timer);
      await end();
    };
  }

  return {
    subscribe(listener) {
      listeners.add(listener);
      started ??= start();
      // Who can't wait for it looks again with the timer, or with the next who listens.
      started.catch(() => (started = undefined));
      const ready = started.then(() => {});
      ready.catch((error: unknown) => log.error("the events are not heard of", { error }));
      return { ready, end: () => void listeners.delete(listener) };
    },
    stopping: stopping.signal,
    async close() {
      stopping.abort();
      listeners.clear();
      await looking;
      const end = await started?.catch(() => undefined);
      await end?.();
    },
  };
}
