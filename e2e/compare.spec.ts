/** Versions side by side, of two models: as a page, as documents, and with the keyboard. */
import { readFile } from "node:fs/promises";
import type { Page } from "@playwright/test";
import { metadata as corks } from "./promotion-scene.ts";
import { alive, sdkOf, shared, signInAs } from "./demo-registry.ts";
import { expect, test } from "./test.ts";

const tumour = "clinical/tumour-malignancy";
const five = [1, 2, 3, 4].map((number) => `${tumour}@${number}`).concat("vision/digit-reader@3");

async function visit(page: Page, path: string): Promise<void> {
  await page.goto(`${shared().url}${path}`);
  await alive(page);
}

const metricTable = (page: Page) => page.getByRole("table", { name: "Metrics", exact: true });

async function saved(page: Page, item: string): Promise<string> {
  const coming = page.waitForEvent("download");
  await page.getByRole("button", { name: "Export" }).click();
  await page.getByRole("menuitem", { name: item }).click();
  return await readFile(await (await coming).path(), "utf8");
}

test("five versions of two models are put together, compared with another baseline, and shown in full", async ({ page }) => {
  await signInAs(page, "reviewer");
  await visit(page, `/models/${tumour}/versions/2`);
  await page.getByRole("link", { name: "Compare with…" }).click();
  await expect(page.getByRole("heading", { name: `Compare ${tumour} v2 with` })).toBeVisible();
  await page.getByRole("main").getByRole("link", { name: /^v4/ }).click();
  await expect(page.getByRole("heading", { name: "Compare 2 versions" })).toBeVisible();

  // Another model, found by a word.
  await page.getByRole("button", { name: "Add a version" }).click();
  const dialog = page.getByRole("dialog", { name: "Add a version" });
  await dialog.getByLabel("Find a model").fill("digit");
  await dialog.getByRole("button", { name: /^vision\/digit-reader/ }).click();
  await dialog.getByRole("button", { name: /^v3/ }).click();
  await expect(page.getByRole("heading", { name: "Compare 3 versions" })).toBeVisible();
  // By their references.
  for (const [reference, count] of [[`${tumour}@1`, 4], [`${tumour}@3`, 5]] as const) {
    await page.getByRole("button", { name: "Add a version" }).click();
    await dialog.getByLabel("Find a model").fill(reference);
    await page.keyboard.press("Enter");
    await expect(page.getByRole("heading", { name: `Compare ${count} versions` })).toBeVisible();
  }
  await expect(page).toHaveURL(/versions=clinical\/tumour-malignancy@2,clinical\/tumour-malignancy@4,vision\/digit-reader@3,/);

  const loss = metricTable(page).getByRole("row", { name: /^log_loss/ });
  await expect(loss.getByRole("cell").nth(1)).toHaveText("0.09830");
  await expect(loss).toContainText("−0.04095");
  await page.getByRole("link", { name: `Compare the others with ${tumour}@4` }).click();
  await expect(page).toHaveURL(/baseline=clinical\/tumour-malignancy@4/);
  await expect(loss.getByRole("cell").nth(1)).toContainText("+0.04095");
  await expect(loss.getByRole("cell").nth(2)).toHaveText("best0.05735");
  await expect(loss.getByText("best")).toHaveCount(1);

  await expect(page.getByRole("table", { name: "Environment" })).toHaveCount(0);
  await page.getByRole("link", { name: "Everything" }).click();
  await expect(page.getByRole("table", { name: "Environment" })).toBeVisible();
  await expect(page.getByRole("table", { name: "Files by digest" }).getByRole("row", { name: /^requirements\.txt/ })).toBeVisible();

  await page.getByRole("link", { name: "Take vision/digit-reader@3 out" }).click();
  await expect(page.getByRole("heading", { name: "Compare 4 versions" })).toBeVisible();
  await page.reload();
  await expect(page.getByRole("heading", { name: "Compare 4 versions" })).toBeVisible();
});

