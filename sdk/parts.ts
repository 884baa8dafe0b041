/** Where the registry keeps its bytes in a bucket, large files go straight there: in parts, to URLs that the registry signs. */
import type { Agent } from "node:http";
import { text } from "node:stream/consumers";
import { CountersignError } from "./errors.ts";
import { exchange, keepAlive, writePieces } from "./exchange.ts";
import { cutFile, findIntact, type KeptPart, type Part } from "./file-parts.ts";
import { hashFile, readPieces } from "./hashing.ts";
import { openLanes } from "./lanes.ts";
import type { LocalFile } from "./local-files.ts";
import { storingPatienceMs, type Digests, type FileCount, type LargeFile, type Outgoing } from "./outgoing.ts";
import { userAgent } from "./release.ts";
import { persist, rest, Setback, transferWaitMs } from "./retry.ts";
import { withFile } from "./unchanged.ts";

/** An upload that goes to the bucket. */
interface PartedUpload {
  /** Its id. */
  upload: string;
  /** Bytes of each part but the last. */
  partBytes: number;
}

/** What the registry answers when it is asked where to send parts. */
interface Signed {
  /** What the bucket has. */
  have: KeptPart[];
  /** One for each part that was asked for, good for an hour. */
  urls: string[];
}

/** How many URLs are asked for at once: few enough that they are used within their hour. */
const urlsAtOnce = 32;
const partsAtOnce = 4;
const firstLookMs = 200;
const lastLookMs = 5000;
/** Statuses that pass. */
const busy = new Set([408, 429, 500, 502, 503, 504]);

/**
 * Sends those parts of a file that the bucket lacks, several at once, and waits until the registry has hashed them all.
 * @throws CountersignError upload_failed, file_changed and others; the signal's reason
 */
export async function sendParts(out: Outgoing, file: LargeFile, upload: PartedUpload, counted: FileCount): Promise<Digests> {
  const stop = new AbortController();
  const signal = AbortSignal.any([out.signal, stop.signal]);
  const sender = new PartSender({ ...out, signal }, file, upload, counted);
  const hashing = file.sha256 === undefined ? hashHere(file, out, signal) : Promise.resolve(file.sha256);
  try {
    const [own, theirs] = await Promise.all([hashing, sender.send()]);
    return { own, theirs };
  } finally {
    stop.abort();
    await hashing.catch(() => {});
    sender.close();
  }
}

async function hashHere(file: LocalFile, { count }: Outgoing, signal: AbortSignal): Promise<string> {
  return await withFile(file, (handle) => hashFile(handle, file.size, { signal, onBytes: (bytes) => count("hashedBytes", bytes) }));
}

class PartSender {
  readonly #out: Outgoing;
  readonly #file: LocalFile;
  readonly #upload: PartedUpload;
  readonly #counted: FileCount;
  #agent: Agent | undefined;
  /** Whether the bucket has ever answered. */
  #reached = false;
  /** Bytes of the file that are in the bucket, and on their way there; undefined before it was asked. */
  #there: number | undefined;
  #moving = 0;
  /** The numbers of the parts that the bucket has taken from here. */
  readonly #sent = new Set<number>();

  constructor(out: Outgoing, file: LocalFile, upload: PartedUpload, counted: FileCount) {
    this.#out = out;
    this.#file = file;
    this.#upload = upload;
    this.#counted = counted;
  }

  /** @returns the SHA-256 that the registry has found */
  async send(): Promise<string> {
    const { signal } = this.#out;
    let furthest = 0;
    const attempt = async () => {
      await this.#sendMissing((there) => (furthest = Math.max(furthest, there)));
      return await this.#complete();
    };
    return await persist(attempt, { repeatable: true, signal, waitMs: transferWaitMs, progress: () => furthest });
  }

  close(): void {
    this.#agent?.destroy();
  }

