import { describe, expect, it } from "vitest";
import { readOnnx } from "./onnx.ts";
import { bytes, field, onnx, onnxWeight } from "./sample-files.ts";
import { Budget, memorySource } from "./source.ts";

const read = (file: Uint8Array) => readOnnx(memorySource(file), new Budget());
const node = (operator: string, domain = "", ...attributes: Uint8Array[]) =>
  field(1, bytes(field(4, operator), ...(domain ? [field(7, domain)] : []), ...attributes));
const opset = (domain: string, version: number) => field(8, bytes(field(1, domain), field(2, version)));
const dimension = (size: number | string) => field(1, typeof size === "number" ? field(1, size) : field(2, size));
const port = (id: number, name: string, ...sizes: (number | string)[]) =>
  field(id, bytes(field(1, name), field(2, field(1, bytes(field(1, 1), field(2, bytes(...sizes.map(dimension))))))));
const external = (location: string) =>
  field(5, bytes(field(1, 1000), field(2, 1), field(8, "far"), field(13, bytes(field(1, "location"), field(2, location))), field(14, 1)));

describe("an ONNX model", () => {
  it("says what it takes, gives and does", async () => {
    const graph = [node("Gemm"), node("Relu"), node("Gemm"), onnxWeight("w", [2, 3]), port(11, "x", "batch", 2), port(11, "w", 2, 3), port(12, "y", "", 3)];
    const found = await read(onnx(graph, field(2, "pytorch"), opset("ai.onnx.ml", 3)));
    expect(found).toMatchObject({
      inputs: [{ name: "x", type: "float32", shape: ["batch", 2] }],
      outputs: [{ name: "y", type: "float32", shape: ["?", 3] }],
      facts: [
        { name: "IR version", value: "8" }, { name: "producer", value: "pytorch" }, { name: "opset ai.onnx.ml", value: "3" }, { name: "opset ai.onnx", value: "17" },
      ],
      mayRunCode: false,
    });
    expect(found.tensors?.tensors).toEqual([{ name: "w", dtype: "float32", shape: [2, 3], parameters: 6, bytes: 24 }]);
    expect(found.operators).toEqual(new Map([["Gemm", 2], ["Relu", 1]]));
  });

  it("may have graphs within its nodes, whose operators and weights count", async () => {
    const body = bytes(node("Mul"), onnxWeight("inner", [4]));
    const found = await read(onnx([node("Loop", "", field(5, field(6, body)))]));
    expect(found.operators).toEqual(new Map([["Loop", 1], ["Mul", 1]]));
    expect(found.tensors?.parameters).toBe(4);
  });

  it("with weights that are long is not read whole", async () => {
    const file = onnx([onnxWeight("w", [1_000_000]), port(12, "y", 1)]);
    let fetched = 0;
    const { tensors, outputs } = await readOnnx(
      {
        size: file.length,
        read: (start, length) => {
          fetched += length;
          return Promise.resolve(file.subarray(start, start + length));
        },
      },
      new Budget(),
    );
    expect({ parameters: tensors?.parameters, outputs: outputs?.length }).toEqual({ parameters: 1_000_000, outputs: 1 });
    expect(fetched).toBeLessThan(100_000);
  });

  it("says when its weights lie in another file", async () => {
    const found = await read(onnx([external("weights.bin")]));
    expect(found.facts).toContainEqual({ name: "external data", value: "weights.bin" });
    expect(found.notes).toEqual([{ tone: "neutral", text: "weights in other files" }]);
    expect(found.tensors?.tensors[0]?.bytes).toBeNull();
  });

  it("may run code by operators of its own library, and not by functions of its own", async () => {
    const custom = await read(onnx([node("Magic", "com.example")]));
    expect(custom).toMatchObject({ mayRunCode: true, notes: [{ tone: "warn", text: "custom operators: com.example" }] });
    const own = await read(onnx([node("Magic", "com.example")], field(25, bytes(field(1, "Magic"), field(7, field(4, "Add")), field(10, "com.example")))));
    expect(own.mayRunCode).toBe(false);
  });
});

describe("an ONNX model is damaged when", () => {
  it.each([
    ["it has no graph", bytes(field(1, 8), opset("", 17)), /no graph/],
    ["it has no version", field(7, node("Add")), /version/],
    ["it has no set of operators", bytes(field(1, 8), field(7, node("Add"))), /set of operators/],
    ["a field is longer than its message", bytes(field(1, 8), [0x3a, 0x7f, 1]), /longer than the message/],
    ["a field has no number", bytes(field(1, 8), [0, 0]), /no field/],
    ["a field is of an unknown kind", bytes(field(1, 8), [0x0f]), /no field/],
    ["a number is too long", bytes([8], new Uint8Array(12).fill(255)), /ten bytes/],
    ["a weight's type is unknown", onnx([field(5, bytes(field(1, 1), field(2, 99)))]), /unknown type 99/],
    ["a weight's bytes don't match its shape", onnx([field(5, bytes(field(1, 3), field(2, 1), field(9, "abc")))]), /say 12/],
    ["weights lie outside of its folder", onnx([external("../../etc/passwd")]), /outside/],
    ["weights lie at an absolute path", onnx([external("/etc/passwd")]), /outside/],
  ])("%s", async (_, file, problem) => {
    await expect(read(file)).rejects.toThrow(problem);
  });
});
