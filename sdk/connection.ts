import * as http from "node:http";
import * as https from "node:https";
import { text } from "node:stream/consumers";
import { failedAnswer, unexpectedAnswer } from "./answer.ts";
import { bulkGet, type Head, type Sink } from "./bulk.ts";
import { CountersignError } from "./errors.ts";
import { persist, Setback } from "./retry.ts";
import { userAgent } from "./release.ts";

/** One request. */
export interface Call {
  method: "GET" | "POST" | "PUT";
  /** From the registry's address on, percent-encoded: `/api/trpc/models.list`. */
  path: string;
  headers?: Record<string, string | number>;
  /** The whole body, or what writes it, once for every try. */
  body?: string | BodyWriter | undefined;
  signal?: AbortSignal | undefined;
  /** How long the registry may be silent, in milliseconds. */
  patienceMs?: number;
}

/**
 * Writes a body to a request, piece by piece.
 * @param stop aborted when nobody reads it any more
 * @returns whether all of it was written
 */
export type BodyWriter = (request: http.ClientRequest, stop: AbortSignal) => Promise<boolean>;

export interface Connection {
  /** The registry's address, without a slash at the end. */
  readonly url: string;
  /**
   * Sends one request, once.
   * @returns the answer when its status is 2xx; its body has still to be read
   * @throws CountersignError, when it is refused; Setback, when trying again may help; the signal's reason, when aborted
   */
  send(call: Call): Promise<http.IncomingMessage>;
  /**
   * Gets one large body, once, faster than by `send` where the registry is reached over plain http.
   * @param begin gets the head of the answer, and gives what takes the bytes
   * @returns false, when it has to be asked for with `send`; nothing has been taken then
   * @throws as `send` does, and what `begin` and the sink throw
   */
  bulk(call: Call & { method: "GET" }, begin: (head: Head) => Promise<Sink>): Promise<boolean>;
  /**
   * Sends a request, again if need be, and reads the JSON of the answer.
   * @param repeatable whether doing it twice is the same as doing it once
   * @throws CountersignError; the signal's reason, when aborted
   */
  json(call: Call, repeatable: boolean): Promise<unknown>;
}

/** Connections that are kept for the next request. More would only share the same bandwidth. */
const mostSockets = 8;

/**
 * @param url http:// or https://, with a path when the registry lies under one
 * @param token sent with every request; without it only what is public is answered
 * @param patienceMs how long the registry may be silent before a call counts as failed
 * @throws CountersignError invalid_setting
 */
export function openConnection(url: string, token: string | undefined, patienceMs: number): Connection {
  const address = addressOf(url);
  const transport = address.startsWith("https:") ? https : http;
  const kept = new transport.Agent({ keepAlive: true, maxSockets: mostSockets });
  let reached = false;

  const headersOf = (call: Call) => ({
    accept: "application/json",
    "user-agent": userAgent,
    ...(token ? { authorization: `Bearer ${token}` } : {}),
    ...(typeof call.body === "string" ? { "content-length": Buffer.byteLength(call.body) } : {}),
    ...call.headers,
  });
  const silenceOf = (call: Call) => call.patienceMs ?? patienceMs;
  const explain = (call: Call, error: unknown) =>
    call.signal?.aborted ? (call.signal.reason as Error) : disturbance(address, error as NodeJS.ErrnoException, { silenceMs: silenceOf(call), reached });

  const request = (call: Call, agent: http.Agent | false) =>
    new Promise<http.IncomingMessage>((resolve, reject) => {
      const stop = new AbortController();
      const sent = transport.request(`${address}${call.path}`, {
        method: call.method,
        agent,
        headers: headersOf(call),
        ...(call.signal ? { signal: call.signal } : {}),
      });
      sent.setTimeout(silenceOf(call), () => sent.destroy(Object.assign(new Error("silence"), { code: "SILENCE" })));
      sent.once("response", (answer) => {
        reached = true;
        resolve(answer);
        // An answer before the end of the body is a refusal: the rest is not wanted, and the connection is of no use.
        stop.abort();
        answer.once("end", () => sent.writableEnded || sent.destroy());
      });
      sent.on("error", (error) => {
        stop.abort();
        reject(explain(call, error));
      });
      if (typeof call.body !== "function") sent.end(call.body);
      else {
        call.body(sent, stop.signal).then(
          (whole) => whole && !sent.destroyed && sent.end(),
          (error: unknown) => {
            if (stop.signal.aborted) return;
            reject(error);
            sent.destroy();
          },
        );
      }
    });

  const send = async (call: Call, agent: http.Agent | false = kept) => {
    call.signal?.throwIfAborted();
    const answer = await request(call, agent);
    const status = answer.statusCode ?? 0;
    if (status >= 200 && status < 300) return answer;
    const failure = failedAnswer(address, answer.headers, status, await readText(address, answer, call.signal));
    answer.destroy();
    throw failure;
  };

  return {
    url: address,
    send,
    async bulk(call, begin) {
      call.signal?.throwIfAborted();
      if (transport !== http) return false;
      try {
        return await bulkGet(new URL(`${address}${call.path}`), headersOf(call), { signal: call.signal, silenceMs: silenceOf(call), begin });
      } catch (error) {
        throw error instanceof CountersignError ? error : explain(call, error);
      }
    },
    json: (call, repeatable) =>
      persist(
        async () => {
          // A kept connection may be closed by the other side just as it is used again, and then nobody knows what was
          // done: what may not be done twice gets a connection of its own.
          const answer = await send(call, repeatable ? kept : false);
          return readJson(address, answer, await readText(address, answer, call.signal));
        },
        { repeatable, signal: call.signal },
      ),
  };
}

