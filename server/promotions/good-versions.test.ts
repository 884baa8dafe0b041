import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { goodVersions } from "./good-versions.ts";
import { promotionKinds } from "./schema.ts";

const promote = (number: number) => ({ kind: "promote" as const, number });
const back = (number: number) => ({ kind: "rollback" as const, number });
const remove = (number: number) => ({ kind: "remove" as const, number });

describe("the versions that a stage could return to", () => {
  it("are those that were live, the earliest first", () => {
    expect(goodVersions([promote(1), promote(2), promote(3)])).toEqual([1, 2, 3]);
    expect(goodVersions([])).toEqual([]);
  });

  it("do not hold what was rolled back from", () => {
    expect(goodVersions([promote(1), promote(2), back(1)])).toEqual([1]);
  });

  it("go back further when it is done twice, never forth again", () => {
    expect(goodVersions([promote(1), promote(2), promote(3), back(2), back(1)])).toEqual([1]);
  });

  it("hold a version again that somebody promoted again after it was rolled back from", () => {
    expect(goodVersions([promote(1), promote(2), back(1), promote(2)])).toEqual([1, 2]);
  });

  it("return to the latest stay of a version that was live twice", () => {
    expect(goodVersions([promote(1), promote(2), promote(1), promote(3), back(1)])).toEqual([1, 2, 1]);
  });

  it("hold what was taken out of the stage: it was good", () => {
    expect(goodVersions([promote(1), promote(2), remove(2)])).toEqual([1, 2]);
  });

  it("are only versions that a promotion brought there", () => {
    const move = fc.record({ kind: fc.constantFrom(...promotionKinds), number: fc.integer({ min: 1, max: 5 }) });
    fc.assert(
      fc.property(fc.array(move, { maxLength: 20 }), (moves) => {
        const brought = new Set(moves.filter(({ kind }) => kind !== "remove").map(({ number }) => number));
        expect(goodVersions(moves).filter((number) => !brought.has(number))).toEqual([]);
      }),
    );
  });
});
