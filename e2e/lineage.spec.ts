/** Lineage followed by the keys and by the table, and data that is recalled while a promotion of what came of it is open. */
import type { Page } from "@playwright/test";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { alive, sdkOf, shared, signInAs } from "./demo-registry.ts";
import { fresh, metadata, pageOf, request, stageWith, stateOf } from "./promotion-scene.ts";
import { expect, test } from "./test.ts";

/** A model whose first version is a root of its own, and two more: each made from the one before. @returns their references */
async function chain(name: string, data: string): Promise<[string, string, string]> {
  const folder = await mkdtemp(join(tmpdir(), "countersign-e2e-"));
  const file = join(folder, "model.bin");
  const made: string[] = [];
  for (const [at, model] of [`quality/${name}-base`, `quality/${name}-tuned`, `quality/${name}-small`].entries()) {
    await writeFile(file, `weights of ${model}`);
    const parents = at === 0 ? {} : { parents: [{ relation: at === 1 ? ("fine-tuned-from" as const) : ("quantized-from" as const), reference: made[at - 1]! }] };
    const datasets = [{ name: at === 0 ? data : `${data}-check`, version: "2026-05", role: at === 0 ? "training" : "evaluation" }];
    made.push((await sdkOf("author").saveModel({ model, files: file, metadata: { ...metadata, datasets, ...parents } })).reference);
  }
  await rm(folder, { recursive: true, force: true });
  return made as [string, string, string];
}

const lineagePage = (reference: string) => `${shared().url}/models/${reference.replace("@", "/versions/")}/lineage`;
const nodeOf = (page: Page, reference: string) => page.getByRole("link", { name: new RegExp(`^Version ${reference.replace(/^.*\//, "").replace("@", " v")},`) });

test("lineage is followed two steps upstream by the keyboard, and downstream by the table", async ({ page }) => {
  const [base, tuned, small] = await chain(fresh("followed"), fresh("followed-corks"));
  await signInAs(page, "viewer");
  await page.goto(lineagePage(small));
  await alive(page);
  await nodeOf(page, small).focus();
  await page.keyboard.press("ArrowLeft");
  // To the nearest of what it was made from: the version, or the data beside it.
  if (!(await nodeOf(page, tuned).evaluate((node) => node === document.activeElement))) await page.keyboard.press("ArrowDown");
  await expect(nodeOf(page, tuned)).toBeFocused();
  await page.keyboard.press("ArrowLeft");
  if (!(await nodeOf(page, base).evaluate((node) => node === document.activeElement))) await page.keyboard.press("ArrowUp");
  await expect(nodeOf(page, base)).toBeFocused();
  await page.keyboard.press("Enter");
  await expect(page).toHaveURL(lineagePage(base));

  await page.getByRole("link", { name: "Table" }).click();
  const row = (reference: string) => page.getByRole("row", { name: new RegExp(reference.replace(/^.*\//, "").replace("@", " v")) }).getByRole("link").first();
  await row(tuned).click();
  await expect(page).toHaveURL(lineagePage(tuned));
  await page.getByRole("link", { name: "Table" }).click();
  await row(small).click();
  await expect(page).toHaveURL(lineagePage(small));
});

test("data is recalled, what came of it is flagged and its promotion blocked, until the recall is lifted", async ({ page, browser }) => {
  const [stage, data] = [fresh("recalling"), fresh("recalled-corks")];
  await stageWith(stage, { approvals: 1 });
  const [, tuned] = await chain(fresh("recalled"), data);
  const id = await request(tuned, stage);
  expect(await stateOf(id)).not.toBe("applied");

  await signInAs(page, "admin");
  await page.goto(`${shared().url}/datasets?search=${data}`);
  await page.getByRole("link", { name: data, exact: true }).click();
  await expect(page.getByRole("table", { name: /touches$/ }).getByRole("row")).toHaveCount(4);
  await alive(page);
  await page.getByRole("button", { name: "Recall…" }).click();
  const dialog = page.getByRole("dialog");
  await expect(dialog.getByText("It touches 3 versions of 3 models")).toBeVisible();
  await dialog.getByLabel("Why").fill("Half of the corks were labelled by a parrot.");
  await dialog.getByRole("button", { name: `Recall ${data}` }).click();
  await expect(page.getByText(`${data} is recalled`).first()).toBeVisible();

  const promotion = await pageOf(browser, "viewer");
  await promotion.goto(`${shared().url}/promotions/${id}`);
  await expect(promotion.locator("#in-the-way")).toContainText(`The data ${data} is recalled`);
  await expect(promotion.locator("#in-the-way")).toContainText("An administrator, who lifts the recall");
  await promotion.goto(lineagePage(tuned));
  await expect(promotion.getByText("it was made by way of others from")).toBeVisible();
  await expect(promotion.getByText("Half of the corks were labelled by a parrot.")).toBeVisible();

  await page.getByRole("link", { name: "See it, or lift it" }).click();
  await expect(page.getByRole("heading", { level: 1 })).toContainText(data);
  await alive(page);
  await page.getByRole("button", { name: "Lift the recall…" }).click();
  await dialog.getByLabel("Why").fill("The parrot was right.");
  await dialog.getByRole("button", { name: "Lift the recall" }).click();
  await expect(page.getByText("Lifted by")).toBeVisible();
  await promotion.goto(`${shared().url}/promotions/${id}`);
  await expect(promotion.locator("#in-the-way")).not.toContainText("is recalled");
});
