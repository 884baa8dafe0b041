import type { DraftFile, FileState } from "./draft-file.ts";
import type { Transfer } from "./transfer.ts";

/** Files that are opened together. */
export interface Batch {
  transfer: Transfer | null;
  /** Files that were stopped before it was opened. */
  stopped: string[];
}

/** A file of a draft, and what this tab does for it. */
export interface Entry {
  file: DraftFile;
  /** What was dropped; null where the browser does not have it. */
  source: File | null;
  /** What the draft holds under this path, while something else is to take its place. */
  kept: DraftFile | null;
  batch: Batch | null;
  /** Whether it has one of the places of those that send side by side. */
  sending: boolean;
  tries: number;
  /** Not to be tried before, in ms since 1970. */
  notBefore: number;
}

/** The files of a draft by their paths. */
export class QueueEntries {
  readonly #entries = new Map<string, Entry>();
  #order: Entry[] | null = null;

  get(path: string): Entry | undefined {
    return this.#entries.get(path);
  }

  /** All of them, in the order of their paths. */
  all(): readonly Entry[] {
    this.#order ??= [...this.#entries.values()].toSorted((one, other) => (one.file.path < other.file.path ? -1 : 1));
    return this.#order;
  }

  paths(): Iterable<string> {
    return this.#entries.keys();
  }

  /** Puts a file under its path, in place of what was there. */
  put(file: DraftFile, source: File | null): Entry {
    const entry: Entry = { file, source, kept: null, batch: null, sending: false, tries: 0, notBefore: 0 };
    this.#entries.set(file.path, entry);
    this.#order = null;
    return entry;
  }

  remove(path: string): void {
    this.#entries.delete(path);
    this.#order = null;
  }

  clear(): void {
    this.#entries.clear();
    this.#order = null;
  }
}

/** Under way, or about to be. */
export function isActive({ file: { state } }: Entry): boolean {
  return state.kind === "waiting" || state.kind === "uploading";
}

/** Nothing of it is on its way from here. */
export function isSettled({ source, file: { state } }: Entry): boolean {
  return source === null || state.kind === "done";
}

/** Bytes of what is on its way that are there. */
export function bytesOf({ file: { state } }: Entry): number {
  return state.kind === "done" ? 0 : state.sent;
}

export function setState(entry: Entry, state: FileState): void {
  entry.file = { ...entry.file, state };
}

/** Whether dropping the second brings the same file as the first, as far as the browser tells. */
export function isSameFile(one: File, other: File): boolean {
  return one.size === other.size && one.lastModified === other.lastModified && one.name === other.name;
}
