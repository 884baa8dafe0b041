import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { incompatibilities } from "./signature.ts";

const field = (name: string, shape: number[], type = "float32") => ({ name, type, shape });
const live = { inputs: [field("amount", [-1, 4])], outputs: [field("score", [-1, 1])] };

describe("who calls the live version", () => {
  it("can call one with the same signature", () => {
    expect(incompatibilities(live, live)).toEqual([]);
  });

  it("can't call one that wants another input, or none of theirs", () => {
    expect(incompatibilities({ ...live, inputs: [...live.inputs, field("country", [-1])] }, live)).toEqual(["the input country is new, and callers do not give it"]);
    expect(incompatibilities({ ...live, inputs: [] }, live)).toEqual(["the input amount is gone"]);
  });

  it("can't call one whose types are others", () => {
    expect(incompatibilities({ ...live, inputs: [field("amount", [-1, 4], "float64")] }, live)).toEqual(["the input amount is float64, and was float32"]);
  });

  it("may give what the candidate takes in any size, and not what it takes in one size only", () => {
    expect(incompatibilities({ ...live, inputs: [field("amount", [-1, -1])] }, live)).toEqual([]);
    expect(incompatibilities({ ...live, inputs: [field("amount", [1, 4])] }, live)).toEqual(["the input amount has the shape [1, 4], and had [any, 4]"]);
    expect(incompatibilities({ ...live, inputs: [field("amount", [-1, 4, 1])] }, live)).toEqual(["the input amount has the shape [any, 4, 1], and had [any, 4]"]);
  });

  it("may get an output of a size that they got before, and not one that varies where it was fixed", () => {
    expect(incompatibilities({ ...live, outputs: [field("score", [8, 1])] }, live)).toEqual([]);
    expect(incompatibilities({ ...live, outputs: [field("score", [-1, -1])] }, live)).toEqual(["the output score has the shape [any, any], and had [any, 1]"]);
  });

  it("does not mind outputs that are new, and misses those that are gone", () => {
    expect(incompatibilities({ ...live, outputs: [...live.outputs, field("reason", [-1], "string")] }, live)).toEqual([]);
    expect(incompatibilities({ ...live, outputs: [] }, live)).toEqual(["the output score is gone"]);
  });

  it("can go on through two compatible successors: what fits twice fits at once", () => {
    const fields = fc.uniqueArray(fc.record({ name: fc.constantFrom("a", "b"), type: fc.constantFrom("f", "i"), shape: fc.array(fc.constantFrom(-1, 1, 2), { maxLength: 2 }) }), { selector: ({ name }) => name });
    const signature = fc.record({ inputs: fields, outputs: fields });
    fc.assert(
      fc.property(signature, signature, signature, (one, two, three) => {
        if (incompatibilities(two, one).length > 0 || incompatibilities(three, two).length > 0) return;
        expect(incompatibilities(three, one)).toEqual([]);
      }),
      { numRuns: 5000 },
    );
  });
});
