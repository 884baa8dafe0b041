import { describe, expect, test } from "vitest";
import { compareFacts, differing } from "./fact-changes.ts";

describe("changes of facts", () => {
  test("come with what differs first", () => {
    const changes = compareFacts({ kept: 1, lr: 0.1, fresh: "x" }, { kept: 1, gone: true, lr: 0.2 });
    expect(changes).toEqual([
      { name: "lr", kind: "changed", live: "0.2", candidate: "0.1" },
      { name: "fresh", kind: "added", live: undefined, candidate: "x" },
      { name: "gone", kind: "removed", live: "true", candidate: undefined },
      { name: "kept", kind: "same", live: "1", candidate: "1" },
    ]);
  });
  test("go into nested objects and name the path", () => {
    expect(differing(compareFacts({ optimizer: { name: "adam", lr: 1 } }, { optimizer: { name: "adam", lr: 2 } }))).toEqual([
      { name: "optimizer.lr", kind: "changed", live: "2", candidate: "1" },
    ]);
  });
  test("do not see the order of keys, and do see the order of a list", () => {
    expect(differing(compareFacts({ a: [{ x: 1, y: 2 }] }, { a: [{ y: 2, x: 1 }] }))).toEqual([]);
    expect(differing(compareFacts({ a: [1, 2] }, { a: [2, 1] }))).toHaveLength(1);
  });
  test("tell nothing, an empty object and null apart", () => {
    expect(compareFacts({ a: {}, b: null, c: undefined }, {}).map(({ name, candidate }) => [name, candidate])).toEqual([["a", "{}"], ["b", "null"]]);
  });
});
