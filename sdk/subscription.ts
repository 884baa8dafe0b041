import { TRPCClientError, type TRPCLink } from "@trpc/client";
import { observable } from "@trpc/server/observable";
import { readRefusal, unexpectedAnswer } from "./answer.ts";
import { brokenOff, type Connection } from "./connection.ts";
import { CountersignError } from "./errors.ts";
import { readEvents } from "./event-stream.ts";
import { Setback } from "./retry.ts";
import type { AppRouter } from "./wire.ts";

/** The registry says something every ten seconds; a line that is silent for longer is broken. In milliseconds. */
const silenceMs = 35_000;
/** How long the first word may take. What stands in between and keeps everything to itself is told by this. */
const firstWordMs = 5000;

/** What comes of a subscription: that it stands, that it lives, and what is told. */
export type Heard = { type: "connected" | "alive" } | { type: "data"; id: string; data: unknown };

export interface ListenOptions {
  /** The id of the last that was heard. */
  lastEventId?: string | undefined;
  signal: AbortSignal;
  firstWordMs?: number | undefined;
}

/**
 * Listens to a subscription of the registry, over server-sent events, until it ends or is cut.
 * @param procedure such as `watching.pointers`
 * @throws CountersignError, when it is refused; Setback, when trying again may help; what aborted it
 */
export async function* listen(connection: Connection, procedure: string, input: unknown, options: ListenOptions): AsyncGenerator<Heard, void> {
  const silence = new AbortController();
  const patienceMs = options.firstWordMs ?? firstWordMs;
  const timer = setTimeout(() => silence.abort(new Setback(noWord(connection.url, patienceMs), true)), patienceMs);
  const signal = AbortSignal.any([options.signal, silence.signal]);
  try {
    const query = input === undefined ? "" : `?input=${encodeURIComponent(JSON.stringify(input))}`;
    const headers = { accept: "text/event-stream", ...(options.lastEventId === undefined ? {} : { "last-event-id": options.lastEventId }) };
    const answer = await connection.open({ method: "GET", path: `/api/trpc/${procedure}${query}`, headers, signal, patienceMs: silenceMs });
    if (!answer.headers["content-type"]?.startsWith("text/event-stream")) {
      answer.destroy();
      throw unexpectedAnswer(connection.url, "it sent no stream of events", answer.statusCode ?? null);
    }
    for await (const { type, data, id } of readEvents(answer.setEncoding("utf8") as AsyncIterable<string>)) {
      clearTimeout(timer);
      if (type === "message") yield { type: "data", id, data: JSON.parse(data) as unknown };
      else if (type === "serialized-error") throw endOf(data, connection.url);
      else if (type === "return") return;
      else yield { type: type === "connected" ? "connected" : "alive" };
    }
    throw brokenOff(connection.url, undefined);
  } catch (error) {
    options.signal.throwIfAborted();
    if (silence.signal.aborted) throw silence.signal.reason;
    throw error instanceof CountersignError || error instanceof Setback ? error : brokenOff(connection.url, error);
  } finally {
    clearTimeout(timer);
    silence.abort();
  }
}

function noWord(url: string, afterMs: number): CountersignError {
  return new CountersignError("timed_out", `The registry at ${url} was silent for ${afterMs / 1000} seconds on a stream of events. Something in between may keep them to itself.`, { details: { url } });
}

/** What ended a stream from the other side; of a registry that stops, or has failed, another try may help. */
function endOf(data: string, url: string): CountersignError | Setback {
  const refusal = readRefusal(JSON.stringify({ error: JSON.parse(data) as unknown }));
  if (!refusal) return unexpectedAnswer(url, "a stream ended in what is no refusal", 200);
  const failure = new CountersignError(refusal.reason, refusal.message, { details: refusal.details, requestId: refusal.requestId });
  return ["stream_ended", "rate_limited", "internal"].includes(failure.reason) ? new Setback(failure, true) : failure;
}

/** Subscriptions of the typed client. Each is one stream: when it is cut, its caller is told and subscribes again. */
export function subscriptionLink(connection: Connection): TRPCLink<AppRouter> {
  return () => ({ op }) =>
    observable((observer) => {
      const stop = new AbortController();
      const run = async () => {
        for await (const heard of listen(connection, op.path, op.input, { signal: stop.signal })) {
          if (heard.type === "connected") observer.next({ result: { type: "started" } });
          else if (heard.type === "data") observer.next({ result: heard.id === "" ? { data: heard.data } : { id: heard.id, data: { id: heard.id, data: heard.data } } });
        }
        observer.complete();
      };
      run().catch((error: unknown) => {
        if (!stop.signal.aborted) observer.error(TRPCClientError.from((error instanceof Setback ? error.failure : error) as Error));
      });
      return () => stop.abort();
    });
}
