import { expect, test } from "vitest";
import type { Move } from "#server/pointers/schema.ts";
import { formerVersions, returnTarget, signersOf, tenures } from "./stage-history.ts";

const rita = { id: "r", name: "Rita" };

/** Moves of `production` in the order in which they happened, such as `promote 1`. Given the latest first. */
function moves(...happened: string[]): Move[] {
  return happened
    .map((text, index): Move => {
      const [kind, to] = text.split(" ");
      return {
        id: String(index), pointer: "production", isStage: true, from: null, to: Number(to), promotionId: String(index),
        kind: kind === "rollback" ? "rollback" : "promote", by: rita, approvedBy: kind === "rollback" ? [] : [rita], at: `2026-01-0${index + 1}T00:00:00.000Z`,
      };
    })
    .toReversed();
}

test("a rollback returns to what was live before", () => {
  expect(returnTarget(moves("promote 1", "promote 3"))).toBe(1);
});

test("after a rollback the promotion that was undone is no place to return to", () => {
  expect(returnTarget(moves("promote 1", "promote 2", "promote 3", "rollback 2"))).toBe(1);
  expect(returnTarget(moves("promote 1", "promote 3", "rollback 1"))).toBeUndefined();
});

test("a first version has nothing before it", () => {
  expect(returnTarget(moves("promote 1"))).toBeUndefined();
  expect(returnTarget([])).toBeUndefined();
});

test("former versions are each named once, without the present one", () => {
  expect(formerVersions(moves("promote 1", "promote 2", "promote 1", "promote 3"))).toEqual([1, 2]);
});

test("the signature for a version stands when a rollback returns to it", () => {
  expect(signersOf(moves("promote 1", "promote 3", "rollback 1"), 1)).toEqual([rita]);
});

test("a move lasts until the same pointer moves on", () => {
  const [latest, first] = tenures(moves("promote 1", "promote 3"));
  expect(latest?.until).toBeNull();
  expect(first?.until).toBe(latest?.at);
});
