/** Tokens and service accounts, made in the browser and used from the command line. */
import { spawn } from "node:child_process";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import type { Page } from "@playwright/test";
import { alive, sdkOf, shared, signInAs } from "./demo-registry.ts";
import { fresh } from "./promotion-scene.ts";
import { expect, test } from "./test.ts";

const cli = fileURLToPath(new URL("../sdk/cli.ts", import.meta.url));
let home: string;
test.beforeAll(async () => {
  home = await mkdtemp(join(tmpdir(), "countersign-tokens-"));
});
test.afterAll(() => rm(home, { recursive: true, force: true }));

/** Runs the command line with a token, in a home of its own. */
function run(token: string, ...args: string[]): Promise<{ code: number | null; stdout: string; stderr: string }> {
  return new Promise((resolve, reject) => {
    const env = { PATH: process.env["PATH"], HOME: home, COUNTERSIGN_URL: shared().url, COUNTERSIGN_TOKEN: token };
    const child = spawn(process.execPath, [cli, ...args], { cwd: home, env: env as never });
    let [stdout, stderr] = ["", ""];
    child.stdout.on("data", (bytes: Buffer) => (stdout += bytes.toString()));
    child.stderr.on("data", (bytes: Buffer) => (stderr += bytes.toString()));
    child.on("error", reject);
    child.on("close", (code) => resolve({ code, stdout, stderr }));
  });
}

/** The secret that a dialog shows once. */
async function readSecret(page: Page): Promise<string> {
  const shown = page.getByRole("dialog").getByText(/^cs_[\w-]{43}$/).first();
  await expect(shown).toBeVisible();
  const secret = (await shown.textContent()) ?? "";
  await page.getByRole("button", { name: "I have stored it" }).click();
  await expect(page.getByText(secret)).toHaveCount(0);
  return secret;
}

test("a token is made for some models, used, rotated with an overlap, and revoked at once", async ({ page }) => {
  test.setTimeout(180_000);
  const name = fresh("laptop");
  await signInAs(page, "author");
  await page.goto(`${shared().url}/settings/tokens`);
  await alive(page);
  await page.getByRole("button", { name: "Create a token" }).first().click();
  const dialog = page.getByRole("dialog");
  await dialog.getByRole("textbox", { name: "Name" }).fill(name);
  await dialog.getByText("Chosen scopes").click();
  await dialog.getByLabel("Read and export the whole record").check();
  await expect(dialog.getByText("You hold this nowhere now")).toBeVisible();
  await dialog.getByLabel("Read and export the whole record").uncheck();
  await dialog.getByLabel("Models that it reaches").fill("Vision");
  await expect(dialog.getByText(/“Vision” must be \* for every model, or team\/model .* such as risk\/\*/)).toBeVisible();
  await dialog.getByLabel("Models that it reaches").fill("vision/*");
  await expect(dialog.getByRole("status").filter({ hasText: /model(s)? match(es)? now/ })).toBeVisible();
  await dialog.getByRole("button", { name: "Create the token" }).click();
  const first = await readSecret(page);
  const row = page.getByRole("row", { name: new RegExp(name) });
  await expect(row).toContainText("vision/*");
  expect((await run(first, "show", "vision/digit-reader")).code).toBe(0);
  expect((await run(first, "whoami")).stdout).toMatch(/reaches +vision\/\*/);
  expect(await run(first, "show", "clinical/tumour-malignancy")).toMatchObject({ code: 1, stderr: expect.stringContaining("This token reaches models that match vision/*.") });

  await row.hover();
  await row.getByRole("button", { name: `Rotate ${name}` }).click();
  await dialog.getByRole("button", { name: "Rotate the token" }).click();
  const second = await readSecret(page);
  await expect(page.getByRole("row", { name: new RegExp(name) })).toHaveCount(2);
  for (const token of [first, second]) expect((await run(token, "show", "vision/digit-reader")).code).toBe(0);
  const old = page.getByRole("row", { name: new RegExp(`${name}.*replaced by`) });
  await expect(old.getByRole("button", { name: `Rotate ${name}` })).toHaveCount(0);

  await old.hover();
  await old.getByRole("button", { name: `Revoke ${name}` }).click();
  await dialog.getByRole("button", { name: "Revoke" }).click();
  await expect(page.getByRole("row", { name: new RegExp(name) })).toHaveCount(1);
  expect(await run(first, "show", "vision/digit-reader")).toMatchObject({ code: 1, stderr: expect.stringContaining("This API token was revoked at") });
  const asked = await fetch(`${shared().url}/api/references/vision/digit-reader`, { headers: { authorization: `Bearer ${first}` } });
  expect(asked.status).toBe(401);
  expect((await run(second, "show", "vision/digit-reader")).code).toBe(0);
});

