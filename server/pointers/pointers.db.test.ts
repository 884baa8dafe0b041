import { afterAll, beforeAll, expect, it } from "vitest";
import { openFixture, reasonOf, type Fixture, type Person } from "../testing/fixture.ts";

let fixture: Fixture;
let author: Person;
let viewer: Person;
beforeAll(async () => {
  fixture = await openFixture();
  author = await fixture.person("Ann", "contributor");
  viewer = await fixture.person("Vic", "viewer");
  for (const content of ["one", "two"]) await fixture.register(author, "risk/fraud", content);
});
afterAll(() => fixture.close());

it("an alias moves freely for those who may write, and every move is kept", async () => {
  await author.api.pointers.setAlias({ model: "risk/fraud", alias: "champion", version: 1 });
  await author.api.pointers.setAlias({ model: "risk/fraud", alias: "champion", version: 2 });
  expect((await viewer.api.pointers.resolve({ reference: "risk/fraud@champion" })).version).toBe(2);
  await author.api.pointers.removeAlias({ model: "risk/fraud", alias: "champion" });
  expect(await reasonOf(viewer.api.pointers.resolve({ reference: "risk/fraud@champion" }))).toBe("not_found");
  const { items } = await viewer.api.pointers.moves({ model: "risk/fraud", pointer: "champion" });
  expect(items.map((move) => [move.from, move.to, move.kind])).toEqual([
    [2, null, "alias"],
    [1, 2, "alias"],
    [null, 1, "alias"],
  ]);
});

it("a stage is no alias: it moves only through a promotion", async () => {
  const attempt = author.api.pointers.setAlias({ model: "risk/fraud", alias: "production", version: 2 });
  await expect(attempt).rejects.toThrow(/production is a stage.*countersign promote risk\/fraud@<version> --to production/);
  expect(await reasonOf(author.api.pointers.removeAlias({ model: "risk/fraud", alias: "staging" }))).toBe("stage_needs_promotion");
});

it("an alias is refused to a viewer, for a number, for what it names already and for a version that is not there", async () => {
  const set = (by: Person, alias: string, version: number) => by.api.pointers.setAlias({ model: "risk/fraud", alias, version });
  expect(await reasonOf(set(viewer, "mine", 1))).toBe("forbidden");
  await expect(set(author, "7", 1)).rejects.toThrow(/must not be a number/);
  expect(await reasonOf(set(author, "mine", 9))).toBe("not_found");
  await set(author, "mine", 1);
  expect(await reasonOf(set(author, "mine", 1))).toBe("already_live");
});

it("racing moves of one alias leave a history without a gap", async () => {
  await Promise.allSettled(
    Array.from({ length: 12 }, (_, n) => author.api.pointers.setAlias({ model: "risk/fraud", alias: "raced", version: 1 + (n % 2) })),
  );
  const { items } = await viewer.api.pointers.moves({ model: "risk/fraud", pointer: "raced" });
  const story = items.toReversed();
  expect(story.map((move) => move.from)).toEqual([null, ...story.slice(0, -1).map((move) => move.to)]);
});
