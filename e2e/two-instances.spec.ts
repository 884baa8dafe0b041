/** Two processes over one database and one folder: what is done at one shows at the other, to services and to people. */
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createRegistry, type Watch } from "@countersign/sdk";
import { createPeople, type Account } from "../demo/accounts.ts";
import { databaseUrl, signIn, startProcess, type RegistryProcess, type Session } from "../server/testing/process.ts";
import { alive, giveSession } from "./demo-registry.ts";
import { metadata } from "./promotion-scene.ts";
import { expect, test } from "./test.ts";

const model = "quality/twice-served";

let home: string;
let reviewer: Session;
let accounts: Record<"author" | "reviewer" | "viewer", Account>;
let one: RegistryProcess;
let other: RegistryProcess;
test.beforeAll(async () => {
  home = await mkdtemp(join(tmpdir(), "countersign-two-"));
  one = await startProcess({ home });
  other = await startProcess({ home, env: { DATABASE_URL: await databaseUrl(home) } });
  accounts = await createPeople(one.url, ["author", "reviewer", "viewer"]);
  reviewer = await signIn(one.url, accounts.reviewer.email, accounts.reviewer.password);
  const author = createRegistry({ url: one.url, token: accounts.author.token });
  for (const content of ["one", "two", "three"]) {
    await writeFile(join(home, "model.bin"), content);
    await author.saveModel({ model, files: join(home, "model.bin"), metadata });
  }
});
test.afterAll(async () => {
  await other.stop();
  await one.stop();
  await rm(home, { recursive: true, force: true });
});

/** How long a move may take to the other process, in milliseconds: a second, where the machine does nothing else. */
const most = process.env["COUNTERSIGN_CAMPAIGN"] ? 1000 : 10_000;

/** Asked and signed for at the first process. @returns when it was applied */
async function promote(version: number): Promise<number> {
  const { id } = await createRegistry({ url: one.url, token: accounts.author.token }).promotions.request({ reference: `${model}@${version}`, to: "production", reason: "For both." });
  await createRegistry({ url: one.url, token: accounts.reviewer.token }).promotions.approve(id);
  return performance.now();
}

test("a promotion that is applied at one reaches services and pages at the other", async ({ page }) => {
  test.setTimeout(120_000);
  await promote(1);
  let movedAt = 0;
  const watch: Watch = await createRegistry({ url: other.url, token: accounts.viewer.token, cache: false }).watch(`${model}@production`, { to: join(home, "service"), onChange: () => void (movedAt = performance.now()) });
  expect(watch.current?.version).toBe(1);
  await giveSession(page, other.url, reviewer);
  const listening = page.waitForResponse((response) => response.url().includes("watching.changes"));
  await page.goto(`${other.url}/models/${model}`);
  await alive(page);
  await listening;
  const live = page.getByRole("main").locator(`a[href$="/versions/2"]`).filter({ hasText: "production" }).first();
  await expect(live).toHaveCount(0);
  const appliedAt = await promote(2);
  await expect(live).toBeVisible({ timeout: most });
  const shownAt = performance.now();
  await expect.poll(() => watch.current?.version).toBe(2);
  test.info().annotations.push({ type: "ms", description: `service ${(movedAt - appliedAt).toFixed(0)}, page ${(shownAt - appliedAt).toFixed(0)}` });
  expect(movedAt - appliedAt).toBeLessThan(most);
  expect(shownAt - appliedAt).toBeLessThan(most);
  await watch.close();
});

test("a list of reviews at one shows what is asked for at the other", async ({ page }) => {
  await giveSession(page, other.url, reviewer);
  const listening = page.waitForResponse((response) => response.url().includes("watching.changes"));
  await page.goto(`${other.url}/reviews`);
  await alive(page);
  await listening;
  await createRegistry({ url: one.url, token: accounts.author.token }).promotions.request({ reference: `${model}@3`, to: "production", reason: "The third." });
  await expect(page.getByText("The third.").first()).toBeVisible({ timeout: 3 * most });
});

test("a process that stops sends its watchers to another, and they miss nothing", async () => {
  test.setTimeout(120_000);
  const author = createRegistry({ url: one.url, token: accounts.author.token });
  await author.api.pointers.setAlias.mutate({ model, alias: "champion", version: 1 });
  const port = Number(new URL(other.url).port);
  const watch = await createRegistry({ url: other.url, token: accounts.viewer.token, cache: false }).watch(`${model}@champion`, { to: join(home, "steady"), onChange: () => {} });
  await other.stop();
  await author.api.pointers.setAlias.mutate({ model, alias: "champion", version: 2 });
  expect(watch.current?.version).toBe(1);
  other = await startProcess({ home, port, env: { DATABASE_URL: await databaseUrl(home) } });
  await expect.poll(() => watch.current?.version, { timeout: 20_000 }).toBe(2);
  await watch.close();
});
