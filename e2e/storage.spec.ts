/** What is deleted, what can be brought back, and what administrators decide about the bytes. */
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { sdkOf, shared, signInAs } from "./demo-registry.ts";
import { expect, test } from "./test.ts";

const metadata = { description: "To be deleted.", framework: "onnx", task: "testing", metrics: { auc: 0.5 }, parameters: { depth: 4 }, datasets: [{ name: "corks", role: "training" }] };

/** Registers so many versions of a small file. */
async function push(model: string, versions: number): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), "countersign-e2e-"));
  for (let number = 1; number <= versions; number++) {
    const file = join(folder, "model.txt");
    await writeFile(file, `weights ${model} ${number}`);
    await sdkOf("author").saveModel({ model, files: file, metadata });
  }
  await rm(folder, { recursive: true, force: true });
}

test("a version is deleted by who may, refused while something needs it, explained where it was, and restored", async ({ page, browser }) => {
  const model = "quality/deletable";
  await push(model, 2);
  await sdkOf("author").api.pointers.setAlias.mutate({ model, alias: "champion", version: 1 });
  const base = `${shared().url}/models/${model}/versions`;

  const author = await (await browser.newContext()).newPage();
  await signInAs(author, "author");
  await author.goto(`${base}/1`);
  await expect(author.getByRole("button", { name: "Request promotion" })).toBeVisible();
  await expect(author.getByRole("button", { name: "More about v1" })).toHaveCount(0);

  await signInAs(page, "admin");
  await page.goto(`${base}/1`);
  await page.getByRole("button", { name: "More about v1" }).click();
  await page.getByRole("menuitem", { name: "Delete version…" }).click();
  const dialog = page.getByRole("dialog");
  await dialog.getByRole("button", { name: "Delete v1" }).click();
  await expect(dialog.getByText("Must say why")).toBeVisible();
  await dialog.getByLabel("Why").fill("Trained on the wrong corks.");
  await dialog.getByRole("button", { name: "Delete v1" }).click();
  await expect(dialog.getByRole("alert")).toContainText("the alias champion");
  await sdkOf("author").api.pointers.removeAlias.mutate({ model, alias: "champion" });
  await dialog.getByRole("button", { name: "Delete v1" }).click();
  await expect(page).toHaveURL(base);
  await expect(page.getByText("v1 is deleted")).toBeVisible();
  await expect(page.getByRole("link", { name: /^v1/ })).toHaveCount(0);

  await author.goto(`${base}/1`);
  await expect(author.getByRole("heading", { name: `${model}@1 was deleted` })).toBeVisible();
  await expect(author.getByText("Trained on the wrong corks.")).toBeVisible();
  await author.goto(`${base}/9`);
  await expect(author.getByRole("heading", { name: "There is no version" })).toBeVisible();
  await author.goto(`${shared().url}/models/${model}/activity`);
  await expect(author.getByText(/Ada Admin deleted v1/)).toBeVisible();

  await page.getByRole("heading", { name: "Deleted versions" }).click();
  const row = page.getByRole("row", { name: /v1/ });
  await expect(row).toContainText("by Ada Admin");
  await expect(row).toContainText("Trained on the wrong corks.");
  await expect(row).toContainText(new Date(Date.now() + 30 * 24 * 3600 * 1000).toISOString().slice(0, 10));
  await row.hover();
  await row.getByRole("button", { name: "Restore v1" }).click();
  await expect(page.getByRole("link", { name: /^v1/ })).toBeVisible();
  await expect(page.getByRole("heading", { name: "Deleted versions" })).toHaveCount(0);
  expect((await sdkOf("viewer").get(`${model}@1`)).number).toBe(1);
});

test("an administrator sees what is stored, sets a quota in words, and counts what could be collected", async ({ page }) => {
  await signInAs(page, "admin");
  await page.goto(`${shared().url}/admin/storage`);
  await expect(page.getByText("Saved by storing once")).toBeVisible();

  const row = page.getByRole("row", { name: /^Vision/ });
  await row.hover();
  await row.getByRole("button", { name: "Quota of Vision" }).click();
  const dialog = page.getByRole("dialog");
  await dialog.getByLabel("Quota").fill("500");
  await dialog.getByRole("button", { name: "Set the quota" }).click();
  await expect(dialog.getByText("Must have a unit")).toBeVisible();
  await dialog.getByLabel("Quota").fill("500 gib");
  await dialog.getByRole("button", { name: "Set the quota" }).click();
  await expect(dialog).toBeHidden();
  await expect(row).toContainText("<1% of 500 GiB, its own");
  await page.goto(`${shared().url}/teams/vision`);
  await expect(page.getByText("of 500 GiB stored")).toBeVisible();

  await page.goto(`${shared().url}/admin/storage`);
  await row.hover();
  await row.getByRole("button", { name: "Quota of Vision" }).click();
  await expect(dialog.getByLabel("Quota")).toHaveValue("500 GiB");
  await dialog.getByLabel("Quota").fill("");
  await dialog.getByRole("button", { name: "Set the quota" }).click();
  await expect(row).toContainText("no limit");

  await page.getByRole("button", { name: "Dry run" }).click();
  await expect(page.getByText("There is nothing to remove")).toBeVisible();
  await expect(page.getByRole("row", { name: /Ada Admin.*dry run/ }).first()).toBeVisible();
});

test("the settings of the storage are refused in words where they make no sense, and kept where they do", async ({ page }) => {
  await signInAs(page, "admin");
  await page.goto(`${shared().url}/admin/storage`);
  const days = page.getByLabel("Days to restore what was deleted");
  const save = page.getByRole("button", { name: "Save the settings" });
  await expect(save).toBeDisabled();
  await days.fill("0");
  await save.click();
  await expect(page.getByText("Must be at least 1 day")).toBeVisible();
  await days.fill("14");
  await page.getByLabel("Quota of a team").fill("2 TiB");
  await save.click();
  await expect(page.getByText("The storage settings are changed")).toBeVisible();
  await page.reload();
  await expect(days).toHaveValue("14");
  await expect(page.getByLabel("Quota of a team")).toHaveValue("2 TiB");
  await expect(page.getByRole("meter", { name: "Quota of Vision" })).toBeVisible();
  await days.fill("30");
  await page.getByLabel("Quota of a team").fill("");
  await save.click();
  await expect(page.getByRole("meter")).toHaveCount(0);
});

test("the storage is for administrators alone", async ({ page }) => {
  await signInAs(page, "viewer");
  await page.goto(`${shared().url}/models`);
  await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
  await expect(page.getByRole("link", { name: "Storage" })).toHaveCount(0);
  await page.goto(`${shared().url}/admin/storage`);
  await expect(page.getByText("Only administrators see this page")).toBeVisible();
});
