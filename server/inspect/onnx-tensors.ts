import { eachField, readNumbers, type Field } from "./protobuf.ts";
import { most, type Tensor } from "./schema.ts";
import { Damaged, type Reader } from "./source.ts";
import { elementsOf } from "./tally.ts";
import { clean, decode, quoted } from "./text.ts";

/** TensorProto.DataType by its numbers: name, and bits of an element in raw data (0: never raw). */
const elementTypes = new Map<number, { name: string; bits: number }>(
  (
    [
      [1, "float32", 32], [2, "uint8", 8], [3, "int8", 8], [4, "uint16", 16], [5, "int16", 16], [6, "int32", 32], [7, "int64", 64],
      [8, "string", 0], [9, "bool", 8], [10, "float16", 16], [11, "float64", 64], [12, "uint32", 32], [13, "uint64", 64],
      [14, "complex64", 64], [15, "complex128", 128], [16, "bfloat16", 16], [17, "float8e4m3fn", 8], [18, "float8e4m3fnuz", 8],
      [19, "float8e5m2", 8], [20, "float8e5m2fnuz", 8], [21, "uint4", 4], [22, "int4", 4], [23, "float4e2m1", 4],
      [24, "float8e8m0", 8], [25, "uint2", 2], [26, "int2", 2], [27, "float6e2m3", 6], [28, "float6e3m2", 6],
    ] as const
  ).map(([number, name, bits]) => [number, { name, bits }]),
);

/** The type of elements by its number; undefined when it is none. */
export function elementType(number: number): { name: string; bits: number } | undefined {
  return elementTypes.get(number);
}

/** A weight, and the file that it lies in when that is another one. */
export interface Stored {
  tensor: Tensor;
  location: string | null;
}

/**
 * Reads a TensorProto: dims (1), data_type (2), name (8), raw_data (9), external_data (13), data_location (14); its
 * elements are passed over, wherever they are.
 * @throws Damaged when its type is none, or it has not as many bytes as its shape says
 */
export function readTensorProto(reader: Reader, end: number): Stored {
  const shape: number[] = [];
  let type = 0;
  let name = "";
  let raw: number | null = null;
  let stored: number | null = null;
  let location: string | null = null;
  reader.budget.step(30);
  eachField(reader, end, (field) => {
    const { number, kind, value } = field;
    const length = field.end - reader.position;
    if (number === 1) addDimensions(shape, reader, field);
    else if (number === 2 && kind === "varint") type = value;
    else if (number === 13 && kind === "bytes") location = readLocation(reader, field.end) ?? location;
    else if (kind !== "bytes") return;
    else if (number === 8) name = clean(decode(reader.bytes(Math.min(length, 4 * most.text))));
    else if (number === 9) raw = length;
    else if ([4, 5, 6, 7, 10, 11].includes(number)) stored = (stored ?? 0) + length;
  });
  const element = elementType(type);
  if (!element) throw new Damaged(`The weight ${quoted(name)} has elements of the unknown type ${type}.`);
  const parameters = elementsOf(shape, name);
  if (raw !== null && location === null) checkSize(name, raw, parameters, element.bits);
  return { tensor: { name, dtype: element.name, shape, parameters, bytes: location === null ? (raw ?? stored) : null }, location };
}

function checkSize(name: string, size: number, parameters: number, bits: number): void {
  const expected = Math.ceil((parameters * bits) / 8);
  if (size !== expected) throw new Damaged(`The weight ${quoted(name)} has ${size} bytes; its shape and type say ${expected}.`);
}

function addDimensions(shape: number[], reader: Reader, field: Field): void {
  if (field.kind === "fixed") return;
  shape.push(...readNumbers(reader, field).slice(0, most.dimensions + 1));
  if (shape.length > most.dimensions) throw new Damaged(`A weight has more than ${most.dimensions} dimensions.`);
}

/** Of a StringStringEntryProto the value (2), when its key (1) is `location`. */
function readLocation(reader: Reader, end: number): string | null {
  let key = "";
  let value = "";
  eachField(reader, end, (field) => {
    if (field.kind !== "bytes") return;
    const text = clean(decode(reader.bytes(Math.min(field.end - reader.position, 4 * most.text))));
    if (field.number === 1) key = text;
    if (field.number === 2) value = text;
  });
  return key === "location" ? value : null;
}
