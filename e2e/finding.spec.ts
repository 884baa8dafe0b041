/** How people find their way. */
import type { Page } from "@playwright/test";
import { alive, shared, signInAs } from "./demo-registry.ts";
import { expect, test } from "./test.ts";

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

test("what a link leads to is prefetched once somebody points at it, comes to it with the keyboard or touches it, and not before", async ({ page }) => {
  const versions = "/models/clinical/tumour-malignancy/versions";
  const prefetched = new Set<string>();
  page.on("request", (request) => {
    if (request.headers()["next-router-prefetch"]) prefetched.add(new URL(request.url()).pathname);
  });
  await signInAs(page, "viewer");
  await page.goto(`${shared().url}${versions}`);
  await alive(page);
  const link = (version: number) => page.locator(`.row-link[href="${versions}/${version}"]`);
  // Whatever is prefetched for being in view would be before what is pointed at.
  await link(2).hover();
  await expect.poll(() => [...prefetched]).toEqual([`${versions}/2`]);
  await page.keyboard.press("j");
  await expect(link(4)).toBeFocused();
  await expect.poll(() => [...prefetched]).toEqual([2, 4].map((version) => `${versions}/${version}`));
  await link(1).dispatchEvent("touchstart");
  await expect.poll(() => [...prefetched]).toEqual([2, 4, 1].map((version) => `${versions}/${version}`));
});
