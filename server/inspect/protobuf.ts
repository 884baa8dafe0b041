import { Damaged, type Reader } from "./source.ts";

/**
 * One field of a message. `value` is the number of a varint, or 0; past 2^53 it is not exact. The field's content ends
 * at `end`, and starts where the reader stands.
 * Format: https://protobuf.dev/programming-guides/encoding/
 */
export interface Field {
  number: number;
  kind: "varint" | "fixed" | "bytes";
  value: number;
  end: number;
}

/**
 * Reads a field's tag, and its length or number.
 * @param end where the message ends
 * @throws Damaged when this can't be a field, or is longer than its message
 */
export function readField(reader: Reader, end: number): Field {
  reader.budget.step(5);
  const start = reader.position;
  const tag = readVarint(reader);
  const number = Math.floor(tag / 8);
  const field = fieldOf(reader, number, tag % 8);
  if (!field || number === 0 || number >= 2 ** 29) throw new Damaged(`What stands at byte ${start} is no field of a protocol buffer.`);
  if (field.end > end) throw new Damaged(`The field at byte ${start} is longer than the message that it is in.`);
  return field;
}

function fieldOf(reader: Reader, number: number, wireType: number): Field | null {
  switch (wireType) {
    case 0: {
      const value = readVarint(reader);
      return { number, kind: "varint", value, end: reader.position };
    }
    case 1:
      return { number, kind: "fixed", value: 0, end: reader.position + 8 };
    case 2: {
      const length = readVarint(reader);
      return { number, kind: "bytes", value: 0, end: reader.position + length };
    }
    case 5:
      return { number, kind: "fixed", value: 0, end: reader.position + 4 };
    default:
      return null;
  }
}

/** Reads the fields of a message, which is short enough to be in memory at once but for long fields that are passed over. */
export function eachField(reader: Reader, end: number, take: (field: Field) => void): void {
  while (reader.position < end) {
    const field = readField(reader, end);
    take(field);
    reader.position = field.end;
  }
}

/** Reads numbers of a repeated field, which are packed together or stand one by one. */
export function readNumbers(reader: Reader, field: Field): number[] {
  if (field.kind === "varint") return [field.value];
  const numbers: number[] = [];
  while (reader.position < field.end) {
    reader.budget.step(2);
    numbers.push(readVarint(reader));
  }
  return numbers;
}

/** @throws Damaged when it has more than the ten bytes that 64 bits need */
function readVarint(reader: Reader): number {
  let value = 0;
  let factor = 1;
  for (let bytes = 0; bytes < 10; bytes++) {
    const byte = reader.u8();
    value += (byte & 0x7f) * factor;
    if (byte < 0x80) return value;
    factor *= 128;
  }
  throw new Damaged(`The number at byte ${reader.position - 10} has more than ten bytes.`);
}
