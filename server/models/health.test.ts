import { expect, test } from "vitest";
import { concernsOf } from "./health.ts";

const well = { unsafe: false, recalled: false, card: true };

test("a model whose live and newest versions are well has none", () => {
  expect(concernsOf([{ ...well, stage: "production", version: 3 }], { ...well, version: 4 })).toEqual([]);
  expect(concernsOf([], null)).toEqual([]);
});

test("the newest is looked at too, once", () => {
  const newest = { ...well, version: 4, card: false };
  expect(concernsOf([{ ...newest, stage: "staging" }], newest)).toEqual([{ kind: "no_card", version: 4, stage: "staging" }]);
  expect(concernsOf([{ ...well, stage: "staging", version: 3, recalled: true }], newest)).toEqual([
    { kind: "recalled", version: 3, stage: "staging" },
    { kind: "no_card", version: 4, stage: null },
  ]);
});

test("versions of which none is live are a concern", () => {
  expect(concernsOf([], { ...well, version: 2 })).toEqual([{ kind: "nothing_live", version: 2, stage: null }]);
});
