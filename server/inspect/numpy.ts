import type { Findings } from "./findings.ts";
import { HeaderText } from "./numpy-header.ts";
import type { Tensor } from "./schema.ts";
import { Damaged, Reader, type Budget, type ByteSource } from "./source.ts";
import { elementsOf, Tally } from "./tally.ts";
import { decodeLatin1, grouped } from "./text.ts";

/** What NumPy itself reads of a header without being told to trust it. */
const longestHeader = 64 * 1024;

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
 * @param size bytes of the array's file, which the elements must fill
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
  reader.budget.step(100 + text.length);
  const dataStart = reader.position;
  const { element, shape } = new HeaderText(text).read();
  const parameters = elementsOf(shape, name);
  const bytes = element.isObject ? null : parameters * element.size;
  if (bytes !== null && dataStart + bytes !== size) {
    throw new Damaged(`The array takes ${grouped(bytes)} bytes by its shape and type, and the file has ${grouped(size - dataStart)} for it.`);
  }
  return { tensor: { name, dtype: element.name, shape, parameters, bytes }, holdsObjects: element.isObject, dataStart };
}

/** An array as a file of its own. */
export async function readNpy(source: ByteSource, budget: Budget): Promise<{ findings: Findings; header: ArrayHeader }> {
  const header = await readArrayHeader(new Reader(source, budget), "array", source.size);
  const tensors = new Tally();
  tensors.add(header.tensor);
  return { findings: { tensors }, header };
}
