/** Access to single models: roles with an end, models that everybody sees, and why somebody can't. */
import type { Page } from "@playwright/test";
import { people } from "../demo/accounts.ts";
import { alive, sdkOf, shared } from "./demo-registry.ts";
import { fresh, pageOf, push } from "./promotion-scene.ts";
import { expect, test } from "./test.ts";

const { email } = people.guest;

async function goTo(page: Page, path: string): Promise<void> {
  await page.goto(`${shared().url}${path}`);
  await alive(page);
}

/** A model of the team quality that its members see, and nobody else. */
async function privateModel(name: string): Promise<string> {
  const model = `quality/${fresh(name)}`;
  await push(model, 1);
  return model;
}

test("a role is given to somebody outside by the keyboard alone, until a date, and then ends", async ({ browser }) => {
  const model = await privateModel("lent");
  const other = await privateModel("kept");
  const [maintainer, guest] = [await pageOf(browser, "maintainer"), await pageOf(browser, "guest")];
  await goTo(guest, `/models/${model}`);
  await expect(guest.getByRole("heading", { name: `There is no model ${model}` })).toBeVisible();
  await expect(guest.getByText("If somebody sent you the link, ask them")).toBeVisible();

  await goTo(maintainer, `/models/${model}/access`);
  await expect(maintainer.getByText("Nobody outside the team has a role here")).toBeVisible();
  await expect(maintainer.getByText(`countersign access grant ${model} reviewer`)).toBeVisible();
  const give = maintainer.getByRole("button", { name: "Give a role" });
  const dialog = maintainer.getByRole("dialog");
  const { keyboard } = maintainer;
  await give.focus();
  await keyboard.press("Enter");
  await expect(dialog.getByRole("radio", { name: "One account" })).toBeFocused();
  await keyboard.press("Tab");
  await keyboard.type("nobody@demo.local");
  await keyboard.press("Enter");
  await expect(dialog.getByText("Nobody here has the e-mail address nobody@demo.local.")).toBeVisible();
  await expect(dialog.getByLabel("E-mail")).toHaveAttribute("aria-invalid", "true");
  await expect(dialog.getByLabel("E-mail")).toHaveValue("nobody@demo.local");
  // Closed and opened again, it still has what was typed.
  await keyboard.press("Escape");
  await expect(give).toBeFocused();
  await keyboard.press("Enter");
  await expect(dialog.getByLabel("E-mail")).toHaveValue("nobody@demo.local");
  await keyboard.press("Tab");
  await keyboard.press("Control+a");
  await keyboard.type(email);
  await keyboard.press("Tab");
  await expect(dialog.getByLabel("Role")).toBeFocused();
  await keyboard.type("Rev");
  await expect(dialog.getByLabel("Role")).toHaveValue("reviewer");
  await expect(dialog.getByText("Sees everything, and signs promotions of others.")).toBeVisible();
  await expect(dialog.getByText("On your clock: UTC.")).toBeVisible();
  await dialog.getByRole("button", { name: "1 week" }).focus();
  await keyboard.press("Enter");
  await expect(dialog.getByLabel("Until (optional)")).toHaveValue(new RegExp(`^${new Date(Date.now() + 7 * 86_400_000).toISOString().slice(0, 10)}T`));
  await dialog.getByRole("button", { name: "Make reviewer" }).focus();
  await keyboard.press("Enter");
  await expect(dialog).toBeHidden();
  await expect(give).toBeFocused();
  const row = maintainer.getByRole("row", { name: new RegExp(people.guest.name) });
  await expect(row).toContainText("Reviewer");
  await expect(row).toContainText("in 7 days");
  await expect(row).toContainText(`by ${people.maintainer.name}`);

  await goTo(guest, `/models/${model}`);
  await expect(guest.getByRole("heading", { name: model.split("/")[1]!, exact: true })).toBeVisible();
  await goTo(guest, "/models?team=quality");
  await expect(guest.getByRole("link", { name: model })).toBeVisible();
  await expect(guest.getByRole("link", { name: other })).toHaveCount(0);
  // Old addresses of a team's models still lead to them.
  await expect(guest.getByRole("combobox", { name: "Search the catalogue" })).toHaveValue("team:quality");
  const teams = guest.getByRole("complementary", { name: "Filters" }).getByRole("region", { name: "Team" }).getByRole("link");
  await expect(teams).toHaveCount(2);
  for (const team of ["clinical", "quality"]) await expect(teams.filter({ hasText: team })).toBeVisible();
  await goTo(guest, `/models/${other}`);
  await expect(guest.getByRole("heading", { name: `There is no model ${other}` })).toBeVisible();
  await goTo(guest, `/models/${model}/access`);
  await expect(guest.getByRole("row", { name: /promotion:review/ })).toContainText(/Yes.*reviewer here until/);
  await expect(guest.getByRole("row", { name: /version:create/ })).toContainText("It takes the role contributor or maintainer, in the team quality or on this model alone.");
  await expect(guest.getByRole("button", { name: "Give a role" })).toHaveCount(0);

  await sdkOf("maintainer").access.grant({ model, to: { kind: "user", email }, role: "reviewer", expiresAt: new Date(Date.now() + 1500).toISOString() });
  await expect(async () => {
    await guest.reload();
    await expect(guest.getByRole("heading", { name: `There is no model ${model}` })).toBeVisible({ timeout: 1000 });
  }).toPass();
  await maintainer.reload();
  await expect(row).toContainText("ended");
  await row.hover();
  await row.getByRole("button", { name: "Remove" }).click();
  await expect(dialog).toContainText("It has ended and gives nothing.");
  await dialog.getByRole("button", { name: "Take it back" }).click();
  await expect(row).toHaveCount(0);
});

