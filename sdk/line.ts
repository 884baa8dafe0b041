import type { IncomingHttpHeaders } from "node:http";
import { text } from "node:stream/consumers";
import { bulkGet, type Head, type Sink } from "./bulk.ts";
import { CountersignError } from "./errors.ts";
import { exchange, keepAlive } from "./exchange.ts";
import { userAgent } from "./release.ts";
import { Setback } from "./retry.ts";

/** Gets the head of an answer, and gives what takes its bytes. */
export type Begin = (head: Head) => Promise<Sink>;

/** An answer that brought no bytes. */
export interface Refusal {
  status: number;
  headers: IncomingHttpHeaders;
  body: string;
}

export interface Asking {
  /** By lower-case name. */
  headers: Record<string, string>;
  /** Called for an answer with bytes: its status is 200 or 206. */
  begin: Begin;
  signal: AbortSignal;
  /** Whether so much is expected that it pays to give it a connection of its own. */
  bulk: boolean;
  /** Who is asked, in an error: `the registry at https://models.example.com`. */
  who: string;
}

/** Gets bytes over http or https, over connections that are kept for the next request. */
export interface Line {
  /**
   * Asks once, and follows no redirection.
   * @returns null, when the bytes were taken to their end
   * @throws Setback, when the network fails or nothing comes for too long; the signal's reason; what `begin` and the sink throw
   */
  get(url: URL, asking: Asking): Promise<Refusal | null>;
  /** Hangs up. */
  close(): void;
}

/** Connections to one host. More would only share the same bandwidth. */
const mostSockets = 16;

/** @param silenceMs how long the other side may be silent */
export function openLine(silenceMs: number): Line {
  const agents = { plain: keepAlive("http:", mostSockets), secure: keepAlive("https:", mostSockets) };

  const ask = (url: URL, { headers, signal }: Asking) =>
    exchange(
      url.href,
      { method: "GET", headers: { ...headers, "user-agent": userAgent }, signal },
      { agent: url.protocol === "https:" ? agents.secure : agents.plain, stallMs: silenceMs, silenceMs, explain: (error) => error },
    );

  const take = async (url: URL, asking: Asking): Promise<Refusal | null> => {
    const { headers, begin, signal } = asking;
    if (asking.bulk && url.protocol === "http:") {
      const taken = await bulkGet(url, { ...headers, "user-agent": userAgent }, { signal, silenceMs, begin });
      if (taken) return null;
    }
    const answer = await ask(url, asking);
    try {
      const status = answer.statusCode ?? 0;
      if (status !== 200 && status !== 206) return { status, headers: answer.headers, body: await text(answer) };
      const sink = await begin({ status, headers: answer.headers as Record<string, string> });
      for await (const chunk of answer) await feed(sink, chunk as Buffer);
      return null;
    } finally {
      // Of what was not read to its end, the connection can't be used again.
      answer.destroy();
    }
  };

  return {
    async get(url, asking) {
      asking.signal.throwIfAborted();
      try {
        return await take(url, asking);
      } catch (error) {
        asking.signal.throwIfAborted();
        throw error instanceof CountersignError ? error : disturbance(url, asking.who, error as NodeJS.ErrnoException, silenceMs);
      }
    },
    close() {
      agents.plain.destroy();
      agents.secure.destroy();
    },
  };
}

async function feed(sink: Sink, bytes: Buffer): Promise<void> {
  for (let at = 0; at < bytes.length; ) {
    const copied = bytes.copy(sink.room, 0, at);
    if (copied === 0) throw new Error("more bytes came than were asked for");
    at += copied;
    await sink.accept(copied);
  }
}

function disturbance(url: URL, who: string, error: NodeJS.ErrnoException, silenceMs: number): Setback {
  const details = { url: url.origin, code: error.code ?? "" };
  if (error.code === "SILENCE") {
    const message = `Nothing came from ${who} for ${silenceMs / 1000} seconds. Try again later.`;
    return new Setback(new CountersignError("timed_out", message, { details, cause: error }), true);
  }
  const message = `The connection to ${who} failed: ${error.message}. Try again.`;
  return new Setback(new CountersignError("cannot_reach", message, { details, cause: error }), true);
}
