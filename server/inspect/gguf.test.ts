import { describe, expect, it } from "vitest";
import { readGguf } from "./gguf.ts";
import { bytes, gguf, ggufTensor, ggufText, number } from "./sample-files.ts";
import { Budget, memorySource } from "./source.ts";

const read = (file: Uint8Array) => readGguf(memorySource(file), new Budget());
const textKey = (key: string, value: string) => bytes(ggufText(key), number(4, 8), ggufText(value));
const numberKey = (key: string, value: number) => bytes(ggufText(key), number(4, 4), number(4, value));
const listKey = (key: string, type: number, count: number | bigint, ...values: Uint8Array[]) =>
  bytes(ggufText(key), number(4, 9), number(4, type), number(8, count), ...values);

describe("a GGUF file", () => {
  it("says what model it holds, and how it is stored", async () => {
    const keys = [
      textKey("general.architecture", "llama"), numberKey("llama.context_length", 4096), numberKey("llama.block_count", 32), numberKey("general.file_type", 15),
      listKey("tokenizer.tokens", 8, 12, ...Array.from({ length: 12 }, (_, index) => ggufText(`t${index}`))), listKey("scores", 6, 9, new Uint8Array(36)),
    ];
    const { tensors, facts, label } = await read(gguf(keys, [ggufTensor("w", [256, 2], 12, 0), ggufTensor("b", [3], 0, 288)], 300));
    expect(label).toBe("GGUF (version 3)");
    expect(tensors?.tensors).toEqual([
      { name: "w", dtype: "Q4_K", shape: [2, 256], parameters: 512, bytes: 288 },
      { name: "b", dtype: "F32", shape: [3], parameters: 3, bytes: 12 },
    ]);
    expect(Object.fromEntries((facts ?? []).map(({ name, value }) => [name, value]))).toMatchObject({
      architecture: "llama", "context length": "4096", "block count": "32", quantization: "Q4_K_M",
      "tokenizer.tokens": "[t0, t1, t2, t3, t4, t5, t6, t7, … (12 in all)]", scores: "[0, 0, 0, 0, 0, 0, 0, 0, … (9 in all)]",
    });
  });

  it("may be of version 2, or big-endian", async () => {
    expect((await read(gguf([], [ggufTensor("w", [2], 24, 0)], 2, 2))).label).toBe("GGUF (version 2)");
    const name = bytes(number(8, 1, true), "w");
    const tensor = bytes(name, number(4, 1, true), number(8, 2, true), number(4, 24, true), number(8, 0, true));
    const file = bytes("GGUF", number(4, 3, true), number(8, 1, true), number(8, 0, true), tensor, new Uint8Array(40));
    expect((await read(file)).tensors?.tensors).toEqual([{ name: "w", dtype: "I8", shape: [2], parameters: 2, bytes: 2 }]);
  });
});

describe("a GGUF file is damaged when", () => {
  const one = (sizes: (number | bigint)[], type = 0, offset = 0) => gguf([], [ggufTensor("w", sizes, type, offset)], 64);
  it.each([
    ["it starts otherwise", bytes("GGML", new Uint8Array(40)), /GGUF/],
    ["its version is unknown", gguf([], [], 0, 1), /version 1/],
    ["it announces more than it holds", bytes("GGUF", number(4, 3), number(8, 2n ** 62n), number(8, 0)), /do not fit/],
    ["a list is longer than the file", gguf([listKey("a", 8, 2n ** 60n)], [], 64), /do not fit/],
    ["a list holds lists", gguf([listKey("a", 9, 1, new Uint8Array(20))], [], 64), /list of lists/],
    ["a key comes twice", gguf([numberKey("a", 1), numberKey("a", 1)], [], 0), /twice/],
    ["a value's type is unknown", gguf([bytes(ggufText("a"), number(4, 99))], [], 64), /unknown type 99/],
    ["text is longer than the file", gguf([bytes(ggufText("a"), number(4, 8), number(8, 2n ** 64n - 1n))], [], 64), /more than the file has/],
    ["a name is too long", gguf([bytes(number(8, 70_000), "a")], [], 64), /at most 65,535/],
    ["a tensor has too many dimensions", one([1, 1, 1, 1, 1]), /5 dimensions/],
    ["a tensor's type is unknown", one([1], 99), /unknown type 99/],
    ["a tensor has too many elements", one([2n ** 40n, 2n ** 40n]), /more elements/],
    ["rows are no whole blocks", one([33], 8), /multiple of the 32/],
    ["a tensor is not aligned", one([1], 0, 3), /multiple of 32/],
    ["a tensor ends after the file", one([17]), /cut short/],
    ["a tensor's name is not UTF-8", gguf([], [ggufTensor("\xff", [1], 0, 0)], 64), /not UTF-8/],
    ["a tensor comes twice", gguf([], [ggufTensor("w", [1], 0, 0), ggufTensor("w", [1], 0, 32)], 64), /twice/],
    ["tensors overlap", gguf([], [ggufTensor("w", [16], 0, 0), ggufTensor("v", [1], 0, 32)], 64), /overlaps/],
    ["the alignment is zero", gguf([numberKey("general.alignment", 0)], [], 0), /alignment/],
  ])("%s", async (_, file, problem) => {
    await expect(read(file)).rejects.toThrow(problem);
  });
});
