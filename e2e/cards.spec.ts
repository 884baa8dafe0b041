/** Model cards in the browser: read, written with a preview beside, compared, raced for, and a part of what is signed. */
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Page } from "@playwright/test";
import { alive, sdkOf, shared, signInAs } from "./demo-registry.ts";
import { approve, fresh, metadata, request, stageWith } from "./promotion-scene.ts";
import { expect, test } from "./test.ts";

/** One transparent dot. */
const dot = Buffer.from("iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==", "base64");
const readme = `---
license: apache-2.0
language: [en, de]
mine: kept
---
# Corks

The auc is {{metric auc}}. More in [the data](notes.txt); ![How it does](plot.png) ![Elsewhere](https://elsewhere.example/x.png)

{{metrics}}
`;

/** Registers a version by the author, and waits until its card has been read; without a README.md where `body` is null. */
async function register(model: string, body: string | null): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), "countersign-e2e-"));
  if (body !== null) await writeFile(join(folder, "README.md"), body);
  await writeFile(join(folder, "notes.txt"), "Corks of 2026.");
  await writeFile(join(folder, "plot.png"), dot);
  const { reference } = await sdkOf("author").saveModel({ model, files: folder, metadata });
  await rm(folder, { recursive: true });
  // A job reads it, once the version is there.
  if (body !== null) await expect.poll(() => sdkOf("author").cards.get(reference), { intervals: [50] }).not.toBeNull();
  return reference;
}

const cardOf = (reference: string) => `${shared().url}/models/${reference.replace("@", "/versions/")}/card`;
const editor = (page: Page) => page.getByLabel("Card", { exact: true });
const preview = (page: Page) => page.getByRole("group", { name: "Preview of the card" });

async function openEditor(page: Page, reference: string): Promise<void> {
  await page.goto(`${cardOf(reference)}/edit`);
  await expect(preview(page)).toBeVisible();
  await alive(page);
}

test("a card is read with its values, revised with a preview beside it, and compared", async ({ page }) => {
  const reference = await register(fresh("quality/carded"), readme);
  await signInAs(page, "author");
  await page.goto(cardOf(reference));
  const prose = page.locator(".prose");
  await expect(prose).toContainText("The auc is 0.91.");
  await expect(prose.getByRole("table")).toContainText("log_loss0.2");
  await expect(page.getByText("apache-2.0")).toBeVisible();
  await expect(page.getByText("kept")).toBeVisible();
  await expect(prose.getByRole("link", { name: "Image: Elsewhere" })).toHaveAttribute("rel", "noopener nofollow");
  await expect.poll(() => prose.getByRole("img", { name: "How it does" }).evaluate((image: HTMLImageElement) => image.naturalWidth)).toBe(1);
  await prose.getByRole("link", { name: "the data" }).click();
  await expect(page.getByText("Corks of 2026.")).toBeVisible();

  await openEditor(page, reference);
  await expect(preview(page)).toContainText("The auc is 0.91.");
  await editor(page).fill(`${readme}\nIt fails on wet corks, {{metric acu}}.`);
  await expect(page.getByText("there is no metric “acu”; there are auc, log_loss.").first()).toBeVisible();
  await page.getByRole("button", { name: "Line 12" }).click();
  await expect(editor(page)).toBeFocused();
  await page.getByRole("button", { name: "Save revision 2" }).click();
  await expect(page.getByRole("alert").filter({ hasText: "It was not saved" })).toContainText("Line 12");
  await expect(editor(page)).toHaveValue(/It fails on wet corks/);

  await editor(page).fill(`${readme}\nIt fails on wet corks: depth `);
  await editor(page).press("ControlOrMeta+End");
  // Until then the faults of the text before stand above what is pressed next.
  await expect(preview(page)).toContainText("It fails on wet corks: depth");
  await page.getByText("Insert a reference").click();
  await page.getByLabel("Find").fill("param depth");
  await page.getByRole("button", { name: /\{\{param depth\}\}/ }).click();
  await expect(preview(page)).toContainText("It fails on wet corks: depth 4");
  await page.getByLabel(/What changed and why/).fill("Says where it fails");
  await editor(page).press("ControlOrMeta+s");
  await expect(page).toHaveURL(cardOf(reference));
  await expect(prose).toContainText("It fails on wet corks: depth 4");
  await expect(page.getByText("Says where it fails")).toBeVisible();
  await page.getByRole("link", { name: "what changed" }).click();
  await expect(page.getByRole("group", { name: "Lines of the card" })).toContainText("added: It fails on wet corks: depth {{param depth}}");
  await page.goto(`${cardOf(reference)}?revision=1`);
  await expect(page.getByText("Revision 1 of 2")).toBeVisible();
  await expect(prose).not.toContainText("wet corks");
  await page.goto(`${shared().url}/models/${reference.split("@")[0]}/activity`);
  await expect(page.getByText("wrote revision 2 of the card of")).toBeVisible();
});

