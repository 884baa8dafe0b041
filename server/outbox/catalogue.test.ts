import { expect, test } from "vitest";
import { catalogue, eventPatternSchema, publicTypes, typesOf, untold } from "./catalogue.ts";
import { eventTypes } from "./schema.ts";

test("every type of event is in the catalogue, or said to stand in the record alone", () => {
  expect([...publicTypes, ...untold].toSorted()).toEqual([...eventTypes].toSorted());
});

test("no field of an event is called actor, which is who did it", () => {
  for (const type of publicTypes) expect(Object.keys(catalogue[type].data.shape)).not.toContain("actor");
});

test("a pattern means a type, a family or all of them", () => {
  expect(typesOf(["stage.moved"])).toEqual(["stage.moved"]);
  expect(typesOf(["alias.*", "stage.moved", "stage.moved"])).toEqual(["alias.set", "alias.removed", "stage.moved"]);
  expect(typesOf(["*"])).toEqual(publicTypes);
  expect(typesOf([])).toEqual([]);
});

test.each(["user.signed_in", "user.*", "promotion", "promotion.", "promo*", "**", "", "promotion.*.*"])("%j is no pattern", (pattern) => {
  const { error } = eventPatternSchema.safeParse(pattern);
  expect(error?.issues[0]?.message).toMatch(/^must be \*, a type of event such as stage\.moved, or one of .*promotion\.\*/);
});
