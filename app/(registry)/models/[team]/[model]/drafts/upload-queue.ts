import { totalsOf, type DraftFile, type Totals } from "./draft-file.ts";
import { fingerprintOf, pathFault, placeDropped, takenPaths, type Dropped } from "./dropped.ts";
import { GentleReaders } from "./gentle-readers.ts";
import { bytesOf, isActive, isSameFile, isSettled, QueueEntries, setState, type Batch, type Entry } from "./queue-entries.ts";
import { Slots } from "./slots.ts";
import { secondsLeft, Speedometer } from "./speedometer.ts";
import { judge, pauseAfter, type TransferFault } from "./transfer-fault.ts";
import type { OpenTransfer } from "./transfer.ts";

const mostInBatch = 200;
/** Fewer in a batch where they are large, so that none waits for its turn until its address has ended. */
const mostBytesInBatch = 64 * 1024 ** 3;
const mostTries = 8;
/** Milliseconds between two looks that the page takes. */
const pulse = 100;

/** What stands in the way of all files: the registry does not answer (and is asked again at that time), or refuses. */
export type Obstacle = { kind: "unreachable"; retryAt: number } | { kind: "refused"; message: string; signedOut: boolean };

/** What the page shows of a queue; a new object whenever something has changed. */
export interface QueueView {
  /** In the order of their paths. */
  files: readonly DraftFile[];
  totals: Totals;
  obstacle: Obstacle | null;
  /** Bytes per second; null while nothing moves. */
  rate: number | null;
  secondsLeft: number | null;
  /** Whether all that the registry holds of the draft is among the files. */
  loaded: boolean;
  /** Why that could not be looked up; null when it could. */
  loadFault: unknown;
  /** What was dropped and would take the place of other files: to be decided. */
  undecided: readonly Dropped[];
}

/**
 * The uploads of one draft: which files come, in what order, and what is done when one does not. It lives outside of the
 * page, so that looking elsewhere in the registry ends nothing; the page reads `view` and hears of changes ten times a
 * second at most.
 */
export class UploadQueue {
  readonly draft: string;
  readonly #open: OpenTransfer;
  readonly #sideBySide: number;
  readonly #entries = new QueueEntries();
  readonly #slots: Slots;
  readonly #speed = new Speedometer();
  readonly #readers: GentleReaders;
  /** Files that are in a batch. */
  #inBatches = 0;
  #isOpening = false;
  #obstacle: Obstacle | null = null;
  #outages = 0;
  #wakeUp: ReturnType<typeof setTimeout> | undefined;
  #loaded = false;
  #loadFault: unknown = null;
  readonly #early: Dropped[] = [];
  readonly #undecided: Dropped[] = [];
  #view: QueueView;