test("a comparison is exported as Markdown and as CSV", async ({ page }) => {
  await signInAs(page, "reviewer");
  await visit(page, `/compare?versions=${five.join(",")}&baseline=${tumour}@2`);
  const markdown = await saved(page, "Markdown, for a report");
  const rows = markdown.split("\n").filter((line) => line.startsWith("| ")).map((line) => line.slice(2, -2).split(" | "));
  expect(rows[0]?.[2]).toBe(`${tumour}@2 (staging, production) — baseline`);
  expect(rows.every((cells) => cells.length === 6)).toBe(true);
  expect(rows.find(([name]) => name === String.raw`log\_loss ↓`)?.[4]).toMatch(/^\S*0\.057349\S* \(-0\.0409/);

  const csv = await saved(page, "CSV, for a spreadsheet");
  const [head, ...lines] = csv.trimEnd().split("\r\n").map((line) => line.split(","));
  expect(head?.slice(0, 10)).toEqual(["section", "name", "dataset", "slice", "better", ...five]);
  const loss = lines.find(([section, name]) => section === "metrics" && name === "log_loss");
  expect(loss?.[4]).toBe("lower");
  expect(Number(loss?.[8])).toBeCloseTo(0.057349, 6);
  expect(Number(loss?.[12])).toBeCloseTo(Number(loss?.[8]) - Number(loss?.[6]), 6);
});

test("lines are picked out with the keyboard, and say their numbers", async ({ page }) => {
  await signInAs(page, "viewer");
  await visit(page, `/compare?versions=${five.slice(0, 4).join(",")}`);
  const lines = page.getByRole("list", { name: "Lines" });
  const first = lines.getByRole("button", { name: /^v1/ });
  await first.focus();
  await expect(first).toHaveAccessibleName(/log_loss ↓ 0\.1726/);
  const figure = page.getByRole("figure");
  const shownBefore = await figure.innerText();
  await page.keyboard.press("ArrowDown");
  await expect(lines.getByRole("button", { name: /^v2/ })).toBeFocused();
  expect(await figure.innerText()).not.toBe(shownBefore);
  await page.getByRole("link", { name: "Bars" }).focus();
  await page.keyboard.press("Enter");
  await expect(page.getByRole("region", { name: "log_loss" }).getByText("best")).toBeVisible();
});

test("cards are compared line by line", async ({ page }) => {
  await signInAs(page, "viewer");
  await visit(page, `/compare?versions=${tumour}@2,vision/digit-reader@3`);
  const lines = page.getByRole("group", { name: "The cards, line by line" });
  await expect(lines).toContainText(/removed: .*(tumour|benign)/i);
  await expect(lines).toContainText(/added: .*digit/i);
});

test("what one may not see is left out like what never was, and a promotion leads here", async ({ page }) => {
  await signInAs(page, "reviewer");
  await visit(page, `/promotions/${shared().open}`);
  await page.getByRole("link", { name: "Compare in full" }).click();
  await expect(page.getByRole("heading", { name: "Compare 2 versions" })).toBeVisible();
  await visit(page, `/compare?versions=${tumour}@2,${tumour}@4,clinical/nothing@1`);
  await expect(page.getByText("clinical/nothing@1 is not among the versions that you can see")).toBeVisible();
  await page.getByRole("link", { name: "Leave it out" }).click();
  await expect(page).not.toHaveURL(/nothing/);
  await expect(page.getByRole("heading", { name: "Compare 2 versions" })).toBeVisible();
});

test("numbers of parts and steps are shown on the version, and over the versions of the model", async ({ page }) => {
  const author = sdkOf("author");
  const model = "quality/sliced-corks";
  const { items } = await author.api.versions.list.query({ model, limit: 2 });
  for (let number = items.length + 1; number <= 2; number++) {
    const evaluations = [
      { metric: "auc", slice: "wet", value: 0.8 + number / 100 },
      { metric: "log_loss", dataset: "validation", series: [[20, 0.28 + number / 100], [10, 0.5], [30, 0.25]] as [number, number][] },
    ];
    await author.saveModel({ model, files: ["README.md"], metadata: { ...corks, metrics: { auc: 0.9 + number / 100, cost: 3 - number }, directions: { cost: "lower" }, evaluations } });
  }
  await signInAs(page, "admin");
  await visit(page, `/models/${model}/versions/2`);
  await expect(page.getByRole("table", { name: "auc by dataset and slice" }).getByRole("row", { name: /wet/ })).toContainText("0.8200");
  const slider = page.getByRole("slider", { name: "Step of log_loss by step" });
  await slider.focus();
  await page.keyboard.press("ArrowLeft");
  await expect(slider).toHaveAttribute("aria-valuetext", "step 20: validation 0.3000");

  await visit(page, `/models/${model}?metric=auc`);
  await page.getByLabel("Part of the data").selectOption("wet");
  await expect(page).toHaveURL(/part=wet/);
  await expect(page.getByRole("list", { name: "auc, wet of each version" }).getByRole("link")).toHaveCount(2);
  await page.getByRole("link", { name: "Table" }).click();
  await expect(page.getByRole("table", { name: "auc by version" }).getByRole("row", { name: /^v2/ })).toContainText("0.8200");

  await visit(page, `/compare?versions=${model}@1,${model}@2`);
  await expect(metricTable(page).getByRole("row", { name: /^cost/ }).getByRole("cell").nth(2)).toContainText("best");
  await expect(page.getByRole("table", { name: "Metrics by dataset and slice" }).getByRole("row", { name: /wet/ })).toContainText("+0.01");
  const steps = page.getByRole("slider", { name: "Step of log_loss, validation by step" });
  await steps.focus();
  await page.keyboard.press("ArrowLeft");
  await expect(steps).toHaveAttribute("aria-valuetext", "step 20: v1 0.2900, v2 0.3000");
  await page.getByText("As a table").click();
  await expect(page.getByRole("group", { name: /^log_loss, validation by step.*as a table/ }).getByRole("row", { name: /^20/ })).toContainText("0.29000.3000");
});
