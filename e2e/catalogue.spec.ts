/** The catalogue: how people find models and versions, keep what they look for, and tag many at once. */
import type { Page } from "@playwright/test";
import type { PersonKey } from "../demo/accounts.ts";
import { alive, sdkOf, sessionOf, shared, signInAs } from "./demo-registry.ts";
import { push } from "./promotion-scene.ts";
import { expect, test } from "./test.ts";

const bar = (page: Page) => page.getByRole("combobox", { name: "Search the catalogue" });
const row = (page: Page, name: string) => page.getByRole("row", { name: new RegExp(name) });

async function open(page: Page, person: PersonKey, path = "/models"): Promise<void> {
  await signInAs(page, person);
  await page.goto(`${shared().url}${path}`);
  await alive(page);
}

test("models are found by a facet, and the browser goes back", async ({ page }) => {
  await open(page, "viewer");
  await page.getByRole("complementary", { name: "Filters" }).getByRole("link", { name: /Team: clinical/ }).click();
  await expect(page).toHaveURL(/q=team%3Aclinical/);
  await expect(bar(page)).toHaveValue("team:clinical");
  await expect(row(page, "tumour-malignancy")).toBeVisible();
  await expect(row(page, "wine-cultivar")).toHaveCount(0);
  await page.goBack();
  await expect(bar(page)).toHaveValue("");
  await expect(row(page, "wine-cultivar")).toBeVisible();
  await page.goForward();
  await expect(row(page, "wine-cultivar")).toHaveCount(0);
});

test("a query is completed by the keyboard as it is typed, and what is found follows", async ({ page }) => {
  await open(page, "viewer");
  await bar(page).pressSequentially("tea");
  await expect(page.getByRole("option", { name: /^team/ }).first()).toBeVisible();
  await bar(page).press("ArrowDown");
  await bar(page).press("Enter");
  await expect(bar(page)).toHaveValue("team:");
  await expect(page.getByRole("option", { name: /vision/ })).toBeVisible();
  await bar(page).pressSequentially("vis");
  const options = page.getByRole("listbox", { name: "Completions" }).getByRole("option");
  await expect(options).toHaveCount(1);
  await bar(page).press("ArrowDown");
  await expect(bar(page)).toHaveAttribute("aria-activedescendant", /.+/);
  await bar(page).press("Tab");
  await expect(bar(page)).toHaveValue("team:vision ");
  await expect(bar(page)).toBeFocused();
  await expect(row(page, "digit-reader")).toBeVisible();
  await expect(row(page, "wine-cultivar")).toHaveCount(0);
  await bar(page).press("ArrowDown");
  await expect(options.first()).toBeVisible();
  await bar(page).press("Escape");
  await expect(options.first()).toBeHidden();
});

test("a query that is wrong says where, and what was probably meant; what was found before stays", async ({ page }) => {
  await open(page, "viewer");
  await bar(page).fill("taem:vision");
  await bar(page).press("Enter");
  const fault = page.getByRole("alert").filter({ hasText: "taem" });
  await expect(fault.locator("mark")).toHaveText("taem");
  await expect(bar(page)).toHaveAttribute("aria-invalid", "true");
  await expect(row(page, "wine-cultivar")).toBeVisible();
  await page.getByRole("button", { name: "Search for team:vision" }).click();
  await expect(bar(page)).toHaveValue("team:vision");
  await expect(fault).toHaveCount(0);
  await expect(row(page, "wine-cultivar")).toHaveCount(0);
  // The same when the address brings it.
  await page.goto(`${shared().url}/models?q=taem:vision`);
  await expect(page.getByRole("alert").filter({ hasText: "taem" })).toBeVisible();
  await expect(bar(page)).toHaveValue("taem:vision");
});

test("a view is kept, renamed, shared with a team, opened from a fresh page by somebody else, and removed", async ({ page, browser }) => {
  const first = `Of ours ${test.info().workerIndex}`;
  const name = `Of quality ${test.info().workerIndex}`;
  await open(page, "maintainer");
  await bar(page).fill("team:quality sort:name");
  await bar(page).press("Enter");
  await expect(row(page, "tumour-malignancy")).toHaveCount(0);
  await page.getByRole("link", { name: "Cards" }).click();
  await expect(page.getByRole("list", { name: "Models" })).toBeVisible();
  await page.getByRole("button", { name: "Save view" }).click();
  await page.getByLabel("Name").fill(first);
  await page.getByRole("button", { name: "Save the view" }).click();
  const views = page.getByRole("navigation", { name: "Views" });
  await expect(views.getByRole("link", { name: first })).toHaveAttribute("aria-current", "page");

  await page.goto(`${shared().url}/models`);
  await alive(page);
  await views.getByRole("link", { name: first }).click();
  await expect(bar(page)).toHaveValue("team:quality sort:name");
  await expect(page.getByRole("list", { name: "Models" })).toBeVisible();

  // Changed and renamed, it stays the same view.
  const address = page.url();
  await page.getByRole("button", { name: `More about ${first}` }).click();
  await page.getByRole("menuitem", { name: "Change…" }).click();
  await page.getByLabel("Name").fill(name);
  await page.getByLabel("Who sees it").selectOption("quality");
  await page.getByRole("button", { name: "Save the view" }).click();
  await expect(views.getByRole("link", { name: first })).toHaveCount(0);
  expect(page.url()).toBe(address);
  await expect(views.getByRole("link", { name }).getByLabel("of the team quality")).toBeVisible();

  const other = await browser.newPage();
  await open(other, "author");
  await other.getByRole("navigation", { name: "Views" }).getByRole("link", { name }).click();
  await expect(bar(other)).toHaveValue("team:quality sort:name");
  await other.close();

  await page.getByRole("button", { name: `More about ${name}` }).click();
  await page.getByRole("menuitem", { name: "Remove…" }).click();
  await page.getByRole("button", { name: "Remove it" }).click();
  await expect(views.getByRole("link", { name })).toHaveCount(0);
});

