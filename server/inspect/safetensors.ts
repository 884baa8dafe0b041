import { isAscii, isUtf8 } from "node:buffer";
import type { Findings } from "./findings.ts";
import { HeaderJson } from "./header-json.ts";
import { most, type Fact } from "./schema.ts";
import { Damaged, Spent, type Budget, type ByteSource } from "./source.ts";
import { elementsOf, Tally } from "./tally.ts";
import { grouped, quoted } from "./text.ts";

/** Bits of an element, by the names of https://github.com/huggingface/safetensors (`Dtype` in its tensor.rs). */
const bits = new Map([
  ["BOOL", 8], ["F4", 4], ["F6_E2M3", 6], ["F6_E3M2", 6], ["U8", 8], ["I8", 8], ["F8_E5M2", 8], ["F8_E4M3", 8],
  ["F8_E8M0", 8], ["F8_E4M3FNUZ", 8], ["F8_E5M2FNUZ", 8], ["I16", 16], ["U16", 16], ["F16", 16], ["BF16", 16], ["I32", 32], ["U32", 32], ["F32", 32], ["C64", 64],
  ["F64", 64], ["I64", 64], ["U64", 64],
]);

const dtypes = [...bits.keys()];

/** What the format allows. */
const longestHeader = 100_000_000;
/** What is looked at: the tensors that the budget allows have 3 MB at most. */
const looked = 4 * 1024 * 1024;

/**
 * Reads a safetensors header: eight bytes that give its length, JSON that names each tensor's type, shape and place,
 * and the tensors' bytes, which must fill the rest of the file without a gap or an overlap.
 * Format: https://github.com/huggingface/safetensors#format
 * @throws Damaged when it is not as the format says
 */
export async function readSafetensors(source: ByteSource, budget: Budget): Promise<Findings> {
  const length = await headerLength(source);
  if (length > looked) return { truncated: true, facts: [{ name: "header", value: `${grouped(length)} bytes` }] };
  const header = await source.read(8, budget.allowRead(length));
  if (header.length < length) throw new Damaged(`The header should have ${grouped(length)} bytes, and the file ends before.`);
  return readHeader(header, source.size - 8 - length, budget);
}

async function headerLength(source: ByteSource): Promise<number> {
  const start = await source.read(0, 8);
  if (start.length < 8) throw new Damaged("The file is shorter than the eight bytes that give the header's length.");
  const length = Number(new DataView(start.buffer, start.byteOffset).getBigUint64(0, true));
  if (length > longestHeader) throw new Damaged(`The header's length is given as ${length} bytes; at most ${grouped(longestHeader)} are allowed.`);
  if (length > source.size - 8) throw new Damaged(`The header's length is given as ${grouped(length)} bytes, which is more than the file has.`);
  return length;
}

/** @param dataSize bytes after the header */
function readHeader(header: Uint8Array, dataSize: number, budget: Budget): Findings {
  if (header[0] !== 0x7b) throw new Damaged("The header does not start with {.");
  if (!isUtf8(header)) throw new Damaged("The header is not UTF-8.");
  const json = new HeaderJson(header, isAscii(header), budget);
  const tally = new Tally();
  const places: Place[] = [];
  const facts: Fact[] = [];
  const seen = new Set<string>();
  try {
    for (const name of json.keys()) {
      if (seen.size === seen.add(name).size) throw new Damaged(`The header names ${quoted(name)} twice.`);
      if (name === "__metadata__") facts.push(...readMetadata(json));
      else places.push(readTensor(json, name, tally));
      budget.step(60);
    }
    json.end();
  } catch (error) {
    if (error instanceof Spent) return { tensors: tally, facts, truncated: true };
    throw error;
  }
  checkPlaces(places, dataSize);
  return { tensors: tally, facts };
}

interface Place {
  name: string;
  start: number;
  end: number;
}

function readMetadata(json: HeaderJson): Fact[] {
  const seen = new Set<string>();
  const facts: Fact[] = [];
  for (const key of json.keys()) {
    if (seen.size === seen.add(key).size) throw new Damaged(`The metadata names ${quoted(key)} twice.`);
    const value = json.string();
    if (facts.length < most.facts) facts.push({ name: key, value });
  }
  return facts;
}

function readTensor(json: HeaderJson, name: string, tally: Tally): Place {
  let dtype: string | undefined;
  let shape: number[] | undefined;
  let offsets: number[] | undefined;
  json.expect("{");
  do {
    const key = json.word(["dtype", "shape", "data_offsets"]) ?? json.string();
    json.expect(":");
    if (key === "dtype" && dtype === undefined) dtype = json.word(dtypes) ?? json.string();
    else if (key === "shape" && !shape) shape = json.wholeNumbers(most.dimensions);
    else if (key === "data_offsets" && !offsets) offsets = json.wholeNumbers(2);
    else throw new Damaged(`The tensor ${quoted(name)} has ${quoted(key)}, which is not expected there or comes twice.`);
  } while (json.take(","));
  json.expect("}");
  const [start, end] = offsets ?? [];
  if (dtype === undefined || !shape || start === undefined || end === undefined) {
    throw new Damaged(`The tensor ${quoted(name)} lacks its dtype, shape or data_offsets.`);
  }
  const size = bits.get(dtype);
  if (size === undefined) throw new Damaged(`The tensor ${quoted(name)} has the unknown dtype ${quoted(dtype)}.`);
  const parameters = elementsOf(shape, name);
  const bytes = (parameters * size) / 8;
  if (end - start !== bytes) {
    throw new Damaged(`The tensor ${quoted(name)} takes ${end - start} bytes of the file; its shape and dtype say ${bytes}.`);
  }
  tally.add({ name, dtype, shape, parameters, bytes });
  return { name, start, end };
}

/** The tensors must lie one after the other and fill the data. */
function checkPlaces(places: Place[], dataSize: number): void {
  const isInOrder = places.every(({ start }, index) => start === (places[index - 1]?.end ?? 0));
  const ordered = isInOrder ? places : places.toSorted((one, other) => one.start - other.start || one.end - other.end);
  let filled = 0;
  for (const { name, start, end } of ordered) {
    if (start < filled) throw new Damaged(`The tensor ${quoted(name)} overlaps another one.`);
    if (start > filled) throw new Damaged(`There is a gap of ${start - filled} bytes before the tensor ${quoted(name)}.`);
    filled = end;
  }
  if (filled > dataSize) throw new Damaged(`The tensors need ${grouped(filled)} bytes and the file holds ${grouped(dataSize)}: it is cut short.`);
  if (filled < dataSize) throw new Damaged(`${grouped(dataSize - filled)} bytes after the last tensor belong to none.`);
}
