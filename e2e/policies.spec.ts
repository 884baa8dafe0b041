/** Policies as administrators and maintainers write them: what contradicts itself, what is tried, what would have been. */
import type { Page } from "@playwright/test";
import { alive, shared, signInAs } from "./demo-registry.ts";
import { makeLive, openStage } from "./rehearsal.ts";
import { expect, test } from "./test.ts";

const stage = "rehearsal";
const model = "quality/rehearsed";
const site = `/admin/policies/${stage}`;

test.describe.configure({ mode: "serial" });
test.beforeAll(async () => {
  await openStage(stage);
  await makeLive(model, stage, [0.8, 0.95]);
});

async function open(page: Page, path: string): Promise<void> {
  await page.goto(`${shared().url}${path}`);
  await alive(page);
}

async function addCheck(page: Page, name: string): Promise<void> {
  await page.getByRole("button", { name: "Add a check" }).click();
  await page.getByRole("menuitem", { name }).click();
}

test("a policy that contradicts itself is refused with the reason, and nothing typed is lost", async ({ page }) => {
  await signInAs(page, "admin");
  await open(page, `${site}/edit`);
  await expect(page.getByText("Nothing is changed yet.").or(page.getByText("The rules are the same."))).toBeVisible();
  await addCheck(page, "Metric within bounds");
  const check = page.getByRole("group", { name: "Metric within bounds" });
  await expect(page.getByText("One field is still to be filled in")).toBeVisible();
  await check.getByLabel("Metric", { exact: true }).fill("auc");
  await check.getByLabel("At least").fill("0,9");
  await check.getByLabel("At most").fill("0.5");
  await expect(page.getByText("No value of auc is at least 0.9 and at most 0.5.")).toBeVisible();
  await page.getByLabel("Why").fill("Nothing below 0.9.");
  await page.getByRole("button", { name: "Enforce the policy" }).click();
  await expect(page.getByRole("alert").filter({ hasText: "It was not saved" })).toContainText("No value of auc is at least 0.9 and at most 0.5.");
  await expect(check.getByLabel("At least")).toHaveValue("0,9");
  await expect(page.getByLabel("Why")).toHaveValue("Nothing below 0.9.");

  await check.getByLabel("At most").fill("");
  await expect(page.getByRole("list", { name: "What the draft changes" })).toContainText("Added: auc is at least 0.9.");
  await page.getByRole("button", { name: "Enforce the policy" }).click();
  await expect(page).toHaveURL(new RegExp(`${site}$`));
  await expect(page.getByRole("list", { name: "In force" })).toContainText("auc is at least 0.9.");
  await expect(page.getByText("Nothing below 0.9.")).toBeVisible();
});

test("a draft is tried on past promotions before it is saved, and then only tried out while the earlier one holds", async ({ page }) => {
  await signInAs(page, "admin");
  await open(page, `${site}/edit`);
  await page.getByRole("button", { name: "Try it", exact: true }).click();
  await expect(page.getByText("It would have blocked 1 of the last 2 promotions.")).toBeVisible();
  const blocked = page.getByRole("table", { name: "Promotions that would have been blocked" });
  await expect(blocked.getByRole("row", { name: /quality\/rehearsed v1/ })).toContainText("0.8");

  await page.getByRole("button", { name: "Write it as JSON" }).click();
  const document = page.getByRole("textbox", { name: "Document" });
  await document.fill('{ "checks": [{ "kind": "metric", "metric": "auc", "atLeast": 0.9 }], "aprovals": 2 }');
  await expect(page.getByText(/Has no aprovals: what it can have is approvals/)).toBeVisible();
  await document.fill('{ "checks": [{ "kind": "metric", "metric": "auc", "atLeast": 0.9 }, { "kind": "card" }] }');
  await page.getByRole("button", { name: "Write it in the form" }).click();
  await expect(page.getByRole("group", { name: "Model card" })).toBeVisible();
  await page.getByRole("radio", { name: /Only try it out/ }).check();
  await page.getByLabel("Why").fill("Does everybody write a card?");
  await page.getByRole("button", { name: "Try the policy out" }).click();

  await expect(page).toHaveURL(new RegExp(`${site}$`));
  await expect(page.getByText("Version 2 is shown and recorded with every promotion, and blocks nothing.")).toBeVisible();
  await expect(page.getByRole("list", { name: "In force" })).not.toContainText("model card");
  await expect(page.getByRole("list", { name: "Version 2 compared with version 1" })).toHaveText("+Added: It has a model card.");
  await expect(page.getByText("Does everybody write a card?")).toBeVisible();
  await page.getByText("As JSON, version 2").click();
  await expect(page.getByRole("group", { name: "Version 2", exact: true })).toContainText('"kind": "card"');
});

test("a policy that somebody has saved meanwhile is not written over by who has not seen it", async ({ page, context }) => {
  await signInAs(page, "admin");
  const other = await context.newPage();
  await open(page, `${site}/edit`);
  await open(other, `${site}/edit`);
  for (const [each, days] of [[other, "9"], [page, "8"]] as const) {
    await each.getByLabel("Days until a request expires").fill(days);
    await each.getByLabel("Why").fill(`${days} days are enough.`);
    await each.getByRole("button", { name: "Try the policy out" }).click();
  }
  await expect(page.getByRole("alert").filter({ hasText: "It was not saved" })).toContainText("Somebody has saved version 3");
  await page.getByRole("button", { name: "I have looked: save over version 3" }).click();
  await page.getByRole("button", { name: "Try the policy out" }).click();
  await expect(page.getByRole("heading", { name: "Version 4" })).toBeVisible();
});

test("a maintainer tightens the policy of the team, and can't loosen that of the site", async ({ page }) => {
  await signInAs(page, "maintainer");
  await open(page, `/teams/quality/policies/${stage}`);
  await page.getByRole("link", { name: "Write the policy" }).click();
  await addCheck(page, "Metric within bounds");
  const check = page.getByRole("group", { name: "Metric within bounds" });
  await check.getByLabel("Metric", { exact: true }).fill("auc");
  await check.getByLabel("At least").fill("0.5");
  await page.getByLabel("Why").fill("Corks are easier.");
  await page.getByRole("button", { name: "Enforce the policy" }).click();
  await expect(page.getByRole("alert").filter({ hasText: "It was not saved" })).toContainText("The check metric:auc is looser, while the wider policy is stricter about it.");
  await check.getByLabel("At least").fill("0.97");
  await page.getByRole("button", { name: "Enforce the policy" }).click();
  await expect(page).toHaveURL(new RegExp(`/teams/quality/policies/${stage}$`));
  await open(page, `/models/${model}/policies`);
  await expect(page.getByRole("list", { name: `What ${stage} demands` })).toContainText("auc is at least 0.97.");

  await open(page, `${site}/edit`);
  await expect(page).toHaveURL(new RegExp(`${site}$`));
  await expect(page.getByText("Administrators of this registry change it.")).toBeVisible();
  await expect(page.getByRole("link", { name: "Change the policy" })).toHaveCount(0);
});
