import type { Api } from "./api.ts";
import type { Connection } from "./connection.ts";
import { CountersignError } from "./errors.ts";
import { rest, Setback } from "./retry.ts";
import { listen } from "./subscription.ts";
import type { Outputs } from "./wire.ts";

/** What a reference names: a version by its number and digest. */
export interface Pointed {
  version: number;
  /** `sha256:…` */
  digest: string;
}

export interface FollowOptions {
  signal: AbortSignal;
  /** How often it is asked where no stream gets through, in milliseconds. */
  pollMs: number;
  /** Told what keeps it from knowing. It goes on all the same. */
  onTrouble: (error: CountersignError) => void;
  /** How long the first word of a stream may take, in milliseconds. */
  firstWordMs?: number | undefined;
}

/** After a stream that was cut, in milliseconds; of random length, so that many services don't come back at once. */
const shortestPauseMs = 250;
const longestPauseMs = 30_000;
/** How long it is polled before a stream is tried again, at first and at most. */
const shortestPollingMs = 10_000;
const longestPollingMs = 5 * 60_000;

type Move = Outputs["watching"]["pointers"] extends AsyncIterable<{ data: infer Each }> ? Each : never;

/**
 * What a reference names, and from then on whenever that is something else, until it is aborted. Over a stream of events, and where
 * that does not get through, by asking again and again. What was missed while there was no connection comes first after it.
 * @returns null: it names nothing
 */
export async function* follow({ api, connection }: { api: Api; connection: Connection }, reference: string, options: FollowOptions): AsyncGenerator<Pointed | null, void> {
  const { signal, onTrouble } = options;
  let lastEventId: string | undefined;
  for (let failures = 0; !signal.aborted; failures++) {
    let pauseMs: number | undefined;
    try {
      for await (const heard of listen(connection, "watching.pointers", { references: [reference] }, { lastEventId, signal, firstWordMs: options.firstWordMs })) {
        failures = 0;
        if (heard.type !== "data") continue;
        lastEventId = heard.id;
        yield (heard.data as Move).to;
      }
    } catch (error) {
      if (signal.aborted) return;
      const failure = failureOf(error);
      const away = failure.reason === "cannot_reach";
      // The registry has spoken, and has no other answer for whoever polls.
      if (isRefusal(failure)) onTrouble(failure);
      else if (failures > 0 || !away) {
        // What was polled may differ from what the last stream has told.
        lastEventId = undefined;
        const forMs = away ? 0 : Math.min(longestPollingMs, shortestPollingMs * 2 ** failures);
        if (yield* poll(api, reference, { ...options, forMs })) pauseMs = options.pollMs;
      }
    }
    pauseMs ??= Math.min(longestPauseMs, shortestPauseMs * 2 ** failures);
    if (!(await rest(pauseMs * (0.5 + Math.random()), signal).then(() => true, () => false))) return;
  }
}

/**
 * Asks once, and then every so often until it is time to try a stream again.
 * @returns whether it could be asked
 */
async function* poll(api: Api, reference: string, { signal, pollMs, onTrouble, forMs }: FollowOptions & { forMs: number }): AsyncGenerator<Pointed, boolean> {
  try {
    for (const until = Date.now() + forMs; ; ) {
      const { version, digest } = await api.pointers.resolve.query({ reference }, { signal });
      yield { version, digest };
      if (Date.now() >= until) return true;
      await rest(pollMs * (0.75 + Math.random() / 2), signal);
    }
  } catch (error) {
    if (!signal.aborted) onTrouble(failureOf(error));
    return false;
  }
}

function failureOf(error: unknown): CountersignError {
  if (error instanceof Setback) return error.failure;
  if (error instanceof CountersignError) return error;
  throw error;
}

/** Whether the registry itself has said no. */
function isRefusal({ reason, requestId }: CountersignError): boolean {
  return requestId !== null && !["stream_ended", "rate_limited", "internal"].includes(reason);
}
