/** What else becomes of promotions: objections, freezes, drafts, rollbacks, removals; and all of it without a mouse. */
import type { Locator, Page } from "@playwright/test";
import { alive, sdkOf, shared } from "./demo-registry.ts";
import { approve, approveHere, fresh, open, pageOf, push, request, stageWith, stateOf } from "./promotion-scene.ts";
import { expect, test } from "./test.ts";

test.beforeAll(async () => {
  const cron = `0 ${new Date().getUTCHours()} * * *`;
  await stageWith("frozen", { approvals: 1, freezes: [{ cron, hours: 3, timeZone: "UTC", reason: "The quarter is being closed." }] });
  await stageWith("by-hand", { approvals: 1, apply: "manual", rollback: "reviewed" });
});

test("a request for changes blocks until a maintainer dismisses it, with a reason", async ({ browser }) => {
  const model = fresh("quality/contested");
  await push(model, 1);
  const id = await request(`${model}@1`, "production", "It works.");
  const reviewer = await pageOf(browser, "reviewer");
  await open(reviewer, id);
  await reviewer.getByRole("button", { name: "Request changes" }).click();
  await expect(reviewer.getByText("Must say what has to change, or what you want to say")).toBeVisible();
  await reviewer.getByLabel(/Your comment/).fill("The card is missing.");
  await reviewer.getByRole("button", { name: "Request changes" }).click();
  await expect(reviewer.getByText("Rita Reviewer asks for changes").first()).toBeVisible();
  await approve("second", id);
  expect((await sdkOf("viewer").api.promotions.get.query({ id })).blockers.map(({ kind }) => kind)).toEqual(["changes_requested"]);

  const maintainer = await pageOf(browser, "maintainer");
  await open(maintainer, id);
  await maintainer.getByRole("link", { name: "Go to the review" }).click();
  await maintainer.getByRole("button", { name: /Dismiss Rita Reviewer’s request/ }).click();
  const dialog = maintainer.getByRole("dialog");
  await dialog.getByRole("button", { name: "Dismiss" }).click();
  await expect(dialog.getByText("Must say why")).toBeVisible();
  await dialog.getByLabel("Why").fill("The card is on its way, and Rita has left.");
  await dialog.getByRole("button", { name: "Dismiss" }).click();
  await expect(maintainer.getByText("production names v1 now").first()).toBeVisible();
  await expect(reviewer.getByText(/Dismissed by Mina Maintainer: The card is on its way/).first()).toBeVisible();
});

test("what is approved waits for the end of a freeze, and an administrator may bypass it, which marks it for ever", async ({ browser }) => {
  const model = fresh("quality/urgent");
  await push(model, 1);
  const id = await request(`${model}@1`, "frozen", "The old one is down.");
  const reviewer = await pageOf(browser, "reviewer");
  await open(reviewer, id);
  await approveHere(reviewer, 1);
  await expect(reviewer.getByText("Approved, frozen")).toBeVisible();
  await expect(reviewer.getByText("frozen moves by itself in", { exact: false })).toBeVisible();
  await expect(reviewer.getByText("The quarter is being closed.").first()).toBeVisible();
  await expect(reviewer.getByRole("button", { name: "Bypass…" })).toHaveCount(0);
  await reviewer.goto(`${shared().url}/reviews?tab=decided`);

  const admin = await pageOf(browser, "admin");
  await open(admin, id);
  await admin.getByRole("button", { name: "Bypass…" }).click();
  const dialog = admin.getByRole("dialog");
  await expect(dialog.getByText("frozen is frozen")).toBeVisible();
  await dialog.getByLabel("Why").fill("Payments fail until this is live.");
  await dialog.getByLabel("Your password").fill("not the password");
  await dialog.getByRole("button", { name: "Bypass the policy" }).click();
  await expect(dialog.getByText("That is not your password")).toBeVisible();
  await expect(dialog.getByLabel("Why")).toHaveValue("Payments fail until this is live.");
  await dialog.getByLabel("Your password").fill(shared().users.admin.password);
  await dialog.getByRole("button", { name: "Bypass the policy" }).click();
  await expect(admin.getByText("Bypassed by Ada Admin")).toBeVisible();
  await expect(admin.getByText("frozen names v1 now").first()).toBeVisible();
  await admin.reload();
  await expect(admin.getByText("Bypassed", { exact: true }).first()).toBeVisible();
  await reviewer.reload();
  await expect(reviewer.getByRole("row", { name: /quality\/urgent/ }).getByText("Bypassed")).toBeVisible();
});

