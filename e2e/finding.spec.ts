/** How people find their way. */
import type { Page } from "@playwright/test";
import { alive, shared, signInAs } from "./demo-registry.ts";
import { expect, test } from "./test.ts";

// The pages as they are for people, with what their links lead to fetched beforehand.
test.use({ looksAhead: true });

async function openCatalogue(page: Page): Promise<void> {
  await signInAs(page, "viewer");
  await page.goto(`${shared().url}/models`);
  await alive(page);
}

test("⌘K finds a model and goes there", async ({ page }) => {
  await openCatalogue(page);
  await page.keyboard.press("Control+k");
  await page.getByRole("combobox").fill("wine");
  await page.getByRole("option", { name: /quality\/wine-cultivar/ }).click();
  await expect(page).toHaveURL(/\/models\/quality\/wine-cultivar$/);
});

test("the catalogue is searched as one types, and the address keeps the search", async ({ page }) => {
  await openCatalogue(page);
  await page.getByRole("combobox", { name: "Search the catalogue" }).fill("digit");
  await expect(page).toHaveURL(/q=digit/);
  await expect(page.getByRole("link", { name: /digit-reader/ })).toBeVisible();
  await expect(page.getByRole("link", { name: /wine-cultivar/ })).toHaveCount(0);
  await page.reload();
  await expect(page.getByRole("combobox", { name: "Search the catalogue" })).toHaveValue("digit");
});
