/** The vocabulary as administrators keep it, and tags as people give them. */
import { alive, sdkOf, shared, signInAs } from "./demo-registry.ts";
import { fresh } from "./promotion-scene.ts";
import { expect, test } from "./test.ts";

const model = "quality/wine-cultivar";

test("a group and its tags are made, given to a model, renamed, merged and deleted", async ({ page }) => {
  test.setTimeout(120_000);
  const group = fresh("grade");
  const first = fresh("rank");
  const { tags: kept } = sdkOf("admin");
  const tagsOf = async () => (await sdkOf("admin").api.models.get.query({ model })).tags;
  await signInAs(page, "admin");
  await page.goto(`${shared().url}/admin/tags`);
  await alive(page);
  const dialog = page.getByRole("dialog");
  /** Types a part of a tag's name, and takes what is offered first. */
  const take = async (part: string, name: string) => {
    await dialog.getByRole("combobox").fill(part);
    await expect(dialog.getByRole("option", { name: new RegExp(name), selected: true })).toBeVisible();
    await page.keyboard.press("Enter");
  };

  await page.getByRole("button", { name: "Add a group" }).click();
  await dialog.getByLabel("Name").fill(first);
  await dialog.getByRole("checkbox", { name: "Exclusive" }).check();
  await dialog.getByRole("button", { name: "Save the group" }).click();
  const groups = page.getByRole("table", { name: "Groups" });
  await expect(groups.getByRole("row", { name: new RegExp(first) })).toContainText("exclusive");
  await kept.create({ name: `${first}:middling` });
  await groups.getByRole("button", { name: `Rename the group ${first}` }).click({ force: true });
  await dialog.getByLabel("New name").fill(group);
  await dialog.getByRole("button", { name: "Rename the group" }).click();
  await expect(groups.getByRole("row", { name: new RegExp(group) })).toContainText("exclusive");
  await expect(page.getByRole("table", { name: "Tags", exact: true }).getByText(`${group}:middling`).first()).toBeVisible();
  await kept.remove(`${group}:middling`);

  for (const word of ["high", "low"]) {
    await page.getByRole("button", { name: "Create a tag" }).click();
    await dialog.getByLabel("Word").fill(word);
    await dialog.getByLabel("Group").selectOption(group);
    await dialog.getByRole("radio", { name: "Violet" }).check({ force: true });
    await dialog.getByRole("button", { name: "Create the tag" }).click();
    await expect(page.getByRole("table", { name: "Tags", exact: true }).getByText(`${group}:${word}`).first()).toBeVisible();
  }

  // On the model: the other one of the group takes the place of the first.
  await page.goto(`${shared().url}/models/${model}`);
  await alive(page);
  const edit = page.getByRole("button", { name: `Edit the tags of ${model}` });
  await edit.click();
  await dialog.getByRole("combobox").fill(`${group}:h`);
  await dialog.getByRole("option", { name: new RegExp(`${group}:high`) }).click();
  await dialog.getByRole("button", { name: "Save the tags" }).click();
  await expect(dialog).toBeHidden();
  await expect(page.getByText(`${group}:high`, { exact: true })).toBeVisible();
  await expect(sdkOf("admin").tags.apply({ models: [model], add: [`${group}:low`] })).rejects.toThrow("is exclusive");
  await edit.click();
  await take(`${group}:l`, `${group}:low`);
  await expect(dialog.getByRole("button", { name: `Take off ${group}:high` })).toHaveCount(0);
  await dialog.getByRole("button", { name: "Save the tags" }).click();
  await expect(dialog).toBeHidden();
  await expect(page.getByText(`${group}:low`, { exact: true })).toBeVisible();

  // Renamed, it is so everywhere.
  await page.goto(`${shared().url}/admin/tags?search=${group}`);
  await alive(page);
  const row = (name: string) => page.getByRole("table", { name: "Tags", exact: true }).getByRole("row", { name: new RegExp(name) });
  await row(`${group}:low`).hover();
  await page.getByRole("button", { name: `Rename ${group}:low` }).click();
  await dialog.getByLabel("New name").fill(`${group}:small`);
  await dialog.getByRole("button", { name: "Rename the tag" }).click();
  await expect(row(`${group}:small`)).toBeVisible();
  expect(await tagsOf()).toContain(`${group}:small`);
  await page.goto(`${shared().url}/models/${model}`);
  await expect(page.getByText(`${group}:small`, { exact: true })).toBeVisible();

  // Merged, what bore it bears the other one.
  await page.goto(`${shared().url}/admin/tags?search=${group}`);
  await alive(page);
  await row(`${group}:small`).hover();
  await page.getByRole("button", { name: `Merge ${group}:small` }).click();
  await take(`${group}:hi`, `${group}:high`);
  await dialog.getByRole("button", { name: "Merge the tag" }).click();
  await expect(dialog).toBeHidden();
  await expect(row(`${group}:small`)).toHaveCount(0);
  await expect.poll(tagsOf).toContain(`${group}:high`);

  // Deleting shows first what it touches.
  await row(`${group}:high`).hover();
  await page.getByRole("button", { name: `Delete ${group}:high` }).click();
  await expect(dialog.getByText("1 model bears it")).toBeVisible();
  await expect(dialog.getByRole("link", { name: model })).toBeVisible();
  await dialog.getByRole("button", { name: `Delete ${group}:high` }).click();
  await expect(page.getByText(/has “.*” in its name/)).toBeVisible();
  expect(await tagsOf()).not.toContain(`${group}:high`);
  await kept.removeGroup(group);
});

test("a tag that people made up is taken into the vocabulary", async ({ page }) => {
  const tag = fresh("made-up");
  await sdkOf("author").tags.apply({ models: [model], add: [tag] });
  await signInAs(page, "admin");
  await page.goto(`${shared().url}/admin/tags`);
  await alive(page);
  await page.getByRole("button", { name: `Take in ${tag}` }).click({ force: true });
  await expect(page.getByRole("table", { name: "Tags", exact: true }).getByText(tag).first()).toBeVisible();
  await sdkOf("admin").tags.remove(tag);
});