test("a maintainer makes a service account, its token pushes a version, and its maker can't sign for that", async ({ page }) => {
  test.setTimeout(180_000);
  const [name, model] = [fresh("trainer"), `quality/${fresh("by-machine")}`];
  await signInAs(page, "maintainer");
  await page.goto(`${shared().url}/teams/quality`);
  await page.getByRole("link", { name: /^Service accounts/ }).click();
  await alive(page);
  await page.getByRole("button", { name: "Create a service account" }).first().click();
  const dialog = page.getByRole("dialog");
  await dialog.getByRole("textbox", { name: "Name" }).fill("Not a name");
  await dialog.getByRole("button", { name: "Create the account" }).click();
  await expect(dialog.getByText(/Must be lower-case letters/)).toBeVisible();
  await dialog.getByRole("textbox", { name: "Name" }).fill(name);
  await dialog.getByLabel(/What it is for/).fill("Trains at night.");
  await dialog.getByRole("button", { name: "Create the account" }).click();
  await expect(page).toHaveURL(new RegExp(`/teams/quality/service-accounts/${name}$`));
  await page.getByRole("button", { name: "Create a token" }).click();
  await dialog.getByRole("textbox", { name: "Name" }).fill("ci");
  await expect(dialog.getByLabel("Everything but signing")).toHaveCount(0);
  await dialog.getByText("Chosen scopes").click();
  await expect(dialog.getByLabel("Approve promotions or request changes")).toHaveCount(0);
  await dialog.getByText("Publish", { exact: true }).click();
  await dialog.getByRole("button", { name: "Create the token" }).click();
  const secret = await readSecret(page);

  await writeFile(join(home, "model.bin"), "weights");
  const metadata = { description: "By a machine.", framework: "none", task: "none", metrics: { auc: 0.5 }, parameters: {}, datasets: [{ name: "d", role: "training" }] };
  await writeFile(join(home, "metadata.json"), JSON.stringify(metadata));
  expect(await run(secret, "push", "model.bin", "--model", model, "--metadata", "metadata.json")).toMatchObject({ code: 0, stdout: expect.stringContaining(`Registered ${model}@1`) });
  const requested = await run(secret, "promote", `${model}@1`, "--to", "production", "--reason", "Nightly.", "--json");
  const { id, evidenceDigest } = JSON.parse(requested.stdout) as { id: string; evidenceDigest: string };
  expect(await run(secret, "approve", id)).toMatchObject({ code: 1, stderr: expect.stringContaining("which no service account has: a machine signs nothing") });
  await expect(sdkOf("maintainer").api.reviews.review.mutate({ id, verdict: "approve", evidenceDigest })).rejects.toMatchObject({ reason: "self_approval" });
  await page.goto(`${shared().url}/promotions/${id}`);
  await expect(page.getByText(name).first()).toBeVisible();
  await expect(page.getByText(/You made a token of the service account/).first()).toBeVisible();
  expect((await sdkOf("reviewer").api.reviews.review.mutate({ id, verdict: "approve", evidenceDigest })).reviews.map(({ verdict }) => verdict)).toEqual(["approve"]);

  await page.goto(`${shared().url}/teams/quality?search=${name}`);
  await expect(page.getByRole("row", { name: new RegExp(name) })).toContainText("Machine");
  await page.getByRole("link", { name }).click();
  await alive(page);
  await page.getByRole("button", { name: "Retire" }).click();
  await dialog.getByLabel("Why").fill("Replaced.");
  await dialog.getByRole("button", { name: `Retire ${name}` }).click();
  await expect(page.getByText("This service account is retired")).toBeVisible();
  expect(await run(secret, "show", model)).toMatchObject({ code: 1, stderr: expect.stringContaining("was retired at") });
});

test("an administrator finds anybody's token and ends it, and nobody else sees that page", async ({ page }) => {
  const name = fresh("lost");
  await signInAs(page, "viewer");
  await page.goto(`${shared().url}/settings/tokens`);
  await alive(page);
  await page.getByRole("button", { name: "Create a token" }).first().click();
  const dialog = page.getByRole("dialog");
  await dialog.getByRole("textbox", { name: "Name" }).fill(name);
  await dialog.getByRole("button", { name: "Create the token" }).click();
  const secret = await readSecret(page);
  await page.goto(`${shared().url}/admin/tokens`);
  await expect(page.getByText("Only administrators see this page")).toBeVisible();

  await page.context().clearCookies();
  await signInAs(page, "admin");
  await page.goto(`${shared().url}/admin/tokens?state=live`);
  await alive(page);
  await page.getByLabel("Search tokens").fill(name);
  await expect(page).toHaveURL(new RegExp(`state=live&search=${name}`));
  const row = page.getByRole("row", { name: new RegExp(name) });
  await expect(row).toContainText("Vic Viewer");
  await expect(row.getByRole("button", { name: `Rotate ${name}` })).toHaveCount(0);
  await row.hover();
  await row.getByRole("button", { name: `Revoke ${name}` }).click();
  await dialog.getByRole("button", { name: "Revoke" }).click();
  await expect(page.getByText("No token is like that")).toBeVisible();
  expect(await run(secret, "whoami")).toMatchObject({ code: 1, stderr: expect.stringContaining("was revoked at") });
});
