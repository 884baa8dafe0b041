import { failedAnswer, unexpectedAnswer } from "./answer.ts";
import { CountersignError } from "./errors.ts";
import { openLine, type Asking, type Begin, type Line } from "./line.ts";
import { Setback } from "./retry.ts";

/** How the registry is reached. */
export interface Access {
  /** Its address, without a slash at the end. */
  url: string;
  token: string | undefined;
  /** How long it may be silent before a request counts as failed, in milliseconds. */
  patienceMs: number;
}

/** Bytes of a file: from one on, up to and without another. */
export interface Stretch {
  from: number;
  to: number;
}

/**
 * Where the bytes of a version come from: the registry, or the object store behind it. Asked with
 * `x-countersign-direct: 1`, the registry may answer 307 and an address in the store, which is good for a while and
 * needs no token. When the store can't be reached from here, the registry is asked for the bytes themselves.
 */
export interface Source {
  /**
   * @param path from the registry's address on, percent-encoded
   * @param file its size in bytes, and the SHA-256 that names its bytes
   */
  file(path: string, file: { size: number; sha256: string }): Remote;
  /** Hangs up. */
  close(): void;
}

/** Opens the registry as a source. Nothing is asked of it yet. */
export function openSource(access: Access): Source {
  const shared: Shared = { access, line: openLine(access.patienceMs), usesStore: true, hasStore: false };
  return {
    file: (path, file) => new Remote(shared, path, file),
    close: () => shared.line.close(),
  };
}

/** What the files of a source share. */
interface Shared {
  access: Access;
  line: Line;
  /** Until the store turns out not to be reached from here. */
  usesStore: boolean;
  /** Whether the registry has named a store. */
  hasStore: boolean;
}

/** An address in the store, of one file. */
interface Address {
  url: URL;
  /** Whether it has given bytes. */
  worked: boolean;
}

/** From this size on, in bytes, it pays to give a stretch a connection of its own. */
const bulkBytes = 8 * 1024 * 1024;
/** Statuses that pass. */
const busy = new Set([429, 500, 502, 503, 504]);

/** One file of a version, on the other side. */
export class Remote {
  readonly #shared: Shared;
  readonly #path: string;
  readonly #file: { size: number; sha256: string };
  #address: Address | null = null;

  constructor(shared: Shared, path: string, file: { size: number; sha256: string }) {
    this.#shared = shared;
    this.#path = path;
    this.#file = file;
  }

  /** Whether the bytes come straight from an object store. */
  get isDirect(): boolean {
    return this.#address !== null;
  }

  /**
   * Asks once for bytes, and takes as many as come.
   * @param stop returns when the registry names an object store, before that one is asked
   * @returns whether the bytes came: false only after such a stop
   * @throws CountersignError, when it is refused; Setback, when trying again may help; the signal's reason; what `begin`
   *   and the sink throw
   */
  async read({ from, to }: Stretch, begin: Begin, { signal, stop = false }: { signal: AbortSignal; stop?: boolean }): Promise<boolean> {
    const whole = from === 0 && to === this.#file.size;
    const headers: Record<string, string> = whole ? {} : { range: `bytes=${from}-${to === this.#file.size ? "" : to - 1}` };
    const asking = { headers, begin, signal, bulk: to - from >= bulkBytes };
    let address = this.#address;
    if (!address) {
      address = await this.#askRegistry(asking);
      if (!address) return true;
      this.#address = address;
      if (stop) return false;
    }
    await this.#askStore(address, asking);
    return true;
  }

  /** @returns null, when the bytes came from the registry itself */
  async #askRegistry(asking: Omit<Asking, "who">): Promise<Address | null> {
    const { access, line, usesStore, hasStore } = this.#shared;
    const url = new URL(`${access.url}${this.#path}`);
    const headers = {
      ...(access.token ? { authorization: `Bearer ${access.token}` } : {}),
      ...(usesStore ? { "x-countersign-direct": "1" } : {}),
      ...(asking.headers["range"] ? { "if-range": `"sha256:${this.#file.sha256}"` } : {}),
      ...asking.headers,
    };
    const refusal = await line.get(url, { ...asking, headers, bulk: asking.bulk && !(usesStore && hasStore), who: `the registry at ${access.url}` });
    if (!refusal) return null;
    const { location } = refusal.headers;
    if (refusal.status !== 307 || !location || !usesStore) throw failedAnswer(access.url, refusal.headers, refusal.status, refusal.body);
    const target = URL.canParse(location, url) ? new URL(location, url) : null;
    if (!target || !/^https?:$/.test(target.protocol)) throw unexpectedAnswer(access.url, "the address it sends us on to is none of the web", 307);
    this.#shared.hasStore = true;
    return { url: target, worked: false };
  }

  async #askStore(address: Address, asking: Omit<Asking, "who">): Promise<void> {
    const { origin } = address.url;
    const begin: Begin = (head) => {
      address.worked = true;
      return asking.begin(head);
    };
    const refusal = await this.#shared.line.get(address.url, { ...asking, begin, who: `the object store at ${origin}` }).catch((error: unknown) => {
      if (!address.worked) this.#leave(address, false);
      throw error;
    });
    if (!refusal) return;
    const { status } = refusal;
    const failure = new CountersignError("cannot_reach", `The object store at ${origin} did not give the file (${status}). Pull again.`, {
      details: { url: origin },
      status,
    });
    if (busy.has(status)) throw new Setback(failure, true);
    // An address that has come to its end is refused, and the registry gives another.
    this.#leave(address, status === 403 && address.worked);
    throw new Setback(failure, true, 0);
  }

  /** @param hopeful whether another address in the store may do better */
  #leave(address: Address, hopeful: boolean): void {
    if (!hopeful) this.#shared.usesStore = false;
    if (this.#address === address) this.#address = null;
  }
}
