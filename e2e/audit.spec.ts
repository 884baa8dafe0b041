/** The record: who may read it, how it is searched, how it leaves, and that what left can be verified. */
import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { execFile } from "node:child_process";
import { promisify } from "node:util";
import { alive, sdkOf, sessionOf, shared, signInAs } from "./demo-registry.ts";
import { expect, test } from "./test.ts";

const run = promisify(execFile);
let folder: string;
test.beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "countersign-e2e-"));
});
test.afterAll(() => rm(folder, { recursive: true, force: true }));

test("an administrator finds a refusal, opens it, exports the record, and verifies what left on the command line", async ({ page }) => {
  const { url } = shared();
  const model = "quality/refused-to-the-viewer";
  await expect(sdkOf("viewer").api.models.create.mutate({ model })).rejects.toThrow("model:create");

  await signInAs(page, "admin");
  await page.goto(`${url}/admin/users`);
  await page.getByRole("link", { name: "Audit" }).first().click();
  await expect(page.getByRole("heading", { level: 1, name: "Audit" })).toBeVisible();
  await page.getByLabel("Outcome").selectOption("refused");
  await page.getByLabel("Words").fill(model);
  await page.getByRole("button", { name: "Show", exact: true }).click();
  await expect(page).toHaveURL(/outcome=refused/);
  const entries = page.getByRole("list", { name: "Entries" }).getByRole("listitem");
  const entry = entries.filter({ hasText: model }).first();
  await expect(entry).toContainText("Vic Viewer was refused");
  await entry.locator("summary").click();
  await expect(entry).toContainText("forbidden: This needs the permission model:create");
  await expect(entry).toContainText("Previous hash");
  await entry.getByRole("link", { name: "Everything by Vic Viewer" }).click();
  await expect(page).toHaveURL(/actor=/);
  await expect(entries.first()).toContainText("Vic Viewer");

  await page.goto(`${url}/admin/audit?text=nothing-is-called-so`);
  await expect(page.getByText("No entry is like that")).toBeVisible();
  await page.getByRole("link", { name: "Show everything" }).first().click();
  await expect(page).toHaveURL(/\/admin\/audit$/);
  await page.getByRole("link", { name: "Older" }).click();
  await expect(page).toHaveURL(/cursor=/);

  await page.goto(`${url}/admin/audit?action=model.created`);
  const [csv] = await Promise.all([page.waitForEvent("download"), page.getByRole("link", { name: "Export CSV" }).click()]);
  expect(csv.suggestedFilename()).toMatch(/^countersign-audit-.*\.csv$/);
  const rows = (await readFile(await csv.path(), "utf8")).trimEnd().split("\r\n");
  expect(rows.length).toBeGreaterThan(1);
  expect(rows.slice(1).filter((row) => !row.includes("model.created"))).toEqual([]);

  await page.goto(`${url}/admin/audit`);
  const [jsonl] = await Promise.all([page.waitForEvent("download"), page.getByRole("link", { name: "Export JSONL" }).click()]);
  const file = join(folder, "record.jsonl");
  await jsonl.saveAs(file);
  const session = await sessionOf("admin");
  const { secret } = await session.call<{ secret: string }>("tokens.create", { name: "Auditing", scopes: ["audit:read"], expiresInDays: 1 });
  const cli = (...args: string[]) => run(process.execPath, ["sdk/bin/countersign.js", "audit", ...args], { env: { ...process.env, COUNTERSIGN_URL: url, COUNTERSIGN_TOKEN: secret } });
  expect((await cli("verify", file)).stdout).toContain("whole");
  expect((await cli("verify")).stdout).toContain("whole");
});

test("the page tells when the record was last signed, and a decision on how long it is kept is an entry itself", async ({ page }) => {
  test.setTimeout(150_000);
  const { url } = shared();
  await signInAs(page, "admin");
  await expect(async () => {
    await page.goto(`${url}/admin/audit`);
    await expect(page.getByText(/^entry [\d,]+,/)).toBeVisible({ timeout: 1000 });
  }).toPass({ timeout: 120_000 });
  await alive(page);
  const months = page.getByLabel("Months that entries are kept");
  await months.fill("0");
  await page.getByRole("button", { name: "Save" }).click();
  await expect(page.getByText("Must be at least 1 month")).toBeVisible();
  await months.fill("120");
  await page.getByRole("button", { name: "Save" }).click();
  await expect(page.getByText("The record is kept for 120 months")).toBeVisible();
  await expect(page.getByRole("list", { name: "Entries" })).toContainText("decided how long to keep the audit");
  await months.fill("");
  await page.getByRole("button", { name: "Save" }).click();
  await expect(page.getByText("The record is kept for ever")).toBeVisible();
});

test("an auditor reads the record and decides nothing; others are told where to look", async ({ page, browser }) => {
  const { url } = shared();
  const email = `auditor-${test.info().retry}@demo.local`;
  const session = await sessionOf("admin");
  await session.call("identity.createUser", { name: "Olu Auditor", email, password: "countersign demo", siteRole: "auditor" });
  await page.goto(`${url}/sign-in`);
  await page.getByLabel("E-mail").fill(email);
  await page.getByLabel("Password").fill("countersign demo");
  await page.getByRole("button", { name: "Sign in" }).click();
  await expect(page).toHaveURL(/\/models$/);
  await page.getByRole("link", { name: "Audit" }).first().click();
  await expect(page.getByRole("list", { name: "Entries" })).toBeVisible();
  await expect(page.getByText("The record is kept for ever.")).toBeVisible();
  await expect(page.getByLabel("Months that entries are kept")).toHaveCount(0);
  await expect(page.getByRole("navigation", { name: "Administration" }).getByRole("link", { name: "Users" })).toHaveCount(0);

  const member = await (await browser.newContext()).newPage();
  await signInAs(member, "viewer");
  await member.goto(`${url}/admin/audit`);
  await expect(member.getByText("The whole record is for administrators and auditors.")).toBeVisible();
});
