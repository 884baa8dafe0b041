import { describe, expect, test } from "vitest";
import { datasetFacts, isReordered, signatureFacts } from "./declared-facts.ts";

const tensor = (name: string, shape = [-1, 2]) => ({ name, type: "float32", shape });

describe("a signature", () => {
  test("is read tensor by tensor, a size that varies as a question mark", () => {
    expect(signatureFacts({ inputs: [tensor("x")], outputs: [tensor("y", [])] })).toEqual({ "input x": "float32 [?, 2]", "output y": "float32 []" });
  });
  test("is empty where none was declared", () => {
    expect(signatureFacts(undefined)).toEqual({});
  });
  test("with its inputs in another order is another one", () => {
    const [ab, ba] = [{ inputs: [tensor("a"), tensor("b")], outputs: [] }, { inputs: [tensor("b"), tensor("a")], outputs: [] }];
    expect([isReordered(ab, ba), isReordered(ab, ab), isReordered(ab, undefined), isReordered(undefined, undefined)]).toEqual([true, false, false, false]);
  });
});

describe("datasets", () => {
  test("of the same role and name stay two", () => {
    const twice = datasetFacts([{ name: "a", role: "training", rows: 1 }, { name: "a", role: "training", rows: 2 }]);
    expect(Object.keys(twice)).toEqual(["training: a", "training: a (2)"]);
  });
  test("of which nothing is known say so", () => {
    expect(datasetFacts([{ name: "a", role: "test" }])).toEqual({ "test: a": "named only" });
  });
});
