import { DomainError } from "../errors.ts";
import type { Actor } from "../identity/actor.ts";
import type { Streams } from "../traffic/streams.ts";

/** So many streams one account or token may hold open at one process: a fleet of services shares a token. */
const mostStreams = 2000;

/** What lasts for as long as somebody listens. */
export interface Stream {
  readonly actor: Actor;
  /** There is something to look at. */
  wake(): void;
  /** It ends with this error, now. */
  end(error: DomainError): void;
  /**
   * Waits until it is woken; not at all when it was since the last time.
   * @returns false when nobody listens any more
   * @throws what it was ended with
   */
  next(): Promise<boolean>;
  close(): void;
}

/** Connect again: nothing is wrong, and nothing is missed. */
export function endedForNow(why: string): DomainError {
  return new DomainError("stream_ended", `${why} Connect again, in a second: what happened meanwhile is told first.`, { retryAfterSeconds: 1 });
}

/** @param credentials ends a stream when what it was opened with does */
export function openStreamSet(credentials: Streams) {
  const open = new Set<Stream>();
  const held = new Map<string, number>();

  function begin(actor: Actor, signal: AbortSignal | undefined): Stream {
    const holder = actor.credential.kind === "token" ? actor.credential.id : actor.userId;
    const count = (held.get(holder) ?? 0) + 1;
    if (count > mostStreams) throw new DomainError("rate_limited", `There are more than ${mostStreams.toLocaleString("en")} open streams of this account or token here. Close some, or watch several references in one.`, { limit: "streams", retryAfterSeconds: 30 });
    held.set(holder, count);
    let woken = false;
    let error: DomainError | undefined;
    let resolve: (() => void) | undefined;
    const go = () => resolve?.();
    const stream: Stream = {
      actor,
      wake() {
        woken = true;
        go();
      },
      end(given) {
        error ??= given;
        go();
      },
      async next() {
        if (!woken && !error && !signal?.aborted) await new Promise<void>((done) => (resolve = done));
        if (signal?.aborted) return false;
        if (error) throw error;
        woken = false;
        return true;
      },
      close() {
        unwatch();
        signal?.removeEventListener("abort", go);
        open.delete(stream);
        const left = held.get(holder)! - 1;
        if (left === 0) held.delete(holder);
        else held.set(holder, left);
      },
    };
    const unwatch = credentials.watch(actor, () => stream.end(new DomainError(actor.credential.kind === "token" ? "token_invalid" : "not_signed_in", "What this stream was opened with has ended: the token, the session or the account.")));
    signal?.addEventListener("abort", go);
    open.add(stream);
    return stream;
  }
  return { open, begin };
}
