import type { Findings } from "./findings.ts";
import type { Tensor } from "./schema.ts";
import { Damaged, Reader, type Budget, type ByteSource } from "./source.ts";
import { elementsOf, Tally } from "./tally.ts";
import { clean, decodeLatin1, grouped } from "./text.ts";

/** What NumPy itself reads of a header without being told to trust it. */
const longestHeader = 64 * 1024;

/** Bytes of an element by the letter of its type, where the type string doesn't say. */
const sizes = new Map([
  ["?", 1], ["b", 1], ["B", 1], ["h", 2], ["H", 2], ["i", 4], ["I", 4], ["l", 8], ["L", 8], ["q", 8], ["Q", 8], ["e", 2],
  ["f", 4], ["d", 8], ["g", 16], ["F", 8], ["D", 16], ["G", 32],
]);

const kinds = new Map([
  ["b", "bool"], ["i", "int"], ["u", "uint"], ["f", "float"], ["c", "complex"], ["S", "bytes"], ["U", "str"], ["V", "void"],
  ["M", "datetime"], ["m", "timedelta"], ["O", "object"],
]);

/** An element's type: its name for people, its bytes, and whether it is a Python object, which is pickled. */
export interface ElementType {
  name: string;
  size: number;
  isObject: boolean;
}

/**
 * Reads NumPy's short form of a type: `<f4`, `|b1`, `U10`, `<M8[ns]`, `O`.
 * Source: https://numpy.org/doc/stable/reference/arrays.dtypes.html#arrays-dtypes-constructing
 * @returns null when it is of another form, as those with named fields are
 */
export function elementTypeOf(code: string): ElementType | null {
  const letter = sizes.get(code.replace(/^[<>=|]/, ""));
  if (letter !== undefined) return { name: code, size: letter, isObject: false };
  const [, kind = "", digits = "", unit = ""] = /^[<>=|]?([biufcSUVMmO])(\d{0,9})(\[\w+\])?$/.exec(code) ?? [];
  const name = kinds.get(kind);
  if (name === undefined || (digits === "" && kind !== "O")) return null;
  const isObject = kind === "O";
  const size = isObject ? 8 : Number(digits) * (kind === "U" ? 4 : 1);
  if (isObject) return { name, size, isObject };
  return { name: kind === "b" ? name : `${name}${["S", "U", "V"].includes(kind) ? digits : size * 8}${unit}`, size, isObject };
}

/** What an array's header says; `dataStart` is where its elements, or the pickle of its objects, begin. */
export interface ArrayHeader {
  tensor: Tensor;
  holdsObjects: boolean;
  dataStart: number;
}

/**
 * Reads the header of an array in NumPy's own format: a Python dictionary, written out as text.
 * Format: https://numpy.org/doc/stable/reference/generated/numpy.lib.format.html
 * @param name for the array, which has none of its own
 * @param size bytes of the array's file, when it is known: the elements must fill it
 * @throws Damaged when it is not as the format says
 */
export async function readArrayHeader(reader: Reader, name: string, size: number): Promise<ArrayHeader> {
  const text = await reader.once(() => {
    if (decodeLatin1(reader.bytes(6)) !== "\x93NUMPY") throw new Damaged("The array does not start as NumPy's format does.");
    const major = reader.u8();
    reader.skip(1);
    if (major < 1 || major > 3) throw new Damaged(`This is version ${major} of NumPy's format; versions 1 to 3 are known.`);
    const length = major === 1 ? reader.u16() : reader.u32();
    if (length > longestHeader) throw new Damaged(`The header has ${grouped(length)} bytes; at most ${grouped(longestHeader)} are expected.`);
    return decodeLatin1(reader.bytes(length));
  });
  reader.budget.step(100);
  const dataStart = reader.position;
  const [, type, fields] = /'descr':\s*(?:'([^']{1,100})'|(\[.{1,10000}\]))/.exec(text) ?? [];
  const [, order] = /'fortran_order':\s*(True|False)/.exec(text) ?? [];
  const [, sizesText] = /'shape':\s*\(([\d,\sL]*)\)/.exec(text) ?? [];
  if ((type === undefined && fields === undefined) || order === undefined || sizesText === undefined) {
    throw new Damaged("The header lacks the array's descr, fortran_order or shape.");
  }
  const shape = sizesText.split(",").flatMap((part) => (/\d/.test(part) ? [Number(part.replace("L", ""))] : []));
  const parameters = elementsOf(shape, name);
  const element = type === undefined ? null : elementTypeOf(type);
  // Of named fields only those matter whose elements are objects: their type is written '|O'.
  const holdsObjects = element ? element.isObject : /'[<>=|]?O\d?'/.test(fields ?? type ?? "");
  const bytes = element && !holdsObjects ? parameters * element.size : null;
  if (bytes !== null && dataStart + bytes !== size) {
    throw new Damaged(`The array takes ${grouped(bytes)} bytes by its shape and type, and the file has ${grouped(size - dataStart)} for it.`);
  }
  return { tensor: { name, dtype: element?.name ?? clean(type ?? "structured", 40), shape, parameters, bytes }, holdsObjects, dataStart };
}

/** An array as a file of its own. */
export async function readNpy(source: ByteSource, budget: Budget): Promise<{ findings: Findings; header: ArrayHeader }> {
  const header = await readArrayHeader(new Reader(source, budget), "array", source.size);
  const tensors = new Tally();
  tensors.add(header.tensor);
  return { findings: { tensors }, header };
}