  /** @param sideBySide how many files send at once */
  constructor(draft: string, open: OpenTransfer, sideBySide: number) {
    this.draft = draft;
    this.#open = open;
    this.#sideBySide = sideBySide;
    this.#slots = new Slots(sideBySide);
    this.#view = this.#look();
    this.#readers = new GentleReaders(pulse, () => {
      this.#view = this.#look();
    });
  }

  subscribe = (reader: () => void): (() => void) => this.#readers.add(reader);

  view = (): QueueView => this.#view;

  /**
   * Looks up what the registry holds of the draft: files that are there, and how far others have come. What is on its
   * way from here stays as it is.
   */
  async load(lookUp: () => Promise<readonly DraftFile[]>): Promise<void> {
    const settled = this.#entries.all().filter(isSettled);
    try {
      const present = await lookUp();
      const there = new Set(present.map((file) => file.path));
      for (const file of present) {
        const entry = this.#entries.get(file.path);
        if (!entry) this.#entries.put(file, null);
        else if (isSettled(entry)) entry.file = file;
      }
      for (const { file } of settled) if (!there.has(file.path)) this.#entries.remove(file.path);
      this.#loaded = true;
      this.#loadFault = null;
    } catch (error) {
      this.#loadFault = error;
    }
    this.#readers.changed();
    if (this.#loaded) this.offer(this.#early.splice(0));
  }

  /**
   * Takes on what was dropped; what would take the place of other files has to be decided first. Until it is known what
   * the draft holds, and so where a folder belongs, it waits.
   */
  offer(dropped: readonly Dropped[]): void {
    if (!this.#loaded) {
      this.#early.push(...dropped);
      return;
    }
    const placed = placeDropped(dropped, new Set(this.#entries.paths()));
    const conflicts = new Set(placed.filter((each) => this.#conflicts(each)));
    this.add(placed.filter((each) => !conflicts.has(each)));
    this.#undecided.push(...conflicts);
    this.#readers.changed();
  }

  /** Decides about what would take the place of other files. */
  decide(replace: boolean): void {
    const decided = this.#undecided.splice(0);
    if (replace) this.add(decided);
    this.#readers.changed();
  }

  /** Takes files on; one whose path is here already takes its place, or goes on where it was. */
  add(dropped: readonly Dropped[]): void {
    const taken = takenPaths(this.#entries.paths());
    for (const { path, file } of dropped) {
      const fault = pathFault(path, taken);
      const before = this.#entries.get(path);
      if (before?.batch && before.source && isSameFile(before.source, file)) continue;
      if (before) this.#stop(before);
      const sent = before && before.file.size === file.size ? bytesOf(before) : 0;
      const entry = this.#entries.put({ path, size: file.size, state: fault ? { kind: "failed", sent: 0, message: fault, again: false } : { kind: "waiting", sent } }, file);
      entry.kept = before?.file.state.kind === "done" ? before.file : (before?.kept ?? null);
      if (!fault) for (const [key, each] of takenPaths([path])) taken.set(key, each);
    }
    this.#readers.changed();
    this.#pump();
  }

  /** Pauses one file, or all that are under way. What has come of them stays with the registry. */
  pause(path?: string): void {
    for (const entry of this.#chosen(path)) {
      if (!isActive(entry)) continue;
      this.#stop(entry);
      setState(entry, { kind: "paused", sent: bytesOf(entry) });
    }
    this.#readers.changed();
    this.#pump();
  }

  /** Lets one go on that was paused or has failed; or all that were paused. */
  resume(path?: string): void {
    for (const entry of this.#chosen(path)) {
      const { kind } = entry.file.state;
      if (entry.source === null || !(kind === "paused" || (path !== undefined && kind === "failed"))) continue;
      entry.tries = 0;
      entry.notBefore = 0;
      setState(entry, { kind: "waiting", sent: bytesOf(entry) });
    }
    this.goOn();
  }

  /** Tries again at once what was stopped for all. */
  goOn(): void {
    this.#obstacle = null;
    this.#readers.changed();
    this.#pump();
  }

  /** Takes out all files that are not done, or one that may be. What one of them was to replace is back. The caller tells the registry. */
  remove(path?: string): void {
    for (const entry of this.#chosen(path)) {
      if (path === undefined && entry.file.state.kind === "done") continue;
      this.#stop(entry);
      if (entry.kept) this.#entries.put(entry.kept, null);
      else this.#entries.remove(entry.file.path);
    }
    this.#readers.changed();
    this.#pump();
  }

  /** Stops everything, without telling anybody. */
  close(): void {
    for (const entry of this.#entries.all()) this.#stop(entry);
    this.#entries.clear();
    clearTimeout(this.#wakeUp);
    this.#readers.changed();
  }

  /** Whether closing this browser tab would interrupt something. */
  isBusy(): boolean {
    return this.#entries.all().some(isActive);
  }

  /** The file that was dropped for a path, while the page has it. */
  sourceOf(path: string): File | null {
    return this.#entries.get(path)?.source ?? null;
  }

  #conflicts({ path, file }: Dropped): boolean {
    const entry = this.#entries.get(path);
    if (!entry) return false;
    return entry.file.state.kind === "done" || (entry.source !== null && !isSameFile(entry.source, file));
  }

  #chosen(path: string | undefined): readonly Entry[] {
    if (path === undefined) return this.#entries.all();
    const entry = this.#entries.get(path);
    return entry ? [entry] : [];
  }

  /** Opens the next files, when few of those that are open still have to come. */
  #pump(): void {
    clearTimeout(this.#wakeUp);
    if (this.#isOpening || this.#obstacle || this.#inBatches >= this.#sideBySide) return;
    const now = Date.now();
    const ready = this.#entries.all().filter((entry) => entry.batch === null && entry.source !== null && entry.file.state.kind === "waiting");
    const next: Entry[] = [];
    let bytes = 0;
    for (const entry of ready) {
      if (entry.notBefore > now) continue;
      bytes += entry.file.size;
      if (next.length === mostInBatch || (next.length > 0 && bytes > mostBytesInBatch)) break;
      next.push(entry);
    }
    if (next.length > 0) void this.#begin(next);
    else if (ready.length > 0) this.#wakeUp = setTimeout(() => this.#pump(), Math.min(...ready.map((entry) => entry.notBefore)) - now);
  }

  async #begin(entries: readonly Entry[]): Promise<void> {
    const batch: Batch = { transfer: null, stopped: [] };
    const byPath = new Map(entries.map((entry) => [entry.file.path, entry]));
    /** The entry of a path, as long as it is still this batch that brings it. */
    const current = (path: string) => {
      const entry = byPath.get(path);
      return entry?.batch === batch ? entry : undefined;
    };
    this.#isOpening = true;
    this.#inBatches += entries.length;
    for (const entry of entries) entry.batch = batch;
    try {
      const parcels = entries.flatMap(({ file: { path }, source }) => (source ? [{ path, file: source, fingerprint: fingerprintOf(this.draft, { path, file: source }) }] : []));
      batch.transfer = await this.#open(this.draft, parcels, {
        turn: async (path, signal) => {
          await this.#slots.take(signal);
          const entry = current(path);
          if (entry) entry.sending = true;
          else this.#slots.give();
        },
        began: (path, from) => {
          this.#outages = 0;
          const entry = current(path);
          if (entry) setState(entry, { kind: "uploading", sent: from, from });
          this.#readers.changed();
        },
        moved: (path, sent) => {
          const entry = current(path);
          if (entry?.file.state.kind !== "uploading") return;
          this.#speed.add(sent - entry.file.state.sent, Date.now());
          setState(entry, { ...entry.file.state, sent });
          this.#readers.changed();
        },
        done: (path, sha256) => {
          const entry = current(path);
          if (!entry) return;
          this.#release(entry);
          entry.kept = null;
          setState(entry, { kind: "done", sha256 });
          this.#readers.changed();
          this.#pump();
        },
        failed: (path, fault) => {
          const entry = current(path);
          if (entry) this.#fail([entry], fault, "file");
        },
      });
      for (const path of batch.stopped) batch.transfer.stop(path);
    } catch (error) {
      this.#fail(entries.filter((entry) => entry.batch === batch), error as TransferFault, "batch");
    } finally {
      this.#isOpening = false;
      this.#pump();
    }
  }

  #fail(entries: readonly Entry[], fault: TransferFault, scope: "batch" | "file"): void {
    const verdict = judge(fault, scope);
    for (const entry of entries) {
      this.#release(entry);
      const sent = bytesOf(entry);
      const isLast = verdict.act === "again" && (entry.tries += 1) >= mostTries;
      if (verdict.act === "again") entry.notBefore = Date.now() + pauseAfter(entry.tries - 1);
      setState(entry, verdict.act === "fail" || isLast ? { kind: "failed", sent, message: fault.message, again: true } : { kind: "waiting", sent });
    }
    if (verdict.act === "stop") this.#obstacle = { kind: "refused", message: verdict.message, signedOut: verdict.signedOut };
    if (verdict.act === "wait" && this.#obstacle === null) this.#waitForRegistry();
    this.#readers.changed();
    this.#pump();
  }

  #waitForRegistry(): void {
    const pause = pauseAfter(this.#outages);
    this.#outages += 1;
    const obstacle: Obstacle = { kind: "unreachable", retryAt: Date.now() + pause };
    this.#obstacle = obstacle;
    setTimeout(() => {
      if (this.#obstacle === obstacle) this.goOn();
    }, pause);
  }

  /** Ends what an entry has to do with a transfer. */
  #stop(entry: Entry): void {
    const { batch } = entry;
    this.#release(entry);
    if (batch?.transfer) batch.transfer.stop(entry.file.path);
    else batch?.stopped.push(entry.file.path);
  }

  #release(entry: Entry): void {
    if (entry.sending) this.#slots.give();
    if (entry.batch) this.#inBatches -= 1;
    entry.sending = false;
    entry.batch = null;
  }

  #look(): QueueView {
    const files = this.#entries.all().map((entry) => entry.file);
    const totals = totalsOf(files);
    const rate = totals.active > 0 ? this.#speed.rate(Date.now()) : null;
    // The speed falls although nothing happens.
    if (rate !== null) setTimeout(() => this.#readers.changed(), 10 * pulse);
    return {
      files, totals, obstacle: this.#obstacle, rate, secondsLeft: secondsLeft(totals.bytes - totals.sent, rate),
      loaded: this.#loaded, loadFault: this.#loadFault, undecided: [...this.#undecided],
    };
  }
}
