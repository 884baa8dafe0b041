/** An empty registry, from its first visit to its first token. */
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createRegistry } from "@countersign/sdk";
import { signIn, startProcess, type RegistryProcess } from "../server/testing/process.ts";
import { alive, giveSession } from "./demo-registry.ts";
import { expect, test } from "./test.ts";

// One story: each test goes on with the registry as the one before has left it.
test.describe.configure({ mode: "serial" });

let home: string;
let registry: RegistryProcess;
test.beforeAll(async () => {
  home = await mkdtemp(join(tmpdir(), "countersign-first-"));
  registry = await startProcess({ home });
});
test.afterAll(async () => {
  await registry.stop();
  await rm(home, { recursive: true, force: true });
});

const password = "seals are made of wax";

test("the first visitor becomes the administrator, makes a team, a colleague and a token, and pushes", async ({ page }) => {
  await page.goto(registry.url);
  await expect(page).toHaveURL(/\/setup$/);
  await page.getByLabel("Your name").fill("Ada Lovelace");
  await page.getByLabel("E-mail").fill("not an address");
  await page.getByLabel("Password").fill("short");
  await page.getByRole("button", { name: "Create the administrator" }).click();
  await expect(page.getByText("Must be an e-mail address such as ada@example.com")).toBeVisible();
  await expect(page.getByText("Must have at least 10 characters")).toBeVisible();
  await expect(page.getByLabel("Your name")).toHaveValue("Ada Lovelace");
  await page.getByLabel("E-mail").fill("ada@example.com");
  await page.getByLabel("Password").fill(password);
  await page.getByRole("button", { name: "Create the administrator" }).click();
  await expect(page).toHaveURL(/\/models$/);

  await page.getByRole("link", { name: "Teams" }).first().click();
  await page.getByRole("button", { name: /team/i }).first().click();
  const team = page.getByRole("dialog");
  await team.getByLabel(/^Name/).fill("Risk");
  await team.getByRole("button", { name: /Create/ }).click();
  await expect(page.getByText("risk").first()).toBeVisible();

  await page.goto(`${registry.url}/admin/users`);
  await page.getByRole("button", { name: /Add/ }).first().click();
  const person = page.getByRole("dialog");
  await person.getByLabel(/^Name/).fill("Grace Hopper");
  await person.getByLabel(/E-mail/).fill("grace@example.com");
  await person.getByLabel(/password/i).first().fill(password);
  await person.getByRole("button", { name: /^Add/ }).click();
  await expect(page.getByText("grace@example.com").first()).toBeVisible();

  await page.goto(`${registry.url}/settings/tokens`);
  await page.getByRole("button", { name: /token/i }).first().click();
  const token = page.getByRole("dialog");
  await token.getByLabel(/^Name/).fill("laptop");
  await token.getByText("Everything but signing").click();
  await token.getByRole("button", { name: /Create/ }).click();
  const shown = page.getByText(/cs_[\w-]{43}/).first();
  await expect(shown).toBeVisible();
  const secret = /cs_[\w-]{43}/.exec((await shown.textContent()) ?? "")![0];
  const file = join(home, "weights.bin");
  await writeFile(file, "weights");
  const saved = await createRegistry({ url: registry.url, token: secret }).saveModel({
    model: "risk/first",
    files: file,
    metadata: { description: "First.", framework: "none", task: "none", metrics: { auc: 0.5 }, parameters: {}, datasets: [{ name: "d", role: "training" }] },
  });
  expect(saved.reference).toBe("risk/first@1");
});

test("signing in is refused with a wrong password, works with the right one, and leads back", async ({ page }) => {
  await page.goto(`${registry.url}/models/risk/first`);
  await expect(page).toHaveURL(/\/sign-in/);
  await page.getByLabel("E-mail").fill("ada@example.com");
  await page.getByLabel("Password").fill("wrong");
  await page.getByRole("button", { name: "Sign in" }).click();
  await expect(page.getByText("don't belong together")).toBeVisible();
  await expect(page.getByLabel("E-mail")).toHaveValue("ada@example.com");
  await page.getByLabel("Password").fill(password);
  await page.getByRole("button", { name: "Sign in" }).click();
  await expect(page).not.toHaveURL(/\/sign-in/);
  const [session] = (await page.context().cookies()).filter((cookie) => cookie.name.includes("session-token"));
  expect(session).toMatchObject({ httpOnly: true, sameSite: "Lax" });
  await alive(page);
  await page.getByRole("button", { name: /Ada Lovelace: your menu/ }).click();
  await page.getByRole("menuitem", { name: "Sign out" }).click();
  await expect(page).toHaveURL(/\/sign-in/);
  await page.goto(`${registry.url}/models`);
  await expect(page).toHaveURL(/\/sign-in/);
});

test("the last administrator can't be demoted, and is told why", async ({ page }) => {
  await giveSession(page, registry.url, await signIn(registry.url, "ada@example.com", password));
  await page.goto(`${registry.url}/admin/users?role=admin`);
  await page.getByRole("link", { name: "Ada Lovelace" }).click();
  await page.getByRole("button", { name: "Change the role" }).click();
  await page.getByRole("dialog").getByLabel("Site role").selectOption("member");
  await page.getByRole("dialog").getByRole("button", { name: "Change the role" }).click();
  await expect(page.getByText("This is the last administrator of the registry")).toBeVisible();
});
