/** What a model wants to know of new versions: written by its maintainer, asked for in the form, and held to. */
import { alive, sdkOf, shared, signInAs } from "./demo-registry.ts";
import { fresh } from "./promotion-scene.ts";
import { expect, test } from "./test.ts";

const schema = {
  properties: { attributes: { required: ["region"], properties: { region: { enum: ["eu", "us"], description: "Where it may be used" }, rows: { type: "integer" } } } },
};

test("a schema is written, a draft is asked for what it wants, and then registered", async ({ page }) => {
  test.setTimeout(120_000);
  const model = `quality/${fresh("asked")}`;
  const metadata = { description: "x", framework: "onnx", task: "classification", metrics: { auc: 0.9 }, parameters: {}, datasets: [{ name: "rows", role: "training" }] };
  await sdkOf("author").saveModel({ model, files: [import.meta.filename], metadata });

  await signInAs(page, "admin");
  await page.goto(`${shared().url}/models/${model}/metadata`);
  await alive(page);
  await page.getByRole("button", { name: "Write a schema" }).click();
  const text = page.getByLabel("Schema");
  await text.fill(JSON.stringify({ required: 1 }));
  await expect(page.getByText("It can’t be saved like this")).toBeVisible();
  await text.fill(JSON.stringify(schema));
  await expect(page.getByText("1 of the newest 1 versions would not pass")).toBeVisible();
  await page.getByLabel("Why").fill("The law of where it is used.");
  await page.getByRole("button", { name: "Save the schema" }).click();
  await expect(page.getByRole("group", { name: "the schema" })).toContainText("region");

  const author = sdkOf("author");
  const { draft } = await author.api.versions.draft.mutate({ model, metadata });
  await signInAs(page, "author");
  await page.goto(`${shared().url}/models/${model}/drafts/${draft}`);
  await alive(page);
  const asked = page.getByRole("group", { name: "Asked for" });
  await expect(asked.getByText("Where it may be used")).toBeVisible();
  await expect(asked.getByText("Is missing.")).toBeVisible();
  await expect(author.api.versions.finalize.mutate({ draft, files: 1 })).rejects.toThrow(`metadata.attributes.region is missing, by the schema of ${model} (version 1)`);
  await asked.getByLabel("region").selectOption("eu");
  await expect(asked.getByText("Is missing.")).toHaveCount(0);
  await asked.getByLabel("rows").fill("many");
  await expect(asked.getByText(/Must be a whole number/)).toBeVisible();
  await asked.getByLabel("rows").fill("12");
  await expect(asked.getByText(/Must be a whole number/)).toHaveCount(0);
  await page.locator("input[type=file]").first().setInputFiles(import.meta.filename);
  const register = page.getByRole("button", { name: /^Register/ });
  await expect(register).toBeEnabled({ timeout: 20_000 });
  await register.click();
  await page.waitForURL(/versions\/2/);
  expect((await author.get(`${model}@2`)).metadata.attributes).toEqual({ region: "eu", rows: 12 });
});
