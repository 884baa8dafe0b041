import { describe, expect, it } from "vitest";
import type { Tensor } from "#server/inspect/schema.ts";
import { readTensorQuery, tensorHref, tensorPage, type TensorQuery } from "./tensor-list.ts";

const tensor = (name: string, dtype: string, shape: number[], bytes: number | null = 1): Tensor => ({ name, dtype, shape, parameters: shape.reduce((product, size) => product * size, 1), bytes });
const tensors = [
  tensor("layers.10.weight", "F16", [4, 8]),
  tensor("layers.2.weight", "F16", [4, 2]),
  tensor("layers.2.bias", "F32", [4], null),
  tensor("scale", "F32", []),
];
const everything: TensorQuery = { words: "", order: null, descending: false, page: 1 };
const names = (query: Partial<TensorQuery>) => tensorPage(tensors, { ...everything, ...query }).tensors.map(({ name }) => name);

describe("a query", () => {
  it("goes through an address and back", () => {
    const query = { words: "layers bias", order: "bytes", descending: true, page: 3 } as const;
    expect(readTensorQuery(Object.fromEntries(new URLSearchParams(tensorHref(query))))).toEqual(query);
    expect(tensorHref(everything)).toBe("?");
  });

  it("that makes no sense asks for everything", () => {
    expect(readTensorQuery({ sort: "constructor", page: "-4" })).toEqual(everything);
    expect(readTensorQuery({ sort: "-", page: "1e99" })).toMatchObject({ order: null, page: 1 });
  });
});

describe("tensors", () => {
  it("stand as they lie in the file, until they are ordered", () => {
    expect(names({})).toEqual(tensors.map(({ name }) => name));
    expect(names({ order: "name" })).toEqual(["layers.2.bias", "layers.2.weight", "layers.10.weight", "scale"]);
    expect(names({ order: "shape" })).toEqual(["scale", "layers.2.bias", "layers.2.weight", "layers.10.weight"]);
    expect(names({ order: "parameters", descending: true })[0]).toBe("layers.10.weight");
    expect(names({ order: "bytes" })[0]).toBe("layers.2.bias");
  });

  it("are found by words in their name and dtype", () => {
    expect(names({ words: "F32 layers" })).toEqual(["layers.2.bias"]);
    expect(names({ words: "nothing" })).toEqual([]);
  });

  it("come in pages of 200, and a page beyond the last is the last", () => {
    const many = Array.from({ length: 401 }, (_, index) => tensor(`t${index}`, "F32", [1]));
    expect(tensorPage(many, { ...everything, page: 2 }).tensors[0]?.name).toBe("t200");
    expect(tensorPage(many, { ...everything, page: 9 })).toMatchObject({ page: 3, pages: 3, found: 401 });
    expect(tensorPage(many, { ...everything, page: 9 }).tensors).toHaveLength(1);
  });
});
