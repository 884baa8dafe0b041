/** Stages as administrators keep them, and what was live in them as everybody reads it. */
import { alive, sdkOf, shared, signInAs } from "./demo-registry.ts";
import { fresh } from "./promotion-scene.ts";
import { makeLive, openStage } from "./rehearsal.ts";
import { expect, test } from "./test.ts";

test("a stage is created, moved with the keyboard, changed and retired", async ({ page }) => {
  const stage = fresh("shadow");
  await signInAs(page, "admin");
  await page.goto(`${shared().url}/admin/stages`);
  await alive(page);
  await page.getByRole("button", { name: "Create a stage" }).click();
  const dialog = page.getByRole("dialog");
  await dialog.getByLabel("Name").fill("7");
  await dialog.getByRole("button", { name: "Create the stage" }).click();
  await expect(dialog.getByText("Must not be a number, because numbers name versions")).toBeVisible();
  await dialog.getByLabel("Name").fill(stage);
  await dialog.getByLabel("Description").fill("Beside production.");
  await dialog.getByRole("radio", { name: "Violet" }).check({ force: true });
  await dialog.getByRole("checkbox", { name: /quality/ }).check();
  await dialog.getByRole("button", { name: "Create the stage" }).click();
  const row = page.getByRole("row", { name: new RegExp(stage) });
  await expect(row).toContainText("quality");

  const order = async () => (await sdkOf("viewer").api.stages.list.query()).map(({ name }) => name);
  expect((await order()).at(-1)).toBe(stage);
  await page.getByRole("button", { name: `Move ${stage} up` }).focus();
  await page.keyboard.press("Enter");
  await expect.poll(async () => (await order()).at(-2)).toBe(stage);
  await expect(page.getByRole("button", { name: `Move ${stage} up` })).toBeFocused();

  await row.hover();
  await row.getByRole("button", { name: `Change ${stage}` }).click();
  await dialog.getByLabel("Description").fill("Answers are logged and not used.");
  await dialog.getByRole("button", { name: "Change the stage" }).click();
  await expect(row).toContainText("Answers are logged and not used.");

  const production = page.getByRole("row").filter({ has: page.getByRole("button", { name: "Move production up" }) });
  await production.hover();
  await production.getByRole("button", { name: "Retire production" }).click();
  await dialog.getByLabel("Why").fill("To see what happens.");
  await dialog.getByRole("button", { name: "Retire production" }).click();
  await expect(dialog.getByRole("alert").getByRole("link", { name: "vision/digit-reader" })).toBeVisible();
  await dialog.getByRole("button", { name: "Keep it" }).click();

  await row.hover();
  await row.getByRole("button", { name: `Retire ${stage}` }).click();
  await dialog.getByLabel("Why").fill("Nobody looked at it.");
  await dialog.getByRole("button", { name: `Retire ${stage}` }).click();
  await expect(page.getByRole("table", { name: "Retired stages" })).toContainText(stage);
});

test("what was live when is shown as lanes and as a table, and can be asked for any instant", async ({ page }) => {
  const [stage, model] = ["parade", "quality/paraded"];
  await openStage(stage);
  await makeLive(model, stage, [0.8, 0.9]);
  const { items: stays } = await sdkOf("viewer").api.pointers.history.query({ model });
  const [second, first] = stays;
  const between = new Date((Date.parse(first!.from) + Date.parse(second!.from)) / 2).toISOString();

  await signInAs(page, "viewer");
  const base = `${shared().url}/models/${model}/stages`;
  await page.goto(base);
  const lane = page.getByRole("region", { name: `${stage} over time` });
  await expect(lane.getByRole("link")).toHaveCount(2);
  await lane.getByRole("link", { name: /^v1 in parade/ }).focus();
  await expect(page.getByRole("figure")).toContainText("approved by Rita Reviewer.");
  await page.getByRole("link", { name: "Table" }).click();
  const table = page.getByRole("table", { name: `What was live when in the stages of ${model}` });
  await expect(table.getByRole("row", { name: /v2/ })).toContainText("now");
  await expect(table.getByRole("row", { name: /v1/ })).toContainText("Rita Reviewer");

  await page.goto(`${base}?at=${encodeURIComponent(between)}`);
  const answer = page.getByRole("region", { name: /^What was live at/ });
  await expect(answer.getByRole("listitem").filter({ hasText: stage })).toContainText("v1");
  await expect(answer.getByRole("listitem").filter({ hasText: "production" })).toContainText("nothing was live");
  await page.getByLabel("Instant, in UTC").fill("2020-01-01T00:00:00");
  await page.getByRole("button", { name: "Show what was live" }).click();
  await expect(page).toHaveURL(/at=2020-01-01T00/);
  await expect(answer.getByRole("listitem").filter({ hasText: stage })).toContainText("nothing was live");
  await page.goto(`${base}?at=yesterday`);
  await expect(page.getByText("“yesterday” is no instant")).toBeVisible();
});
