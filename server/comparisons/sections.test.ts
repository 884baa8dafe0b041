import { expect, test } from "vitest";
import { compareFacts, keep, left, mostRows } from "./sections.ts";

test("facts are laid side by side by their path", () => {
  const rows = compareFacts([{ depth: 6, optimizer: { name: "adam", lr: 0.1 } }, { depth: 6, optimizer: { name: "adam", lr: 0.2 }, seed: 1 }, { depth: 6, optimizer: "none" }]);
  expect(rows).toEqual([
    { name: "depth", values: ["6", "6", "6"], same: true },
    { name: "optimizer", values: [null, null, "none"], same: false },
    { name: "optimizer.lr", values: ["0.1", "0.2", null], same: false },
    { name: "optimizer.name", values: ["adam", "adam", null], same: false },
    { name: "seed", values: [null, "1", null], same: false },
  ]);
});

test("what is the same is counted, and given where everything is asked for", () => {
  const rows = [{ same: true, id: 1 }, { same: false, id: 2 }];
  expect(keep(rows, false)).toEqual({ rows: [{ same: false, id: 2 }], differing: 1, same: 1, more: 0 });
  expect(keep(rows, true)).toEqual({ rows, differing: 1, same: 1, more: 0 });
  const many = keep(Array.from({ length: mostRows + 5 }, () => ({ same: false })), false);
  expect([many.rows.length, many.more]).toEqual([mostRows, 5]);
});

test("a list that ends before its end says how much is left", () => {
  const list = { items: [{ name: "a", values: [], same: false }], nextCursor: "a", differing: 5, same: 3 };
  expect([left(list, false), left(list, true), left({ ...list, nextCursor: null }, true)]).toEqual([4, 7, 0]);
});
