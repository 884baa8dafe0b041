import { isUtf8 } from "node:buffer";
import type { Findings } from "./findings.ts";
import { fileTypes, ggmlTypes } from "./gguf-types.ts";
import { most, type Fact } from "./schema.ts";
import { Damaged, Reader, Spent, type Budget, type ByteSource } from "./source.ts";
import { elementsOf, Tally } from "./tally.ts";
import { clean, decode, grouped, quoted } from "./text.ts";

/** A key's value, by its number in the format. Arrays (9) are read apart. */
const scalars = new Map<number, { size: number; read: (reader: Reader) => number | boolean }>([
  [0, { size: 1, read: (reader) => reader.u8() }],
  [1, { size: 1, read: (reader) => (reader.u8() << 24) >> 24 }],
  [2, { size: 2, read: (reader) => reader.u16() }],
  [3, { size: 2, read: (reader) => (reader.u16() << 16) >> 16 }],
  [4, { size: 4, read: (reader) => reader.u32() }],
  [5, { size: 4, read: (reader) => reader.i32() }],
  [6, { size: 4, read: (reader) => reader.f32() }],
  [7, { size: 1, read: (reader) => reader.u8() !== 0 }],
  [10, { size: 8, read: (reader) => reader.u64() }],
  [11, { size: 8, read: (reader) => reader.u64() }],
  [12, { size: 8, read: (reader) => reader.f64() }],
]);
const stringType = 8;
const arrayType = 9;

/** Elements of a list that are shown. */
const shown = 8;
/** Bytes: the format allows 65,535 for a key and 64 for a tensor's name. */
const longestName = 65_535;
const mostDimensions = 4;
const defaultAlignment = 32;

/**
 * Reads a GGUF header, version 2 or 3, of either byte order: the keys with short values (vocabularies are passed over),
 * and the tensors, which must lie within the file without overlapping. Shapes are given outermost dimension first, as
 * in other formats; the file has them the other way around.
 * Format: https://github.com/ggml-org/ggml/blob/master/docs/gguf.md
 * @throws Damaged when it is not as the format says
 */
export async function readGguf(source: ByteSource, budget: Budget): Promise<Findings> {
  const reader = new Reader(source, budget);
  const header = new Header(reader);
  try {
    await header.read();
  } catch (error) {
    if (!(error instanceof Spent)) throw error;
    return { ...header.findings(), truncated: true };
  }
  return header.findings();
}

class Header {
  readonly #reader: Reader;
  readonly #tally = new Tally();
  readonly #keys = new Map<string, string>();
  readonly #facts: Fact[] = [];
  #version = 0;
  #alignment = defaultAlignment;
  /** By the tensors' names, in bytes from the start of the data. */
  readonly #places = new Map<string, { start: number; end: number }>();

  constructor(reader: Reader) {
    this.#reader = reader;
  }

