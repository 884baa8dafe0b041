import { setTimeout as pause } from "node:timers/promises";
import type { Database, Transaction } from "../db/client.ts";
import { log } from "../log.ts";
import type { StoredEvent } from "./queries.ts";
import { relay } from "./relay.ts";
import type { Reader } from "./schema.ts";
import type { Signals } from "./signals.ts";

/** What happens meanwhile is dealt with at once after a pass, in milliseconds. */
const gatherMs = 250;

/** Writes what comes of some events. */
export type Deal = (tx: Transaction, events: readonly StoredEvent[]) => Promise<void>;

/** Those who are fed by the outbox, woken by each event. */
export interface Relays {
  /** Deals with all that happened: also what nobody was woken for. One that fails holds up no other, and is tried again with the next event. */
  run: () => Promise<void>;
  /** Waits for what is at hand and stops. */
  close: () => Promise<void>;
}

/** @param deals what each reader does with events */
export function openRelays(db: Database, signals: Signals, deals: Partial<Record<Reader, Deal>>): Relays {
  let running: Promise<void> | undefined;
  let again = false;

  async function pass(): Promise<void> {
    for (const [reader, deal] of Object.entries(deals) as [Reader, Deal][]) {
      await relay(db, reader, deal).catch((error: unknown) => log.error(`the events could not be given to ${reader}`, { error }));
    }
  }

  async function run(): Promise<void> {
    again = true;
    running ??= (async () => {
      do {
        again = false;
        await pass();
        if (again) await pause(gatherMs);
      } while (again && !signals.stopping.aborted);
    })().finally(() => (running = undefined));
    await running;
  }

  const { end, ready } = signals.subscribe(() => void run());
  ready.catch((error: unknown) => log.error("the events are not heard of", { error }));
  return {
    run,
    async close() {
      end();
      again = false;
      await running;
    },
  };
}
