import { afterAll, beforeAll, expect, it } from "vitest";
import { reasonOf } from "../testing/fixture.ts";
import { openPromotions, type Promotions } from "../testing/promotions.ts";

let on: Promotions;
beforeAll(async () => {
  on = await openPromotions();
});
afterAll(() => on.close());

it("a model's overview tells what is live by whose signature, who owns it, and what is not as it should be", async () => {
  const name = "risk/overseen";
  await on.version(name, {}, { "README.md": "# What it does" });
  await on.version(name);
  await on.promote(`${name}@1`, "staging");
  await on.promote(`${name}@1`);
  const overview = await on.vic.api.models.overview({ model: name });
  expect(overview.versions).toBe(2);
  expect(overview.live.map(({ stage, version, kind, approvedBy }) => [stage, version, kind, approvedBy.map((signer) => signer.name)])).toEqual([
    ["staging", 1, "promote", ["Ria"]],
    ["production", 1, "promote", ["Ria"]],
  ]);
  expect(overview.lastMove).toMatchObject({ stage: "production", kind: "promote", from: null, to: 1 });
  expect(overview.owners).toEqual({ count: 2, first: [expect.objectContaining({ name: "Mia" }), expect.objectContaining({ name: "Rex" })] });
  expect(overview.concerns.filter(({ kind }) => kind === "no_card")).toContainEqual({ kind: "no_card", version: 2, stage: null });
});

it("nothing is told of a model without versions, and of none that one may not see", async () => {
  const empty = await on.rex.api.models.create({ model: "risk/empty" });
  expect(await on.vic.api.models.overview({ model: empty.reference })).toMatchObject({ versions: 0, live: [], lastMove: null, concerns: [] });
  expect(await reasonOf(on.vic.api.models.overview({ model: "risk/nothing" }))).toBe("not_found");
});