test("a model that is made internal is seen by everybody, who can ask why they can do no more", async ({ browser }) => {
  const model = await privateModel("open");
  const [maintainer, guest] = [await pageOf(browser, "maintainer"), await pageOf(browser, "guest")];
  await goTo(maintainer, `/models/${model}/access`);
  await maintainer.getByRole("radio", { name: /^Internal/ }).click();
  const confirm = maintainer.getByRole("dialog");
  await expect(confirm).toContainText("Everybody who is signed in");
  await confirm.getByRole("button", { name: "Keep it private" }).click();
  await expect(maintainer.getByRole("radio", { name: /^Private/ })).toBeChecked();
  await maintainer.getByRole("radio", { name: /^Internal/ }).click();
  await confirm.getByRole("button", { name: "Make it internal" }).click();
  await expect(maintainer.getByRole("radio", { name: /^Internal/ })).toBeChecked();

  await goTo(guest, "/models");
  await expect(guest.getByRole("row", { name: new RegExp(model) })).toContainText("internal");
  await goTo(guest, `/models/${model}`);
  await expect(guest.getByRole("button", { name: /^New version/ })).toHaveCount(0);
  const why = guest.getByRole("button", { name: "Why can’t I register a version?" });
  await why.focus();
  await guest.keyboard.press("Enter");
  const answer = guest.getByRole("dialog");
  await expect(answer).toContainText("version:create");
  await expect(answer).toContainText("It takes the role contributor or maintainer, in the team quality or on this model alone");
  await expect(answer.getByText(people.maintainer.name)).toBeVisible();
  await expect(answer.getByRole("link", { name: people.maintainer.email })).toHaveAttribute("href", `mailto:${people.maintainer.email}?subject=${encodeURIComponent(`Access to ${model}`)}`);
  await guest.keyboard.press("Escape");
  await expect(why).toBeFocused();

  const { id } = await sdkOf("author").promotions.request({ reference: `${model}@1`, to: "production", reason: "To be looked at." });
  await goTo(guest, `/promotions/${id}`);
  await guest.getByRole("button", { name: "Why can’t I review this?" }).click();
  await expect(answer).toContainText("promotion:review");
  await answer.getByRole("link", { name: "All that you may do here" }).click();
  await expect(guest).toHaveURL(new RegExp(`/models/${model}/access$`));
  await expect(guest.getByRole("row", { name: /model:read/ })).toContainText(/Yes.*everybody sees this model/);

  await maintainer.getByRole("radio", { name: /^Private/ }).click();
  await expect(confirm).toContainText("For everybody else it is gone at once");
  await confirm.getByRole("button", { name: "Make it private" }).click();
  await expect(maintainer.getByRole("radio", { name: /^Private/ })).toBeChecked();
  await goTo(guest, `/promotions/${id}`);
  await expect(guest.getByRole("heading", { name: "No such promotion" })).toBeVisible();
});

test("a guest finds no dead end on the pages of a model that they see", async ({ browser }) => {
  const guest = await pageOf(browser, "guest");
  const model = "/models/clinical/tumour-malignancy";
  await goTo(guest, model);
  await guest.getByRole("link", { name: "Policies", exact: true }).click();
  await guest.getByRole("link", { name: "Open the policy for production" }).click();
  await expect(guest.getByRole("heading", { name: "All together" })).toBeVisible();
  await guest.getByRole("button", { name: "Why can’t I change it?" }).click();
  await expect(guest.getByRole("dialog")).toContainText("policy:manage");
  await guest.keyboard.press("Escape");
  const followed = new Set<string>();
  for (const path of ["", "/versions", "/stages", "/policies", "/policies/production", "/activity", "/access", "/versions/4", "/versions/4/files"]) {
    await goTo(guest, `${model}${path}`);
    const hrefs = await guest.locator("main a[href^='/']").evaluateAll((links) => [...new Set(links.map((link) => link.getAttribute("href") ?? ""))]);
    for (const href of hrefs) {
      // Many pages lead to the same ones.
      if (followed.has(href)) continue;
      followed.add(href);
      const { status } = await guest.evaluate(async (url) => ({ status: (await fetch(url, { method: "GET" })).status }), href);
      expect([path, href, status]).toEqual([path, href, 200]);
    }
  }
});
