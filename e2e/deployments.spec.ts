/** A deployment that is watched while a pipeline reports it, a stage that goes back by itself, and services that run something else. */
import { sdkOf, shared, signInAs, alive } from "./demo-registry.ts";
import { approve, fresh, push, request, stageWith } from "./promotion-scene.ts";
import { expect, test } from "./test.ts";

test("a deployment goes from queued to failed, and the stage back by itself, before one's eyes", async ({ page }) => {
  const name = fresh("watched-rollout");
  const model = `quality/${name}`;
  await stageWith(name, { approvals: 1, deployment: { wait: false, minutes: 60, onFailure: "roll_back" } });
  await push(model, 2);
  for (const version of [1, 2]) await approve("reviewer", await request(`${model}@${version}`, name));
  const pipeline = sdkOf("author");
  const { id, promotionId } = await pipeline.deployments.get({ model, stage: name });
  await signInAs(page, "author");
  await page.goto(`${shared().url}/deployments/${id}`);
  await expect(page.getByRole("heading", { name: `Deployment of v2 to ${name}` })).toBeVisible();
  await expect(page.getByText("Nobody has reported anything yet")).toBeVisible();
  await alive(page);
  await pipeline.deployments.report({ id, state: "queued", url: "https://ci.example.com/7" });
  await expect(page.getByRole("banner").or(page.locator("header")).getByText("Queued")).toBeVisible();
  await pipeline.deployments.report({ id, state: "failed", summary: "Half of the requests fail." });
  await expect(page.getByText(`${name} goes back to v1 by itself.`)).toBeVisible();
  await expect(page.getByText("Half of the requests fail.").first()).toBeVisible();
  expect(await pipeline.liveAt(model, new Date().toISOString())).toMatchObject([{ version: 1, kind: "rollback" }]);
  await page.getByRole("link", { name: "the promotion that it carries out" }).click();
  await expect(page).toHaveURL(`${shared().url}/promotions/${promotionId}`);
  await expect(page.getByRole("link", { name: "The deployment", exact: true }).first()).toBeVisible();
});

test("a promotion that waits for its deployment says so, and is applied when that has succeeded", async ({ page }) => {
  const name = fresh("waited-rollout");
  const model = `quality/${name}`;
  await stageWith(name, { approvals: 1, deployment: { wait: true, minutes: 60, onFailure: "keep" } });
  await push(model, 1);
  const id = await request(`${model}@1`, name);
  await approve("reviewer", id);
  await signInAs(page, "author");
  await page.goto(`${shared().url}/promotions/${id}`);
  await expect(page.getByText("Being deployed")).toBeVisible();
  await expect(page.getByText(`${name} moves when the pipeline has reported that it succeeded.`)).toBeVisible();
  await alive(page);
  await sdkOf("author").deployments.report({ model, stage: name, state: "succeeded" });
  await expect(page.getByText(`${name} names v1 now`)).toBeVisible();
});

test("a model says where something else runs than should", async ({ page }) => {
  const name = fresh("drifting");
  const model = `quality/${name}`;
  await stageWith(name, { approvals: 1 });
  await push(model, 2);
  for (const version of [1, 2]) await approve("reviewer", await request(`${model}@${version}`, name));
  const service = sdkOf("author");
  await signInAs(page, "viewer");
  await page.goto(`${shared().url}/models/${model}/deployments`);
  await expect(page.getByText("No instance checks in", { exact: true })).toBeVisible();
  await alive(page);
  for (const instance of ["a", "b", "c"]) await service.checkIn({ model, version: instance === "c" ? 2 : 1, service: "scoring", instance, stage: name });
  await expect(page.getByText(`${name} is v2; 2 of 3 instances run v1.`).first()).toBeVisible();
  for (const instance of ["a", "b"]) await service.checkIn({ model, version: 2, service: "scoring", instance, stage: name });
  await expect(page.getByText(`${name} is v2; 2 of 3 instances run v1.`)).toHaveCount(0);
  await page.goto(`${shared().url}/deployments?stage=${name}`);
  await expect(page.getByRole("table", { name: "Deployments" }).getByRole("row")).toHaveCount(3);
});
