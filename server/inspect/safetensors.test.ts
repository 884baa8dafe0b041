import { describe, expect, it } from "vitest";
import { readSafetensors } from "./safetensors.ts";
import { bytes, number, safetensors } from "./sample-files.ts";
import { Budget, memorySource } from "./source.ts";

const read = (file: Uint8Array) => readSafetensors(memorySource(file), new Budget());
const half = { dtype: "F16", shape: [2, 3], data_offsets: [0, 12] };

describe("a safetensors file", () => {
  it("has tensors, whatever their order in the header", async () => {
    const byte = { dtype: "U8", shape: [], data_offsets: [12, 13] };
    const { tensors, facts } = await read(safetensors({ __metadata__: { format: "pt" }, b: byte, a: half }, 13));
    expect(tensors?.tensors).toEqual([
      { name: "b", dtype: "U8", shape: [], parameters: 1, bytes: 1 },
      { name: "a", dtype: "F16", shape: [2, 3], parameters: 6, bytes: 12 },
    ]);
    expect(tensors).toMatchObject({ parameters: 7, dtypes: [{ dtype: "F16", tensors: 1, parameters: 6 }, { dtype: "U8", tensors: 1, parameters: 1 }] });
    expect(facts).toEqual([{ name: "format", value: "pt" }]);
  });

  it("may have empty tensors, elements of less than a byte, space after the header, and names with escapes", async () => {
    const header = `{"a\\u00e9":{"dtype":"F4","shape":[4],"data_offsets":[0,2]}, "e":{"dtype":"I8","shape":[0,9],"data_offsets":[2,2]}}   `;
    expect((await read(safetensors(header, 2))).tensors?.tensors.map(({ name }) => name)).toEqual(["aé", "e"]);
    expect((await read(safetensors({}, 0))).tensors?.count).toBe(0);
  });

  it("of more tensors than are looked at gives the first of them", async () => {
    const entries = Array.from({ length: 40_000 }, (_, index) => [`t${index}`, { dtype: "U8", shape: [1], data_offsets: [index, index + 1] }]);
    const { tensors, truncated } = await read(safetensors(Object.fromEntries(entries), 40_000));
    expect(truncated).toBe(true);
    expect(tensors?.tensors[1]?.name).toBe("t1");
  });
});

describe("a safetensors file is damaged when", () => {
  const change = (changes: object) => ({ a: { ...half, ...changes } });
  it.each([
    ["it is shorter than its first number", bytes("abc"), /shorter/],
    ["the header's length is huge", bytes(number(8, 2n ** 64n - 1n), "{}"), /at most/],
    ["the header is longer than the file", bytes(number(8, 99), "{}"), /more than the file has/],
    ["the header is no object", safetensors("[]", 0), /\{/],
    ["the header is not UTF-8", safetensors(`{"\xff":1}`, 0), /UTF-8/],
    ["the header goes on after its end", safetensors("{}{}", 0), /end/],
    ["a name comes twice", safetensors(`{"a":${JSON.stringify(half)},"a":${JSON.stringify(half)}}`, 12), /twice/],
    ["a tensor lacks its shape", safetensors({ a: { dtype: "F16", data_offsets: [0, 12] } }, 12), /lacks/],
    ["a tensor has something else", safetensors(change({ more: 1 }), 12), /not expected/],
    ["a type is unknown", safetensors(change({ dtype: "F15" }), 12), /unknown dtype/],
    ["sizes disagree", safetensors(change({ shape: [2, 4] }), 12), /shape and dtype say 16/],
    ["a size is below zero", safetensors(change({ shape: [-2, -3] }), 12), /whole number/],
    ["a size is past 2^53", safetensors(change({ shape: [2 ** 54] }), 12), /below 2\^53/],
    ["a product is past 2^53", safetensors(change({ shape: [2 ** 30, 2 ** 30] }), 12), /more elements/],
    ["tensors overlap", safetensors({ a: half, b: { ...half, data_offsets: [6, 18] } }, 18), /overlaps/],
    ["there is a gap", safetensors({ a: half, b: { ...half, data_offsets: [13, 25] } }, 25), /gap of 1/],
    ["an empty tensor lies in another one", safetensors({ a: half, b: { dtype: "U8", shape: [0], data_offsets: [6, 6] } }, 12), /overlaps/],
    ["the file is cut short", safetensors({ a: half }, 11), /cut short/],
    ["bytes are left over", safetensors({ a: half }, 13), /belong to none/],
  ])("%s", async (_, file, problem) => {
    await expect(read(file)).rejects.toThrow(problem);
  });
});
