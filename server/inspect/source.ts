/** Bytes that can be read from anywhere: a stored file, or a part of memory. */
export interface ByteSource {
  /** Bytes. */
  readonly size: number;
  /** At most `length` bytes from `start`; fewer at the end. Rejects when they can't be had. */
  read(start: number, length: number): Promise<Uint8Array>;
}

/** Gives what compressed bytes hold; node:zlib is for the caller, because this folder does no I/O. */
export interface Inflater {
  /**
   * @param bytes a whole stream or its beginning: what comes out until they end is given (with node:zlib:
   *   `{ maxOutputLength: most, finishFlush: constants.Z_SYNC_FLUSH }`)
   * @param most bytes that may come out
   * @throws when more would come out, and when the bytes are damaged
   */
  inflate(bytes: Uint8Array, kind: "zlib" | "raw" | "gzip", most: number): Uint8Array;
}

/** The bytes are not what they claim to be; the message is a sentence that says how. */
export class Damaged extends Error {
  override readonly name = "Damaged";
}

/** A limit is reached: what was found stands, and the rest is not looked at. */
export class Spent extends Error {
  override readonly name = "Spent";
}

/** Bytes that a step wants and that are not read yet; caught in `Reader.run`. */
class Missing extends Error {
  readonly start: number;
  readonly length: number;

  constructor(start: number, length: number) {
    super(`${length} bytes at ${start} are not read yet.`);
    this.start = start;
    this.length = length;
  }
}

const kibi = 1024;
const mebi = 1024 * kibi;

/**
 * What looking into one file may cost in all. Work is counted and not timed, so that the same bytes give the same
 * answer on every machine: the limits are chosen so that the worst file takes 50 ms and 64 MB on two old cores.
 */
export class Budget {
  /** About 30 ns each: 100,000 to 300,000 opcodes of a pickle, 15,000 to 25,000 tensors, 1,000,000 words. */
  #steps = 1_000_000;
  /** A vocabulary of 650,000 words is 10 MB. */
  #bytes = 24 * mebi;
  /** Each of them is a request, when the file lies in an object store. */
  #reads = 2_000;
  #inflated = 8 * mebi;

