/** Checks from their definition to the report of a pipeline with a token that is pinned to them. */
import { createRegistry } from "@countersign/sdk";
import { alive, shared, signInAs } from "./demo-registry.ts";
import { expect, test } from "./test.ts";

const check = "load-test";

test("a check is defined, reported with a token that is pinned to it, and retired", async ({ page, browser }) => {
  const { url } = shared();
  await signInAs(page, "admin");
  await page.goto(`${url}/admin/checks`);
  await alive(page);
  await page.getByRole("button", { name: "Define a check" }).click();
  const dialog = page.getByRole("dialog");
  await dialog.getByLabel("Name").fill(check);
  await dialog.getByLabel("Description").fill("A thousand requests a second.");
  await dialog.getByRole("button", { name: "Define the check" }).click();
  const row = page.getByRole("row", { name: new RegExp(check) });
  await expect(row).toContainText("none");
  await expect(row).toContainText("never");

  const maintainer = await (await browser.newContext()).newPage();
  await signInAs(maintainer, "maintainer");
  await maintainer.goto(`${url}/teams/vision/service-accounts`);
  await alive(maintainer);
  await maintainer.getByRole("button", { name: "Create a service account" }).first().click();
  const form = maintainer.getByRole("dialog");
  await form.getByRole("textbox", { name: "Name" }).fill("load-tester");
  await form.getByRole("button", { name: "Create the account" }).click();
  await expect(maintainer).toHaveURL(/\/service-accounts\/load-tester$/);
  await maintainer.getByRole("button", { name: "Create a token" }).click();
  await form.getByRole("textbox", { name: "Name" }).fill("load-pipeline");
  await expect(form.getByText("Checks that it may report")).toHaveCount(0);
  await form.getByRole("radio", { name: /Report checks/ }).check();
  await form.getByRole("button", { name: "Create the token" }).click();
  await expect(form.getByText(/has the scope check:report for the checks that it is pinned to, and no others\. Name them/)).toBeVisible();
  await form.getByRole("checkbox", { name: check }).check();
  await form.getByRole("button", { name: "Create the token" }).click();
  const secret = await form.getByText(/^cs_/).first().textContent();
  await form.getByRole("button", { name: "I have stored it" }).click();
  await expect(maintainer.getByRole("row", { name: /load-pipeline/ })).toContainText(`reports ${check}`);

  const pipeline = createRegistry({ url, token: secret ?? "" });
  await pipeline.checks.report({ reference: "vision/digit-reader@2", check, status: "passed", summary: "p99 at 14 ms." });
  await expect(pipeline.checks.report({ reference: "vision/digit-reader@2", check: "bias-audit", status: "passed" })).rejects.toMatchObject({ reason: "check_not_pinned" });
  await page.reload();
  await expect(row).toContainText("just now");
  await maintainer.goto(`${url}/models/vision/digit-reader/activity`);
  await expect(maintainer.getByText(/The check load-test passed for v2, as load-tester reported/)).toBeVisible();

  await row.hover();
  await row.getByRole("button", { name: `Retire ${check}` }).click();
  await dialog.getByRole("button", { name: `Retire ${check}` }).click();
  await expect(row).toHaveCount(0);
});