  async read(): Promise<void> {
    const reader = this.#reader;
    const { tensorCount, keyCount } = await reader.once(() => this.#readStart());
    for (let index = 0; index < keyCount; index++) await this.#readKey();
    let left = tensorCount;
    await reader.run(() => {
      if (left === 0) return false;
      this.#readTensor();
      left -= 1;
      return true;
    });
    this.#checkPlaces(reader.position);
  }

  findings(): Findings {
    const facts = [{ name: "GGUF version", value: `${this.#version}${this.#reader.littleEndian ? "" : ", big-endian"}` }];
    const architecture = this.#keys.get("general.architecture");
    if (architecture !== undefined) {
      facts.push({ name: "architecture", value: architecture });
      for (const key of ["context_length", "embedding_length", "block_count"]) {
        const value = this.#keys.get(`${architecture}.${key}`);
        if (value !== undefined) facts.push({ name: key.replace("_", " "), value });
      }
    }
    const fileType = this.#keys.get("general.file_type");
    const quantization = fileType === undefined ? this.#tally.dtypes[0]?.dtype : (fileTypes.get(Number(fileType)) ?? fileType);
    if (quantization !== undefined) facts.push({ name: "quantization", value: quantization });
    return { label: `GGUF (version ${this.#version})`, tensors: this.#tally, facts: [...facts, ...this.#facts] };
  }

  #readStart(): { tensorCount: number; keyCount: number } {
    const reader = this.#reader;
    if (decode(reader.bytes(4)) !== "GGUF") throw new Damaged("The file does not start with GGUF.");
    this.#version = reader.u32();
    // Of a file in the other byte order, the low half of the version is empty.
    if ((this.#version & 0xffff) === 0 && this.#version !== 0) {
      reader.littleEndian = false;
      reader.position = 4;
      this.#version = reader.u32();
    }
    if (this.#version !== 2 && this.#version !== 3) throw new Damaged(`This is GGUF version ${this.#version}; versions 2 and 3 are known.`);
    const tensorCount = reader.u64();
    const keyCount = reader.u64();
    // A key takes 13 bytes at least, and a tensor 24.
    if (keyCount * 13 + tensorCount * 24 > reader.left) {
      throw new Damaged(`The header announces ${grouped(keyCount)} keys and ${grouped(tensorCount)} tensors, which do not fit into the file.`);
    }
    return { tensorCount, keyCount };
  }

  async #readKey(): Promise<void> {
    const reader = this.#reader;
    const { key, type } = await reader.once(() => ({ key: this.#readName("a key"), type: reader.u32() }));
    reader.budget.step(20);
    const value = type === arrayType ? await this.#readArray(key) : await reader.once(() => this.#readScalar(key, type));
    if (this.#keys.has(key)) throw new Damaged(`The key ${quoted(key)} comes twice.`);
    if (key === "general.alignment") this.#alignment = alignmentOf(value);
    if (this.#facts.length >= most.facts && !key.startsWith("general.")) return;
    this.#keys.set(key, value);
    this.#facts.push({ name: key, value });
  }

  #readScalar(key: string, type: number): string {
    if (type === stringType) return this.#readString();
    const scalar = scalars.get(type);
    if (!scalar) throw new Damaged(`The key ${quoted(key)} has a value of the unknown type ${type}.`);
    return String(scalar.read(this.#reader));
  }

  /** The beginning of a list, and how long it is. */
  async #readArray(key: string): Promise<string> {
    const reader = this.#reader;
    const { type, count } = await reader.once(() => ({ type: reader.u32(), count: reader.u64() }));
    if (type === arrayType) throw new Damaged(`The key ${quoted(key)} is a list of lists, which no reader of GGUF knows.`);
    const size = type === stringType ? 8 : scalars.get(type)?.size;
    if (size === undefined) throw new Damaged(`The key ${quoted(key)} is a list of the unknown type ${type}.`);
    if (count * size > reader.left) throw new Damaged(`The key ${quoted(key)} is a list of ${grouped(count)} values, which do not fit into the file.`);
    const beginning: string[] = [];
    let index = 0;
    await reader.run(() => {
      if (index === Math.min(count, shown)) return false;
      beginning.push(clean(this.#readScalar(key, type), 40));
      index += 1;
      return true;
    });
    if (type === stringType) await this.#passStrings(count - index);
    else reader.skip((count - index) * size);
    const rest = count > shown ? `, … (${grouped(count)} in all)` : "";
    return `[${beginning.join(", ")}${rest}]`;
  }

  async #passStrings(count: number): Promise<void> {
    const reader = this.#reader;
    let left = count;
    await reader.run(() => {
      if (left === 0) return false;
      reader.budget.step();
      reader.skip(reader.u64());
      left -= 1;
      return true;
    });
  }

  #readTensor(): void {
    const reader = this.#reader;
    const name = this.#readName("a tensor's name");
    const dimensions = reader.u32();
    if (dimensions > mostDimensions) throw new Damaged(`The tensor ${quoted(name)} has ${dimensions} dimensions; at most ${mostDimensions} are allowed.`);
    const inner = Array.from({ length: dimensions }, () => reader.u64());
    const type = reader.u32();
    const start = reader.u64();
    reader.budget.step(40);
    const stored = ggmlTypes.get(type);
    if (!stored) throw new Damaged(`The tensor ${quoted(name)} is stored as the unknown type ${type}.`);
    const shape = inner.toReversed();
    const parameters = elementsOf(shape, name);
    const bytes = (parameters / stored.elements) * stored.bytes;
    if ((inner[0] ?? 1) % stored.elements !== 0 || !Number.isSafeInteger(bytes)) {
      throw new Damaged(`The tensor ${quoted(name)} has rows that are no multiple of the ${stored.elements} elements of a block of ${stored.name}.`);
    }
    if (start % this.#alignment !== 0) throw new Damaged(`The tensor ${quoted(name)} starts at ${start}, which is no multiple of ${this.#alignment}.`);
    this.#tally.add({ name, dtype: stored.name, shape, parameters, bytes });
    if (this.#places.has(name)) throw new Damaged(`The tensor ${quoted(name)} comes twice.`);
    this.#places.set(name, { start, end: start + bytes });
  }

  /** The tensors must lie within the data, which starts at the next multiple of the alignment. */
  #checkPlaces(headerEnd: number): void {
    const dataStart = Math.ceil(headerEnd / this.#alignment) * this.#alignment;
    const dataSize = Math.max(0, this.#reader.size - dataStart);
    let filled = 0;
    const ordered = [...this.#places].toSorted(([, one], [, other]) => one.start - other.start || one.end - other.end);
    for (const [name, { start, end }] of ordered) {
      if (start < filled) throw new Damaged(`The tensor ${quoted(name)} overlaps another one.`);
      if (end > dataSize) throw new Damaged(`The tensor ${quoted(name)} ends ${grouped(end - dataSize)} bytes after the end of the file: it is cut short.`);
      filled = end;
    }
  }

  #readName(what: string): string {
    const length = this.#reader.u64();
    if (length > longestName) throw new Damaged(`The length of ${what} is given as ${length} bytes; at most ${grouped(longestName)} are allowed.`);
    const name = this.#reader.bytes(length);
    if (!isUtf8(name)) throw new Damaged(`What should be ${what} is not UTF-8.`);
    return decode(name);
  }

  /** The beginning of a string, which may be as long as a chat template. */
  #readString(): string {
    const length = this.#reader.u64();
    if (length > this.#reader.left) throw new Damaged(`A string's length is given as ${length} bytes, which is more than the file has.`);
    const beginning = Math.min(length, 4 * most.text);
    const text = decode(this.#reader.bytes(beginning));
    this.#reader.skip(length - beginning);
    return clean(text);
  }
}

function alignmentOf(value: string): number {
  const alignment = Number(value);
  if (!Number.isSafeInteger(alignment) || alignment <= 0 || alignment % 8 !== 0) {
    throw new Damaged(`The alignment is given as ${clean(value, 40)}; it must be a multiple of 8.`);
  }
  return alignment;
}