test("several models are tagged at once, and found by the tag", async ({ page }) => {
  const prefix = `tagged-${test.info().workerIndex}`;
  const tag = `seasonal-${test.info().workerIndex}`;
  await (await sessionOf("admin")).call("tags.create", { name: tag, color: "teal", description: "Comes back every year" });
  for (const name of ["a", "b", "c"]) await push(`quality/${prefix}-${name}`, 1);
  await open(page, "maintainer", `/models?q=${prefix} sort:name`);
  const boxes = page.getByRole("checkbox", { name: new RegExp(`Select quality/${prefix}`) });
  await boxes.first().click();
  await boxes.last().click({ modifiers: ["Shift"] });
  const bulk = page.getByRole("group", { name: "Selected" });
  await expect(bulk).toContainText("3 selected");
  await bulk.getByRole("button", { name: "Tag" }).click();
  const dialog = page.getByRole("dialog");
  await dialog.getByRole("combobox", { name: "Add" }).fill(tag);
  await dialog.getByRole("option", { name: new RegExp(tag) }).click();
  await dialog.getByRole("button", { name: "Save the tags" }).click();
  await expect(dialog).toHaveCount(0);
  await bar(page).fill(`${prefix} tag:${tag}`);
  await expect(page.getByRole("checkbox", { name: new RegExp(`Select quality/${prefix}`) })).toHaveCount(3);
});

test("versions are searched in a table of their own, and three of them compared", async ({ page }) => {
  await open(page, "viewer", "/models?q=in:versions model:clinical/tumour-malignancy sort:metric.accuracy-desc");
  const table = page.getByRole("table", { name: "Versions" });
  await expect(table.getByRole("columnheader", { name: "accuracy" })).toBeVisible();
  for (const version of [1, 2, 3]) await page.getByRole("checkbox", { name: `Select clinical/tumour-malignancy@${version}` }).check();
  await page.getByRole("link", { name: "Compare" }).click();
  await expect(page).toHaveURL(/\/compare\?versions=/);
});

test("columns are chosen, and stay chosen", async ({ page }) => {
  await open(page, "viewer", "/models/clinical/tumour-malignancy/versions");
  const table = page.getByRole("table", { name: /^Versions of/ });
  await page.getByRole("button", { name: "Columns" }).click();
  const parameter = page.getByRole("group", { name: "Parameters" }).getByRole("menuitemcheckbox").first();
  const name = await parameter.innerText();
  await parameter.click();
  await page.getByRole("menuitemcheckbox", { name: "Framework" }).click();
  await page.keyboard.press("Escape");
  await expect(table.getByRole("columnheader", { name, exact: true })).toBeVisible();
  await expect(table.getByRole("columnheader", { name: "Framework" })).toHaveCount(0);
  await page.reload();
  await expect(table.getByRole("columnheader", { name, exact: true })).toBeVisible();
  await expect(table.getByRole("columnheader", { name: "Framework" })).toHaveCount(0);
});

test("the page of a model says what is live by whose signature, and what needs a look", async ({ page }) => {
  await open(page, "viewer", "/models/clinical/tumour-malignancy");
  const { live } = await sdkOf("viewer").api.models.overview.query({ model: "clinical/tumour-malignancy" });
  const panel = page.getByRole("region", { name: "Live" });
  for (const { stage, version, approvedBy } of live) {
    const item = panel.getByRole("listitem").filter({ hasText: stage });
    await expect(item).toContainText(`v${version}`);
    await expect(item).toContainText(`signed by ${approvedBy[0]?.name}`);
  }
  await expect(page.getByRole("region", { name: "Facts" })).toContainText("Owners");
});

test("several versions are archived at once, with one reason", async ({ page }) => {
  const model = `quality/archived-${test.info().workerIndex}`;
  await push(model, 3);
  await open(page, "maintainer", `/models/${model}/versions`);
  await page.getByRole("checkbox", { name: "Select v1" }).check();
  await page.getByRole("checkbox", { name: "Select v2" }).check();
  await page.getByRole("button", { name: "Archive" }).click();
  await page.getByLabel("Why").fill("Nobody uses them.");
  await page.getByRole("dialog").getByRole("button", { name: "Archive" }).click();
  await expect(page.getByRole("table").getByText("archived", { exact: true })).toHaveCount(2);
});