test("a draft is nobody's business before it is submitted, is applied by hand, and a rollback there is reviewed", async ({ browser }) => {
  const model = fresh("quality/by-hand");
  await push(model, 2);
  const author = await pageOf(browser, "author");
  await author.goto(`${shared().url}/models/${model}/versions/1`);
  await author.getByRole("button", { name: "Request promotion" }).click();
  await author.getByRole("radio", { name: "by-hand" }).check();
  await author.getByLabel("Why").fill("To be thought over.");
  await author.getByLabel("As a draft").check();
  await author.getByRole("button", { name: "Save as a draft" }).click();
  await expect(author.getByText("Draft", { exact: true })).toBeVisible();
  await author.getByRole("button", { name: "Submit for review" }).click();
  await expect(author.getByText("Awaiting review")).toBeVisible();
  const id = author.url().split("/").at(-1)!;
  await approve("reviewer", id);
  await expect(author.getByText("Approved, not applied yet")).toBeVisible();
  await author.getByRole("button", { name: "Apply v1 now" }).click();
  await expect(author.getByText("by-hand names v1 now").first()).toBeVisible();

  const next = await request(`${model}@2`, "by-hand");
  await approve("reviewer", next);
  await sdkOf("author").api.promotions.applyNow.mutate({ id: next });
  await author.goto(`${shared().url}/models/${model}/stages`);
  await author.getByRole("button", { name: /Roll back/ }).first().click();
  const dialog = author.getByRole("dialog");
  await expect(dialog.getByText("The policy has a rollback reviewed too")).toBeVisible();
  await expect(dialog.getByRole("row", { name: /auc/ })).toBeVisible();
  await dialog.getByRole("textbox").fill("v2 is slow.");
  await dialog.getByRole("button", { name: "Ask to roll back to v1" }).click();
  await expect(author.getByRole("heading", { name: "Roll by-hand back to v1" })).toBeVisible();
  await expect(author.getByText("Awaiting review")).toBeVisible();
  await author.getByRole("button", { name: "Withdraw…" }).click();
  await author.getByRole("dialog").getByRole("button", { name: "Withdraw" }).click();
  await expect(author.getByText("This request was taken back")).toBeVisible();
});