  /** @throws Spent when no steps are left */
  step(count = 1): void {
    this.#steps -= count;
    if (this.#steps < 0) throw new Spent("There are more items than are looked at.");
  }

  /**
   * Pays for one read.
   * @returns how many of the wanted bytes may be read: `least` or more
   * @throws Spent when fewer are left
   */
  allowRead(wanted: number, least = wanted): number {
    this.#reads -= 1;
    const allowed = Math.min(wanted, this.#bytes);
    this.#bytes -= allowed;
    if (this.#reads < 0 || allowed < least) throw new Spent("The header is longer than is looked at.");
    return allowed;
  }

  /** How many bytes may still come out of compressed ones. */
  get inflatable(): number {
    return this.#inflated;
  }

  payInflated(length: number): void {
    this.#inflated = Math.max(0, this.#inflated - length);
  }
}

/** Bytes in memory as a source. */
export function memorySource(bytes: Uint8Array): ByteSource {
  return { size: bytes.length, read: (start, length) => Promise.resolve(bytes.subarray(start, start + length)) };
}

/** A part of a source, as a source. */
export function partOf(source: ByteSource, from: number, size: number): ByteSource {
  return {
    size,
    read: (start, length) => source.read(from + start, Math.max(0, Math.min(length, size - start))),
  };
}

/** What is read at once: little after a jump, more and more while reading on. */
const smallest = 4 * kibi;
const largest = 256 * kibi;
/** What one step can ask for. */
const longest = mebi;
/** How many windows are kept, so that a step that jumps within an item can be run again. */
const kept = 16;

interface Window {
  start: number;
  end: number;
  view: DataView;
}

const nothing: Window = { start: 0, end: 0, view: new DataView(new ArrayBuffer(0)) };

/**
 * Reads numbers and bytes one after the other, without a promise for each: what is not in memory yet makes the
 * step that asks for it run once more (see `run`).
 */
export class Reader {
  /** Where the next byte is read, from the start of the source. */
  position = 0;
  littleEndian = true;
  readonly budget: Budget;
  readonly #source: ByteSource;
  #windows: Window[] = [];
  #window = nothing;
  #ahead = smallest;

  constructor(source: ByteSource, budget: Budget) {
    this.#source = source;
    this.budget = budget;
  }

  get size(): number {
    return this.#source.size;
  }

  get left(): number {
    return this.size - this.position;
  }

  /**
   * Runs `step` until it gives false. A step that asks for bytes that are not read yet is run again from where it
   * started once they are: it must change nothing before it has read all that it needs.
   * @throws Damaged what the step says, and when it reads past the end
   * @throws Spent when the budget is used up
   */
  async run(step: () => boolean): Promise<void> {
    for (;;) {
      let start = this.position;
      try {
        while (step()) start = this.position;
        return;
      } catch (error) {
        await this.#fetchMissing(error, start);
      }
    }
  }

  /** Runs one step, as often as it takes to have its bytes, and gives its result. */
  async once<Result>(step: () => Result): Promise<Result> {
    const start = this.position;
    for (;;) {
      try {
        return step();
      } catch (error) {
        await this.#fetchMissing(error, start);
      }
    }
  }

  u8(): number {
    const at = this.#need(1);
    this.position += 1;
    return this.#window.view.getUint8(at);
  }

  u16(): number {
    const at = this.#need(2);
    this.position += 2;
    return this.#window.view.getUint16(at, this.littleEndian);
  }

  u32(): number {
    const at = this.#need(4);
    this.position += 4;
    return this.#window.view.getUint32(at, this.littleEndian);
  }

  i32(): number {
    return this.u32() | 0;
  }

  /** A number past 2^53 is not exact: compare it with a limit before using it. */
  u64(): number {
    const at = this.#need(8);
    this.position += 8;
    const { view } = this.#window;
    const high = view.getUint32(at + (this.littleEndian ? 4 : 0), this.littleEndian);
    return high * 2 ** 32 + view.getUint32(at + (this.littleEndian ? 0 : 4), this.littleEndian);
  }

  f32(): number {
    const at = this.#need(4);
    this.position += 4;
    return this.#window.view.getFloat32(at, this.littleEndian);
  }

  f64(): number {
    const at = this.#need(8);
    this.position += 8;
    return this.#window.view.getFloat64(at, this.littleEndian);
  }

  /** The next bytes as they lie in memory: a copy is the caller's business. At most 1 MiB. */
  bytes(length: number): Uint8Array {
    const at = this.#need(length);
    this.position += length;
    const { view } = this.#window;
    return new Uint8Array(view.buffer, view.byteOffset + at, length);
  }

  /** @throws Damaged when that is past the end */
  skip(length: number): void {
    if (length > this.left) throw endsEarly(this.position, length, this.size);
    this.position += length;
  }

  /**
   * The bytes up to the next line feed, which is read and left out.
   * @throws Damaged when there is none; Spent when it is more than 1 MiB away
   */
  line(): Uint8Array {
    this.budget.step(9);
    let wanted = Math.min(64, this.left);
    for (;;) {
      const at = this.#need(wanted);
      const { view, end } = this.#window;
      const rest = new Uint8Array(view.buffer, view.byteOffset + at, end - this.position);
      const length = rest.indexOf(10);
      if (length >= 0) {
        this.position += length + 1;
        return rest.subarray(0, length);
      }
      if (rest.length === this.left) throw new Damaged(`The line that starts at byte ${this.position} has no end.`);
      if (rest.length >= longest) throw new Spent("A line is longer than is looked at.");
      wanted = Math.min(this.left, longest, rest.length * 4);
    }
  }

  /** Where the next bytes lie in the current window, once it is one that holds them all. */
  #need(length: number): number {
    const { position } = this;
    const { start, end } = this.#window;
    if (position >= start && position + length <= end) return position - start;
    if (length > this.left) throw endsEarly(position, length, this.size);
    const found = this.#windows.find((each) => position >= each.start && position + length <= each.end);
    if (!found) throw new Missing(position, length);
    this.#window = found;
    return position - found.start;
  }

  async #fetchMissing(error: unknown, restart: number): Promise<void> {
    if (!(error instanceof Missing)) throw error;
    const { start, length } = error;
    if (length > longest) throw new Spent("A part of the header is longer than is looked at.");
    const readsOn = start >= this.#window.start && start <= this.#window.end;
    this.#ahead = readsOn ? Math.min(largest, this.#ahead * 2) : smallest;
    const wanted = Math.min(this.size - start, Math.max(length, this.#ahead));
    const bytes = await this.#source.read(start, this.budget.allowRead(wanted, length));
    if (bytes.length < length) throw endsEarly(start, length, start + bytes.length);
    this.#window = { start, end: start + bytes.length, view: new DataView(bytes.buffer, bytes.byteOffset, bytes.length) };
    this.#windows = [this.#window, ...this.#windows.slice(0, kept - 1)];
    this.position = restart;
  }
}

function endsEarly(position: number, length: number, size: number): Damaged {
  return new Damaged(`The file ends at byte ${size}, in the middle of ${length} bytes that start at ${position}.`);
}