/**
 * The one way to write a registry's address: without a slash at the end, or anything that is no part of it.
 * @throws CountersignError invalid_setting
 */
export function addressOf(url: string): string {
  const base = URL.canParse(url) ? new URL(url) : null;
  if (base && /^https?:$/.test(base.protocol)) return `${base.origin}${base.pathname.replace(/\/+$/, "")}`;
  throw new CountersignError("invalid_setting", `${JSON.stringify(url)} is not a registry's address. Write it like http://127.0.0.1:3000.`, {
    details: { url },
  });
}

/** Codes of failures before a byte was sent. */
const neverConnected = new Set(["ECONNREFUSED", "ENOTFOUND", "EAI_AGAIN", "EHOSTUNREACH", "ENETUNREACH"]);

/**
 * What a failure of the network means.
 * @param before.reached whether the registry has answered before: if so, it will be back; if not, the address is
 *   probably the wrong one, which is better told at once
 */
function disturbance(
  url: string,
  error: NodeJS.ErrnoException,
  { silenceMs, reached }: { silenceMs: number; reached: boolean },
): CountersignError | Setback {
  const { code = "" } = error;
  const details = { url, code };
  if (code === "SILENCE") {
    const message = `The registry at ${url} was silent for ${silenceMs / 1000} seconds. Try again later, or look at its log.`;
    return new Setback(new CountersignError("timed_out", message, { details, cause: error }), true);
  }
  const failure = new CountersignError(
    "cannot_reach",
    `Can't reach the registry at ${url}: ${faults[code] ?? error.message}. ` +
      "Check that it runs, and that this is its address (COUNTERSIGN_URL, or --url).",
    { details, cause: error },
  );
  const unsent = neverConnected.has(code);
  const lasting = /CERT|SELF_SIGNED|ERR_TLS|EPROTO/.test(code) || (unsent && !reached);
  return lasting ? failure : new Setback(failure, !unsent);
}

const faults: Record<string, string> = {
  ECONNREFUSED: "nothing listens there",
  ENOTFOUND: "there is no such host",
  EAI_AGAIN: "its name could not be looked up",
  EHOSTUNREACH: "no way leads there",
  ENETUNREACH: "no way leads there",
  ECONNRESET: "the connection was cut",
  EPIPE: "the connection was cut",
  EPROTO: "it does not speak https as it should",
};

async function readText(url: string, answer: http.IncomingMessage, signal: AbortSignal | undefined): Promise<string> {
  try {
    return await text(answer);
  } catch (error) {
    signal?.throwIfAborted();
    throw brokenOff(url, error);
  }
}

/** An answer that ended in the middle. */
export function brokenOff(url: string, error: unknown): Setback {
  const message = `The connection to the registry at ${url} was cut in the middle of an answer. Try again.`;
  return new Setback(new CountersignError("cannot_reach", message, { details: { url }, cause: error }), true);
}

function readJson(url: string, answer: http.IncomingMessage, body: string): unknown {
  try {
    return JSON.parse(body) as unknown;
  } catch {
    const type = answer.headers["content-type"] ?? "something";
    throw unexpectedAnswer(url, `it sent ${type} where JSON was expected`, answer.statusCode ?? null);
  }
}
