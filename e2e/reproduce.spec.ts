/** How a version was made, and how somebody makes it again. */
import { spawnSync } from "node:child_process";
import { readFile } from "node:fs/promises";
import { shared, signInAs } from "./demo-registry.ts";
import { expect, test } from "./test.ts";

const page390 = { width: 390, height: 800 };

test("the tab says what is missing, gives the script to copy, and the bill of materials to keep", async ({ page, context }) => {
  await context.grantPermissions(["clipboard-read", "clipboard-write"]);
  await signInAs(page, "viewer");
  await page.goto(`${shared().url}/models/vision/digit-reader/versions/3`);
  await page.getByRole("link", { name: "Reproduce" }).click();
  await expect(page.getByRole("meter", { name: "Completeness" })).toHaveAttribute("aria-valuetext", /^\d+ of 100$/);
  await expect(page.getByText("Command. The command that made it is not known.")).toBeVisible();
  await expect(page.getByText("Give command: what was run at the root of the code.")).toBeVisible();

  await page.getByRole("button", { name: "Copy reproduce.sh" }).click();
  const copied = await page.evaluate(() => navigator.clipboard.readText());
  expect(copied).toMatch(/^#!\/bin\/sh\n# How vision\/digit-reader@3 was made/);
  expect(spawnSync("sh", ["-n"], { input: copied, encoding: "utf8" })).toMatchObject({ status: 0, stderr: "" });

  const scriptComes = page.waitForEvent("download");
  await page.getByRole("link", { name: "Script" }).click();
  const script = await scriptComes;
  expect(script.suggestedFilename()).toBe("reproduce-vision-digit-reader-3.sh");
  expect(await readFile(await script.path(), "utf8")).toBe(copied);

  const bomComes = page.waitForEvent("download");
  await page.getByRole("link", { name: "CycloneDX 1.6" }).click();
  const bom = await bomComes;
  expect(bom.suggestedFilename()).toBe("vision-digit-reader-3.cdx.json");
  expect(JSON.parse(await readFile(await bom.path(), "utf8"))).toMatchObject({ bomFormat: "CycloneDX", metadata: { component: { name: "digit-reader", version: "3" } } });

  await page.setViewportSize(page390);
  await expect.poll(() => page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(page390.width);
});
