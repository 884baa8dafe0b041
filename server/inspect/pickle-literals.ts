import { other, unknown, type Value } from "./pickle-values.ts";
import { Damaged, type Reader } from "./source.ts";
import { decode, decodeLatin1 } from "./text.ts";

/** Bytes: a longer text can't be the name of anything. */
export const longestName = 1024;

/** How the length of text or bytes is given: in how many bytes, and whether it is signed. */
export interface Counted {
  width: number;
  isSigned: boolean;
  isText: boolean;
}

/**
 * Reads text or bytes of a given length; bytes, and text that is too long for a name, are passed over.
 * @throws Damaged when the length is below 0, as all that read a length do
 */
export function readCounted(reader: Reader, { width, isSigned, isText }: Counted): Value {
  const length = width === 1 ? reader.u8() : width === 8 ? reader.u64() : isSigned ? reader.i32() : reader.u32();
  if (length < 0) throw new Damaged("The pickle holds text of a length below 0.");
  if (!isText || length > longestName) {
    reader.skip(length);
    return isText ? unknown : other;
  }
  reader.budget.step(6 + length / 16);
  return decode(reader.bytes(length));
}

/** Reads a number of `length` bytes, lowest first, in two's complement; more than six bytes count nothing of interest. */
export function readLong(reader: Reader, length: number): Value {
  if (length < 0) throw new Damaged("The pickle holds a number of a length below 0.");
  if (length > 6) {
    reader.skip(length);
    return other;
  }
  const bytes = reader.bytes(length);
  const magnitude = bytes.reduceRight((value, byte) => value * 256 + byte, 0);
  return (bytes.at(-1) ?? 0) >= 0x80 ? magnitude - 256 ** length : magnitude;
}

/** A number in decimal, as protocol 0 has it; `01` and `00` are truth values, and a long one counts nothing. */
export function numberOf(line: Uint8Array): Value {
  const text = decodeLatin1(line.subarray(0, 20));
  return line.length <= 15 && /^-?(0|[1-9]\d*)L?$/.test(text) ? Number(text.replace("L", "")) : other;
}

/** @throws Damaged when it is no whole number of at most ten digits, as those of a memo are */
export function indexOf(line: Uint8Array): number {
  const text = decodeLatin1(line.subarray(0, 20));
  if (line.length > 10 || !/^\d+$/.test(text)) throw new Damaged("The pickle refers to a value by what is no number.");
  return Number(text);
}

/**
 * Text that is written out: with an escape in it, it could be anything.
 * @throws Damaged when its quotes are missing
 */
export function textOf(line: Uint8Array, isQuoted: boolean): Value {
  if (line.length > longestName || line.includes(0x5c)) return unknown;
  if (!isQuoted) return decode(line);
  const text = decode(line).trim();
  if (text.length < 2 || !/^(["']).*\1$/s.test(text)) throw new Damaged("The pickle holds text without its quotes.");
  return text.slice(1, -1);
}
