import type { Connection } from "./connection.ts";
import { transferWaitMs } from "./retry.ts";
import type { Outputs, RegistryEvent } from "./wire.ts";

export interface EventOptions {
  /** The `id` of the last event that is known: left out or 0, all of them; `latest`, only what happens from now on. */
  after?: number | "latest" | undefined;
  /** Types of events, each also as all of a family: `["stage.moved", "promotion.*"]`. */
  types?: readonly string[] | undefined;
  /** `team/model`: of this one alone. */
  model?: string | undefined;
  /** Whether to wait for what is still to come, until the signal is aborted or nobody asks any more. */
  follow?: boolean | undefined;
  /** Ends it with its reason. */
  signal?: AbortSignal | undefined;
}

const limit = 500;

/** How long the registry keeps a question open that has no answer yet, in seconds. */
const longestWait = 25;

/** See Registry.events. A registry that is away is waited for: two minutes, or as long as it takes where it is followed. */
export async function* readEvents(connection: Connection, { after = 0, types, model, follow = false, signal }: EventOptions = {}): AsyncGenerator<RegistryEvent, void, undefined> {
  const wait = follow ? Math.min(longestWait, Math.floor(connection.patienceMs / 2000)) : 0;
  const filter = { limit: String(limit), wait: String(wait), ...(types ? { types: types.join(",") } : {}), ...(model === undefined ? {} : { model }) };
  for (let next = after; ; ) {
    const query = new URLSearchParams({ after: String(next), ...filter });
    const call = { method: "GET", path: `/api/events?${query.toString()}`, signal, alone: true } as const;
    const page = (await connection.json(call, true, follow ? Infinity : transferWaitMs)) as Outputs["events"]["list"];
    yield* page.items;
    next = page.next;
    if (!follow && !page.more) return;
  }
}
