import { describe, expect, it } from "vitest";
import { readNpy } from "./numpy.ts";
import { npy } from "./sample-files.ts";
import { Budget, memorySource } from "./source.ts";

const read = (header: string, size: number) => readNpy(memorySource(npy(header, new Uint8Array(size))), new Budget());
const header = (descr: string, shape: string) => `{'descr': ${descr}, 'fortran_order': False, 'shape': ${shape}, }\n`;

describe("an array of NumPy", () => {
  it.each([
    ["'<f4'", "(2, 3)", 24, "float32", [2, 3]],
    ["'|b1'", "()", 1, "bool", []],
    ["'<U3'", "(2,)", 24, "str3", [2]],
    ["'<M8[ns]'", "(1,)", 8, "datetime64[ns]", [1]],
    ["[('a', '<f4'), ('b', '<i8', (2,)), (('title', 'c'), '|u1')]", "(2,)", 42, "structured", [2]],
  ])("of %s and shape %s", async (descr, shape, size, dtype, expected) => {
    const { findings, header: found } = await read(header(descr, shape), size);
    expect(findings.tensors?.tensors[0]).toMatchObject({ dtype, shape: expected, bytes: size });
    expect(found.holdsObjects).toBe(false);
  });

  it.each(["'|O'", "'O'", "[('a', '<f4'), ('b', '|O')]", "[('a', [('b', 'O')])]"])("of %s holds objects", async (descr) => {
    expect((await read(header(descr, "(1,)"), 5)).header.holdsObjects).toBe(true);
  });

  it.each([
    ["a key comes twice", `{'descr': '<f4', 'descr': '|O', 'fortran_order': False, 'shape': (1,), }`],
    ["another key comes along", `{'descr': '<f4', 'fortran_order': False, 'shape': (1,), 'more': 1}`],
    ["a key is missing", `{'descr': '<f4', 'shape': (1,), }`],
    ["the type has another name", header("'object'", "(1,)")],
    ["the type is written with escapes", header("'\\x4f'", "(1,)")],
    ["it is a program", `__import__('os').system('id')`],
  ])("is damaged when %s", async (_, text) => {
    await expect(read(text, 4)).rejects.toThrow(/as NumPy writes it/);
  });

  it("is damaged when it is not as long as its shape says", async () => {
    await expect(read(header("'<f4'", "(3,)"), 11)).rejects.toThrow(/12 bytes/);
    await expect(read(header("'<f4'", "(99999999999999, 9999)"), 11)).rejects.toThrow(/more elements/);
  });
});
