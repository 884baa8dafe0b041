import { Buffer } from "node:buffer";

/** Small files of the formats that are looked into, put together for tests byte by byte. */

type Part = string | Uint8Array | readonly number[];

/** Puts parts together; text is one byte for each character. */
export function bytes(...parts: readonly Part[]): Uint8Array {
  const buffers = parts.map((part) => (typeof part === "string" ? Buffer.from(part, "latin1") : Buffer.from(part)));
  return new Uint8Array(Buffer.concat(buffers));
}

/** A whole number in `size` bytes, the lowest first unless told otherwise. */
export function number(size: 1 | 2 | 4 | 8, value: number | bigint, bigEndian = false): Uint8Array {
  const ends = Array.from({ length: size }, (_, index) => Number((BigInt(value) >> BigInt(8 * index)) & 0xffn));
  return bytes(bigEndian ? ends.toReversed() : ends);
}

/** Safetensors: `header` is its JSON, as a value or as text; `data` bytes follow. */
export function safetensors(header: unknown, data: number): Uint8Array {
  const json = typeof header === "string" ? header : JSON.stringify(header);
  return bytes(number(8, json.length), json, new Uint8Array(data));
}

/** GGUF with the given keys and tensors, each as it lies in the file. */
export function gguf(keys: readonly Uint8Array[], tensors: readonly Uint8Array[], data: number, version = 3): Uint8Array {
  const header = bytes("GGUF", number(4, version), number(8, tensors.length), number(8, keys.length), ...keys, ...tensors);
  return bytes(header, new Uint8Array(-header.length & 31), new Uint8Array(data));
}

/** Text as GGUF has it: its length, and itself. */
export function ggufText(value: string): Uint8Array {
  return bytes(number(8, value.length), value);
}

/** One tensor of GGUF; sizes innermost first. */
export function ggufTensor(name: string, sizes: readonly (number | bigint)[], type: number, offset: number): Uint8Array {
  return bytes(ggufText(name), number(4, sizes.length), ...sizes.map((size) => number(8, size)), number(4, type), number(8, offset));
}

/** A field of a protocol buffer: a number, or the bytes of text or of a message. */
export function field(id: number, value: number | string | Uint8Array): Uint8Array {
  if (typeof value === "number") return bytes(varint(id * 8), varint(value));
  return bytes(varint(id * 8 + 2), varint(value.length), value);
}

function varint(value: number): Uint8Array {
  const groups: number[] = [];
  for (let rest = value; ; rest = Math.floor(rest / 128)) {
    if (rest < 128) return bytes([...groups, rest]);
    groups.push((rest % 128) + 128);
  }
}

/** A model of ONNX in version 8 of the format and 17 of the operators, with the fields of its graph. */
export function onnx(graph: readonly Uint8Array[], ...model: readonly Uint8Array[]): Uint8Array {
  return bytes(field(1, 8), ...model, field(7, bytes(...graph)), field(8, field(2, 17)));
}

/** One weight of ONNX, of floats. */
export function onnxWeight(name: string, sizes: readonly number[]): Uint8Array {
  const elements = sizes.reduce((product, size) => product * size, 1);
  return field(5, bytes(...sizes.map((size) => field(1, size)), field(2, 1), field(8, name), field(9, new Uint8Array(4 * elements))));
}

/** A file in a zip; `packed` are its bytes deflated, when it is. */
export interface ZipEntry {
  name: string;
  content: Uint8Array;
  packed?: Uint8Array;
  /** Bytes that the directory claims, when they are not those of the content. */
  claims?: number;
}

export function zip(entries: readonly ZipEntry[]): Uint8Array {
  const files: Uint8Array[] = [];
  const directory: Uint8Array[] = [];
  let offset = 0;
  for (const { name, content, packed, claims = content.length } of entries) {
    const body = packed ?? content;
    const sizes = bytes(number(4, 0), number(4, body.length), number(4, claims), number(2, name.length));
    const method = bytes(number(2, 0), number(2, packed ? 8 : 0), number(4, 0));
    const file = bytes("PK\x03\x04", number(2, 20), method, sizes, number(2, 0), name, body);
    directory.push(bytes("PK\x01\x02", number(2, 20), number(2, 20), method, sizes, new Uint8Array(12), number(4, offset), name));
    files.push(file);
    offset += file.length;
  }
  const listed = bytes(...directory);
  const counts = bytes(number(2, entries.length), number(2, entries.length));
  return bytes(...files, listed, "PK\x05\x06", number(4, 0), counts, number(4, listed.length), number(4, offset), number(2, 0));
}

/** The opcode that pushes short text, from protocol 4 on. */
export function text(value: string): Uint8Array {
  return bytes([0x8c, value.length], value);
}

/** Opcodes that import a name from the stack, and call it with one text. */
export function call(module: string, name: string, argument = "id"): Uint8Array {
  return bytes(text(module), text(name), [0x93], text(argument), [0x85], "R");
}

/** A pickle of protocol 4 with the given opcodes. */
export function pickle(...opcodes: readonly Part[]): Uint8Array {
  return bytes([0x80, 4], ...opcodes, ".");
}

/** The stand-in for an array of `count` bytes that joblib writes; the array's bytes must follow it. */
export function joblibArray(count: number): Uint8Array {
  const type = bytes("cnumpy\ndtype\n", text("u1"), [0x89, 0x88, 0x87], "R");
  const state = bytes(text("shape"), "K", [count, 0x85], text("order"), text("C"), text("dtype"), type);
  return bytes("cjoblib.numpy_pickle\nNumpyArrayWrapper\n", ")", [0x81], "}(", state, "ub");
}

/** An array of NumPy in its own format, version 1. */
export function npy(header: string, data: Uint8Array): Uint8Array {
  return bytes([0x93], "NUMPY", [1, 0], number(2, header.length), header, data);
}