test("a stage is rolled back at once from the model's page, and then emptied by two", async ({ browser }) => {
  const model = fresh("quality/rolled-back");
  await push(model, 2);
  for (const version of [1, 2]) await approve("reviewer", await request(`${model}@${version}`, "production", "Next."));
  const author = await pageOf(browser, "author");
  await author.goto(`${shared().url}/models/${model}/stages`);
  await author.getByRole("button", { name: /Roll back/ }).first().click();
  const dialog = author.getByRole("dialog");
  await dialog.getByRole("textbox").fill("v2 is slow.");
  await dialog.getByRole("button", { name: /Roll back/ }).click();
  await expect(dialog).toBeHidden();
  await expect.poll(async () => (await sdkOf("viewer").get(`${model}@production`)).number).toBe(1);
  await author.getByRole("button", { name: "Show the promotion" }).click();
  await expect(author.getByText("the signatures given before")).toBeVisible();

  await author.goto(`${shared().url}/models/${model}/stages`);
  await author.getByRole("button", { name: "Take out of production…" }).click();
  await dialog.getByRole("textbox").fill("The line is closed.");
  await dialog.getByRole("button", { name: "Ask to take it out" }).click();
  await expect(author).toHaveURL(/\/promotions\//);
  await expect(author.getByRole("heading", { name: "Take v1 out of production" })).toBeVisible();
  const reviewer = await pageOf(browser, "reviewer");
  await open(reviewer, author.url().split("/").at(-1)!);
  await approveHere(reviewer, 1);
  await expect(author.getByText("v1 left production").first()).toBeVisible();
});

test("what a version lacks is told, a request that is open is led to, and an archived version goes nowhere", async ({ browser }) => {
  const model = fresh("quality/lacking");
  await push(model, 1);
  await stageWith("documented", { checks: [{ kind: "signature_compatible" }] });
  const author = await pageOf(browser, "author");
  await author.goto(`${shared().url}/models/${model}/versions/1`);
  await author.getByRole("button", { name: "Request promotion" }).click();
  await author.getByRole("radio", { name: "documented" }).check();
  await author.getByLabel("Why").fill("It has no signature.");
  const id = await request(`${model}@1`, "production");
  const dialog = author.getByRole("dialog");
  await dialog.getByRole("button", { name: "Request promotion" }).click();
  await expect(dialog.getByText("The policy demands what this version does not have")).toBeVisible();
  await dialog.getByRole("radio", { name: "production" }).check();
  await dialog.getByRole("button", { name: "Request promotion" }).click();
  await expect(dialog.getByLabel("Why")).toHaveValue("It has no signature.");
  await dialog.getByRole("link", { name: "Go to the open promotion" }).click();
  await expect(author).toHaveURL(new RegExp(id));

  await sdkOf("author").api.promotions.withdraw.mutate({ id });
  const maintainer = await pageOf(browser, "maintainer");
  await maintainer.goto(`${shared().url}/models/${model}/versions/1`);
  await maintainer.getByRole("button", { name: "More about v1" }).click();
  await maintainer.getByRole("menuitem", { name: "Archive version…" }).click();
  await maintainer.getByRole("dialog").getByLabel("Why").fill("It was never good.");
  await maintainer.getByRole("dialog").getByRole("button", { name: "Archive v1" }).click();
  await expect(maintainer.getByText("Archived by Mina Maintainer")).toBeVisible();
  await expect(maintainer.getByRole("button", { name: "Request promotion" })).toBeDisabled();
  await maintainer.getByRole("button", { name: "More about v1" }).click();
  await maintainer.getByRole("menuitem", { name: "Take out of the archive…" }).click();
  await maintainer.getByRole("dialog").getByRole("button", { name: "Take it out" }).click();
  await expect(maintainer.getByRole("button", { name: "Request promotion" })).toBeEnabled();
});

const focused = (target: Locator) => target.evaluate((element) => element === document.activeElement);

async function tabTo(page: Page, target: Locator): Promise<void> {
  for (let n = 0; n < 15 && !(await focused(target)); n++) await page.keyboard.press("Tab");
  expect(await focused(target)).toBe(true);
}

test("all of it goes without a mouse, and no single key signs", async ({ browser }) => {
  const model = fresh("quality/by-keyboard");
  await push(model, 1);
  const id = await request(`${model}@1`, "staging", "By keyboard.");
  const page = await pageOf(browser, "reviewer");
  await page.goto(`${shared().url}/models`);
  await alive(page);
  await page.keyboard.press("g");
  await page.keyboard.press("r");
  await expect(page).toHaveURL(/\/reviews/);
  await open(page, id);
  await page.keyboard.press("?");
  await expect(page.getByRole("dialog").getByText("Next part or thread")).toBeVisible();
  await page.keyboard.press("Escape");

  await page.keyboard.press("j");
  await page.keyboard.press("j");
  const before = await page.evaluate(() => document.activeElement?.id);
  await page.keyboard.press("k");
  expect(await page.evaluate(() => document.activeElement?.id)).not.toBe(before);

  await page.keyboard.press("c");
  await page.keyboard.type("Who has tried it?");
  await page.keyboard.press("Control+Enter");
  await expect(page.getByText("Rita Reviewer commented")).toBeVisible();
  await page.keyboard.press("Escape");
  await page.locator("#part-metrics").focus();

  await page.keyboard.press("a");
  const dialog = page.getByRole("dialog");
  await expect(dialog).toBeVisible();
  expect(await stateOf(id)).toBe("open");
  await page.keyboard.press("Escape");
  await expect(dialog).toBeHidden();
  expect(await page.evaluate(() => document.activeElement?.id)).toBe("part-metrics");
  await page.keyboard.press("a");
  await tabTo(page, dialog.getByRole("button", { name: "Approve v1" }));
  await page.keyboard.press("Enter");
  await expect(page.getByText("staging names v1 now").first()).toBeVisible();
});
