import { sql } from "drizzle-orm";
import { afterAll, beforeAll, expect, it } from "vitest";
import { reasonOf } from "../testing/fixture.ts";
import { openPromotions, type Promotions } from "../testing/promotions.ts";
import { forgetInstances } from "./commands.ts";

let on: Promotions;
beforeAll(async () => {
  on = await openPromotions();
});
afterAll(() => on.close());

const stage = "production";
const checkIn = (model: string, version: number, instance: string, more: object = {}) => on.vic.withToken(["model:read", "runtime:report"]).runtime.checkIn({ model, version, service: "scoring", instance, stage, ...more });
const changes = async (model: string) => (await on.ada.api.audit.entries({ action: "runtime.changed", model })).items;

it("that is still the same leaves no trace, and what is new does", async () => {
  const model = await on.model(2);
  for (let twice = 0; twice < 3; twice++) await checkIn(model, 1, "a");
  expect(await changes(model)).toHaveLength(1);
  const { since } = (await on.vic.api.runtime.of({ model })).instances[0]!;
  await checkIn(model, 1, "a", { environment: "eu" });
  expect((await on.vic.api.runtime.of({ model })).instances).toMatchObject([{ since, environment: "eu" }]);
  await checkIn(model, 2, "a");
  const [latest] = await changes(model);
  expect(latest).toMatchObject({ target: `${model}@2`, details: { from: 1, version: 2, service: "scoring", instance: "a", stage, environment: stage } });
  expect(await changes(model)).toHaveLength(3);
});

it("that several connections say for the first time at once is said once", async () => {
  const model = await on.model(1);
  const answers = await Promise.all(Array.from({ length: 8 }, () => checkIn(model, 1, "a")));
  expect(answers.filter(({ changed }) => changed)).toHaveLength(1);
  expect(await changes(model)).toHaveLength(1);
});

it("shows what should run beside what does, and nothing of those that are gone", async () => {
  const model = await on.model(2);
  expect(await on.vic.api.runtime.of({ model })).toEqual({ stages: [], elsewhere: [], instances: [], count: 0, gone: 0 });
  await on.promote(`${model}@1`);
  await on.ann.api.deployments.report({ model, stage, state: "succeeded" });
  expect((await on.vic.api.runtime.of({ model })).stages).toMatchObject([{ stage, approved: 1, deployed: { version: 1 }, running: [], drift: [] }]);
  for (const instance of ["a", "b", "c"]) await checkIn(model, 1, instance);
  await on.promote(`${model}@2`);
  await checkIn(model, 2, "c");
  await checkIn(model, 1, "d", { stage: undefined, environment: "laptop" });
  await on.db.execute(sql`update check_ins set seen_at = now() - interval '6 minutes' where instance = 'a' and model_id in (select id from models where 'risk/' || name = ${model})`);
  expect(await on.vic.api.runtime.of({ model })).toMatchObject({
    stages: [{ approved: 2, deployed: { version: 1 }, latest: { version: 2, state: "pending" }, running: [{ version: 2, instances: 1 }, { version: 1, instances: 1 }], drift: ["production is v2; 1 of 2 instances runs v1."] }],
    elsewhere: [{ version: 1, instances: 1 }],
    count: 3,
    gone: 1,
  });
  expect((await on.vic.api.deployments.list({ model })).items.map(({ drift }) => drift)).toEqual(["production is v2; 1 of 2 instances runs v1.", null]);
  await on.db.execute(sql`update check_ins set seen_at = now() - interval '2 days' where instance = 'a'`);
  await forgetInstances(on.db);
  expect(await on.vic.api.runtime.of({ model })).toMatchObject({ count: 3, gone: 0 });
});

it("is for whoever may say so, of what there is", async () => {
  const model = await on.model(1);
  expect(await reasonOf(checkIn(model, 9, "a"))).toBe("not_found");
  expect(await reasonOf(checkIn(model, 1, "a", { stage: "nowhere" }))).toBe("not_found");
  expect(await reasonOf(on.vic.withToken(["model:read"]).runtime.checkIn({ model, version: 1, service: "s", instance: "i" }))).toBe("forbidden_by_token");
});