  /** @param onLook told how many bytes the bucket has */
  async #sendMissing(onLook: (there: number) => void): Promise<void> {
    const parts = cutFile(this.#file.size, this.#upload.partBytes);
    const { have } = await this.#ask([]);
    // What this push has sent itself was received whole.
    const unsure = have.filter(({ number }) => !this.#sent.has(number));
    const intact = unsure.length > 0 ? await findIntact(this.#file, parts, unsure, this.#out.signal) : new Set<number>();
    const kept = new Set(have.map(({ number }) => number));
    const missing = parts.filter(({ number }) => !intact.has(number) && !(this.#sent.has(number) && kept.has(number)));
    const there = this.#file.size - missing.reduce((sum, part) => sum + part.to - part.from, 0);
    if (this.#there === undefined) this.#counted.resume(there);
    this.#there = there;
    this.#move(0);
    onLook(there);
    for (let at = 0; at < missing.length; at += urlsAtOnce) await this.#sendBatch(missing.slice(at, at + urlsAtOnce));
  }

  #move(bytes: number): void {
    this.#moving += bytes;
    this.#counted.reach((this.#there ?? 0) + this.#moving);
  }

  async #ask(parts: readonly Part[]): Promise<Signed> {
    const { connection, signal } = this.#out;
    const body = JSON.stringify({ parts: parts.map((part) => part.number) });
    const path = `/api/uploads/${this.#upload.upload}/parts`;
    const headers = { "content-type": "application/json" };
    return (await connection.json({ method: "POST", path, headers, body, signal }, true, transferWaitMs)) as Signed;
  }

  /** @throws Setback, after the other parts have arrived, when a URL was no good any more */
  async #sendBatch(parts: readonly Part[]): Promise<void> {
    const { urls } = await this.#ask(parts);
    const lanes = openLanes(partsAtOnce, this.#out.signal);
    let refused: Setback | undefined;
    for (const [at, part] of parts.entries()) {
      const url = urls[at];
      if (url === undefined) throw new Error(`the registry gave no URL for part ${part.number}`);
      lanes.add(async () => {
        const waitMs = this.#reached ? transferWaitMs : undefined;
        refused = (await persist(() => this.#put(part, url, lanes.signal), { repeatable: true, signal: lanes.signal, waitMs })) ?? refused;
      });
    }
    await lanes.finish();
    this.#there = (this.#there ?? 0) + this.#moving;
    this.#moving = 0;
    if (refused) throw refused;
  }

  /** @returns null when the part has arrived; why not, when another URL may do better */
  async #put({ number, from, to }: Part, url: string, signal: AbortSignal): Promise<Setback | null> {
    const { origin } = new URL(url);
    const { patienceMs } = this.#out.connection;
    this.#agent ??= keepAlive(url, partsAtOnce);
    let sent = 0;
    try {
      const answer = await exchange(
        url,
        {
          method: "PUT",
          headers: { "content-length": to - from, "user-agent": userAgent },
          body: (request, stop) =>
            withFile(this.#file, (handle) =>
              writePieces(request, stop, readPieces(handle, to, from), (piece) => {
                sent += piece.length;
                this.#move(piece.length);
              }),
            ),
          signal,
        },
        {
          agent: this.#agent,
          stallMs: patienceMs,
          silenceMs: storingPatienceMs,
          explain: (error) => (signal.aborted ? (signal.reason as Error) : new Setback(unreached(origin, error.message, error), true)),
        },
      );
      this.#reached = true;
      await text(answer).catch((error: unknown) => {
        throw new Setback(unreached(origin, "the connection was cut", error), true);
      });
      const status = answer.statusCode ?? 0;
      if (status >= 200 && status < 300) {
        sent = 0;
        this.#sent.add(number);
        return null;
      }
      const failure = refusedPart(origin, number, status);
      if (busy.has(status)) throw new Setback(failure, true);
      // The URL has come to its end, or the bucket has forgotten the upload: the registry knows what to do next.
      if (status === 403 || status === 404) return new Setback(failure, true);
      throw failure;
    } finally {
      this.#move(-sent);
    }
  }

  /** Waits for the registry to put the parts together and to hash them. */
  async #complete(): Promise<string> {
    const { connection, signal } = this.#out;
    const call = { method: "POST", path: `/api/uploads/${this.#upload.upload}/complete`, signal, patienceMs: storingPatienceMs } as const;
    for (let pause = firstLookMs; ; pause = Math.min(lastLookMs, pause * 2)) {
      const answer = (await connection.json(call, true, transferWaitMs).catch(sendAgain)) as { sha256?: string };
      if (answer.sha256 !== undefined) return answer.sha256;
      await rest(pause, signal);
    }
  }
}

/** A part that was thought to be in the bucket is not there. */
function sendAgain(error: unknown): never {
  throw error instanceof CountersignError && error.reason === "upload_incomplete" ? new Setback(error, true) : error;
}

function unreached(origin: string, why: string, cause: unknown): CountersignError {
  const message = `The registry keeps large files in the object store at ${origin}, which can't be reached from here: ${why}. Check that the way there is open, and push again.`;
  return new CountersignError("cannot_reach", message, { details: { url: origin }, cause });
}

function refusedPart(origin: string, number: number, status: number): CountersignError {
  const message = `The object store at ${origin} did not take part ${number} of a file (${status}). Push again; what has arrived is not sent twice.`;
  return new CountersignError("cannot_reach", message, { details: { url: origin, part: number }, status });
}
