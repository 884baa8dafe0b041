import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { reasonOf } from "../testing/fixture.ts";
import { openPromotions, type Promotions } from "../testing/promotions.ts";

let on: Promotions;
beforeAll(async () => {
  on = await openPromotions();
});
afterAll(() => on.close());

describe("stages", () => {
  it("are created after all others, changed, and put into another order, which names each once", async () => {
    await on.ada.api.stages.create({ name: "canary", description: "A tenth of the traffic", color: "teal", tells: ["risk"] });
    await on.ada.api.stages.change({ name: "canary", color: "rose" });
    expect((await on.vic.api.stages.list()).map(({ name, color }) => `${name} ${color}`)).toEqual(["staging amber", "production green", "canary rose"]);
    await on.ada.api.stages.reorder({ names: ["staging", "canary", "production"] });
    expect((await on.vic.api.stages.list()).map(({ name }) => name)).toEqual(["staging", "canary", "production"]);
    await expect(on.ada.api.stages.reorder({ names: ["staging", "production"] })).rejects.toThrow(/must name every stage once: staging, canary, production/);
    expect(await reasonOf(on.ada.api.stages.create({ name: "canary" }))).toBe("already_exists");
    await expect(on.ada.api.stages.create({ name: "edge", tells: ["nobody"] })).rejects.toThrow("There is no team nobody.");
  });

  it("have no name that an alias has, which would move freely", async () => {
    const model = await on.model();
    await on.ann.api.pointers.setAlias({ model, alias: "champion", version: 1 });
    await expect(on.ada.api.stages.create({ name: "champion" })).rejects.toThrow(/champion is an alias of some model/);
  });

  it("that are retired while somebody requests a promotion there leave none of it open", async () => {
    for (let round = 0; round < 5; round++) {
      const name = `fleeting-${round}`;
      await on.ada.api.stages.create({ name });
      const models = [await on.model(), await on.model(), await on.model()];
      const [retired, ...requested] = await Promise.allSettled([
        on.ada.api.stages.retire({ name, reason: "a race" }),
        ...models.map((model) => on.request(on.ann, `${model}@1`, { stage: name })),
      ]);
      expect(retired.status).toBe("fulfilled");
      for (const outcome of requested) {
        const fate = outcome.status === "fulfilled" ? (await on.get(outcome.value.id)).state : await reasonOf(Promise.reject(outcome.reason));
        expect(["failed", "not_found"]).toContain(fate);
      }
      expect((await on.ada.api.promotions.list({ stage: name, open: true })).items).toEqual([]);
    }
  });
});
