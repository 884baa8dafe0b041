import { expect, test } from "vitest";
import type { Move } from "#server/pointers/schema.ts";
import { signersOf, tenures } from "./stage-history.ts";

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

test("the signature for a version stands when a rollback returns to it", () => {
  expect(signersOf(moves("promote 1", "promote 3", "rollback 1"), 1)).toEqual([rita]);
});

test("a move lasts until the same pointer moves on", () => {
  const [latest, first] = tenures(moves("promote 1", "promote 3"));
  expect(latest?.until).toBeNull();
  expect(first?.until).toBe(latest?.at);
});