test("a first card begins with the template, or with the card of the version before", async ({ page }) => {
  const model = fresh("quality/uncarded");
  const [first, second] = [await register(model, null), await register(model, null)];
  await signInAs(page, "author");
  await page.goto(cardOf(first));
  await expect(page.getByText("v1 was registered without a README.md.")).toBeVisible();
  await page.getByRole("link", { name: "Write a card" }).click();
  await expect(editor(page)).toHaveValue(/## Ethical considerations/);
  await expect(preview(page).getByRole("heading", { name: "Intended use" })).toBeVisible();
  await expect(preview(page)).toContainText(metadata.description);
  await alive(page);
  await page.getByRole("button", { name: "Save revision 1" }).click();
  await expect(page).toHaveURL(cardOf(first));
  await expect(page.locator(".prose")).toContainText("Out of scope");

  // What administrators write takes the place of the one that is built in.
  const written = (await sdkOf("admin").cards.siteTemplate()).body;
  await signInAs(page, "admin");
  await page.goto(`${shared().url}/admin/cards`);
  await alive(page);
  await page.getByLabel("Template", { exact: true }).fill(`${written}\n## Who signs for it\n\n{{signer}}\n`);
  await page.getByRole("button", { name: "Save the template" }).click();
  await expect(page.getByText("“signer” is no reference")).toBeVisible();
  await page.getByLabel("Template", { exact: true }).fill(`${written}\n## Who signs for it\n`);
  await page.getByRole("button", { name: "Save the template" }).click();
  await expect(page.getByText("The template is saved")).toBeVisible();
  await signInAs(page, "author");
  await openEditor(page, second);
  await expect(editor(page)).toHaveValue(/## Who signs for it/);
  await sdkOf("admin").cards.saveTemplate(null);

  await page.getByRole("button", { name: "the card of v1" }).click();
  await editor(page).fill("# Another");
  await expect(page.getByRole("button", { name: "the template" })).toBeDisabled();
  await page.getByRole("button", { name: "Save revision 1" }).click();
  await expect(page.locator(".prose")).toContainText("Another");
});

test("of two who write at once one is told, and both texts are there", async ({ page }) => {
  const reference = await register(fresh("quality/raced"), readme);
  await signInAs(page, "author");
  await openEditor(page, reference);
  await editor(page).fill("# Mine");
  await sdkOf("maintainer").cards.revise(reference, { body: "# Theirs", note: "Quicker" });
  await page.getByRole("button", { name: "Save revision 2" }).click();
  const told = page.getByRole("status").filter({ hasText: "saved revision 2 while you wrote" });
  await expect(told).toContainText("Mina Maintainer");
  await expect(told).toContainText("# Theirs");
  await expect(editor(page)).toHaveValue("# Mine");
  await told.getByRole("button", { name: "Go on with mine, after revision 2" }).click();
  await page.getByRole("button", { name: "Save revision 3" }).click();
  await expect(page).toHaveURL(cardOf(reference));
  await expect(page.locator(".prose")).toContainText("Mine");
  const bodies = [];
  for await (const { revision } of sdkOf("viewer").cards.history(reference)) bodies.push((await sdkOf("viewer").cards.get(reference, { revision }))?.body);
  expect(bodies).toEqual(["# Mine", "# Theirs", readme]);
});

test("whoever may not write a card reads it, and is told who may", async ({ page }) => {
  const reference = await register(fresh("quality/read-only"), readme);
  await signInAs(page, "viewer");
  await page.goto(cardOf(reference));
  await expect(page.locator(".prose")).toContainText("The auc is 0.91.");
  await expect(page.getByRole("link", { name: "Edit the card" })).toHaveCount(0);
  await alive(page);
  await page.getByRole("button", { name: "Why can’t I write the card?" }).click();
  await expect(page.getByRole("dialog")).toContainText("contributor");
  await page.goto(`${cardOf(reference)}/edit`);
  await expect(page.getByText("You can’t write this card")).toBeVisible();
  await expect(editor(page)).toHaveCount(0);
});

test("a revised card is signed anew, and the page of the promotion shows what changed", async ({ page }) => {
  const model = fresh("quality/resigned");
  await stageWith("carded", { approvals: 1 });
  const live = await register(model, readme);
  await approve("reviewer", await request(live, "carded"));
  const reference = await register(model, readme);
  const id = await request(reference, "carded");
  const before = await sdkOf("author").promotions.get(id);
  await signInAs(page, "author");
  await openEditor(page, reference);
  await expect(page.getByText("A promotion to carded waits for signatures")).toBeVisible();
  await editor(page).fill(`${readme}\nNew here.`);
  await page.getByRole("button", { name: "Save revision 2" }).click();
  // The preview has the words already: it is saved when the card's own page shows them.
  await expect(page).toHaveURL(cardOf(reference));
  await expect(page.locator(".prose")).toContainText("New here.");
  const after = await sdkOf("author").promotions.get(id);
  expect([after.round, after.roundBecause]).toEqual([before.round + 1, "the model card changed"]);
  expect(after.evidenceDigest).not.toBe(before.evidenceDigest);
  await page.goto(`${shared().url}/promotions/${id}`);
  await page.getByText("Read what changed in the card").click();
  await expect(page.getByRole("group", { name: "Lines of the card" })).toContainText("added: New here.");
});
