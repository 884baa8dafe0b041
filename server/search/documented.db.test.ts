import { readFileSync } from "node:fs";
import { afterAll, beforeAll, expect, it } from "vitest";
import { openPromotions, type Promotions } from "../testing/promotions.ts";

let on: Promotions;
beforeAll(async () => {
  on = await openPromotions();
  await on.version("risk/fraud-detector");
});
afterAll(() => on.close());

const text = readFileSync(new URL("../../docs/search.md", import.meta.url), "utf8");
const examples = [...text.matchAll(/^```\n([\s\S]*?)^```/gm)].flatMap(([, block]) => block!.trim().split("\n"));

it("has examples", () => {
  expect(examples.length).toBeGreaterThan(30);
});

it.each(examples)("%s is answered, as a list, with facets and as it is typed", async (query) => {
  const found = await on.ann.api.search.find({ query });
  expect(found.in).toBe(query.includes("in:versions") ? "versions" : "models");
  await on.ann.api.search.facets({ query });
  await on.ann.api.search.complete({ query, at: query.length });
});
