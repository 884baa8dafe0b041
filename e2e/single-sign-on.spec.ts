/** Signing in at a real OpenID Connect provider on loopback, in the browser, against the built application. */
import { execFile } from "node:child_process";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import type { Page } from "@playwright/test";
import { eq } from "drizzle-orm";
import { connect, type Database } from "../server/db/client.ts";
import { sessions, users } from "../server/identity/tables.ts";
import { callMutation, databaseUrl, signIn, startProcess, type RegistryProcess } from "../server/testing/process.ts";
import { startOidcProvider, type TestProvider } from "./oidc-provider.ts";
import { expect, test } from "./test.ts";

// One story: each test goes on with the registry as the one before has left it.
test.describe.configure({ mode: "serial" });

const root = { name: "Root", email: "root@example.com", password: "seals are made of wax" };
let home: string;
let provider: TestProvider;
let registry: RegistryProcess;

test.beforeAll(async () => {
  home = await mkdtemp(join(tmpdir(), "countersign-oidc-"));
  provider = await startOidcProvider();
  registry = await startProcess({ home, env: provider.env });
  await callMutation(registry.url, "identity.setUp", root);
  const session = await signIn(registry.url, root.email, root.password);
  await session.call("teams.create", { slug: "risk", name: "Risk" });
  await session.call("identity.createUser", { name: "Grace Hopper", email: "grace@example.com", password: root.password });
  await session.call("singleSignOn.addMapping", { gives: "team", group: "risk-signers", team: "risk", role: "reviewer" });
  await session.call("singleSignOn.addMapping", { gives: "site", group: "ops", siteRole: "admin" });
  provider.people
    .set("ada", { email: "ada@example.com", email_verified: true, name: "Ada Lovelace", groups: ["risk-signers"] })
    .set("grace", { email: "Grace@Example.com", email_verified: true, name: "Grace at the provider", groups: [] })
    .set("mallory", { email: root.email, email_verified: false, name: "Mallory", groups: ["ops"] })
    .set("olga", { email: "olga@example.com", email_verified: true, name: "Olga", groups: ["ops"] });
});
test.afterAll(async () => {
  await registry.stop();
  await provider.close();
  await rm(home, { recursive: true, force: true });
});

const button = (page: Page) => page.getByRole("button", { name: "Sign in with Keyring" });

/** Goes through the provider's own form, as somebody whom its cookies don't know yet. */
async function signInThere(page: Page, login: string, from = "/sign-in"): Promise<void> {
  await page.context().clearCookies();
  await page.goto(`${registry.url}${from}`);
  await button(page).click();
  await answerThere(page, login);
}

async function answerThere(page: Page, login: string): Promise<void> {
  await expect(page).toHaveURL(/\/interaction\//);
  await page.getByLabel("Who are you?").fill(login);
  await page.getByRole("button", { name: "Go on" }).click();
}

async function whoIsThere(page: Page): Promise<{ email: string; siteRole: string } | null> {
  const answer = await page.request.get(`${registry.url}/api/trpc/identity.whoami`);
  return answer.ok() ? ((await answer.json()) as { result: { data: { email: string; siteRole: string } } }).result.data : null;
}

const sessionCookie = async (page: Page) => (await page.context().cookies(registry.url)).find(({ name }) => name.endsWith("session-token"))?.value;

test("a provider that does not answer is told in words, and hinders no password", async ({ page }) => {
  await page.goto(`${registry.url}/sign-in`);
  await button(page).click();
  await expect(page.getByText("The provider could not be reached")).toBeVisible();
  await page.getByLabel("E-mail").fill(root.email);
  await page.getByLabel("Password").fill(root.password);
  await page.getByRole("button", { name: "Sign in", exact: true }).click();
  await expect(page).toHaveURL(/\/models$/);
  await page.goto(`${registry.url}/admin/single-sign-on`);
  await expect(page.getByText("answers with 503")).toBeVisible();
  provider.serve(registry.url);
  await page.getByRole("button", { name: "Ask it again" }).click();
  await expect(page.getByText("answers", { exact: true })).toBeVisible();
  await expect(page.getByText(`${registry.url}/api/auth/callback/oidc`)).toBeVisible();
});

test("the first sign-in makes an account with the roles of its groups, and leads to where one was going", async ({ page }) => {
  await signInThere(page, "ada", "/sign-in?callbackUrl=%2Fteams%2Frisk");
  await expect(page).toHaveURL(`${registry.url}/teams/risk`);
  await expect(page.getByRole("row", { name: /Ada Lovelace/ })).toContainText(/reviewer/i);
  expect(await whoIsThere(page)).toMatchObject({ email: "ada@example.com", siteRole: "member" });
});

test("the next sign-in takes away what the groups give no more, and gives what they give now", async ({ page }) => {
  provider.people.set("ada", { ...provider.people.get("ada"), groups: ["ops"] });
  await signInThere(page, "ada");
  await expect(page).toHaveURL(/\/models$/);
  expect(await whoIsThere(page)).toMatchObject({ siteRole: "admin" });
  await page.goto(`${registry.url}/teams/risk`);
  await expect(page.getByRole("heading", { name: "Risk" })).toBeVisible();
  await expect(page.getByRole("row", { name: /Ada Lovelace/ })).toHaveCount(0);
  provider.people.set("ada", { ...provider.people.get("ada"), groups: [] });
  await signInThere(page, "ada");
  await expect(page).toHaveURL(/\/models$/);
  expect(await whoIsThere(page)).toMatchObject({ siteRole: "member" });
});

test("an account that is there is linked by its verified address", async ({ page }) => {
  await signInThere(page, "grace");
  await expect(page).toHaveURL(/\/models$/);
  expect(await whoIsThere(page)).toMatchObject({ email: "grace@example.com" });
  await expect(page.getByRole("button", { name: "Grace Hopper: your menu" })).toBeVisible();
});

test("an address that is not verified links nothing, be it an administrator's", async ({ page }) => {
  await signInThere(page, "mallory");
  await expect(page.getByText("does not say that your e-mail address is verified")).toBeVisible();
  expect(await whoIsThere(page)).toBeNull();
});

test("a sign-in that is broken off at the provider leads back with a word about it", async ({ page }) => {
  await signInThere(page, "");
  await expect(page.getByText("did not come to an end")).toBeVisible();
  expect(await whoIsThere(page)).toBeNull();
});

test.describe("a callback", () => {
  /** Goes as far as the provider's answer, which is not delivered: a browser follows it before anybody can look. */
  async function caught(page: Page, login: string): Promise<string> {
    await page.context().clearCookies();
    await page.goto(`${registry.url}/sign-in`);
    await button(page).click();
    await expect(page).toHaveURL(/\/interaction\//);
    const answered = await page.request.post(page.url(), { form: { login }, maxRedirects: 0 });
    const resumed = await page.request.get(answered.headers()["location"]!, { maxRedirects: 0 });
    const address = resumed.headers()["location"]!;
    expect(address).toContain("/api/auth/callback/oidc?code=");
    return address;
  }

  test("that was meant for another browser signs nobody in", async ({ page, browser }) => {
    const address = await caught(page, "grace");
    const victim = await browser.newPage();
    await victim.goto(address);
    await expect(victim).toHaveURL(/\/sign-in\?.*error=/);
    expect(await whoIsThere(victim)).toBeNull();
    // Not even one that has begun a sign-in itself: its state, its nonce and its proof of the code are others.
    await victim.goto(`${registry.url}/sign-in`);
    await button(victim).click();
    await expect(victim).toHaveURL(/\/interaction\//);
    await victim.goto(address);
    await expect(victim).toHaveURL(/\/sign-in\?.*error=/);
    expect(await whoIsThere(victim)).toBeNull();
    await victim.close();
  });

  test("with a state, a nonce or a proof that was planted or taken away is refused", async ({ page }) => {
    for (const part of ["state", "pkce.code_verifier", "nonce"]) {
      const address = await caught(page, "grace");
      const name = `next-auth.${part}`;
      await page.context().clearCookies({ name });
      await page.context().addCookies([{ name, value: "planted", url: registry.url }]);
      await page.goto(address);
      await expect(page).toHaveURL(/\/sign-in\?.*error=/);
      expect(await whoIsThere(page)).toBeNull();
    }
    const address = await caught(page, "grace");
    await page.goto(address.replace(/state=[^&]+/, "state=foreign"));
    await expect(page).toHaveURL(/\/sign-in\?.*error=/);
    expect(await whoIsThere(page)).toBeNull();
  });

  test("that comes twice signs in once", async ({ page, browser }) => {
    const address = await caught(page, "grace");
    const cookies = await page.context().cookies();
    await page.goto(address);
    await expect(page).toHaveURL(/\/models$/);
    // Even with everything that the browser knew before.
    const other = await browser.newContext();
    await other.addCookies(cookies);
    const replay = await other.newPage();
    await replay.goto(address);
    await expect(replay).toHaveURL(/\/sign-in\?.*error=/);
    expect(await whoIsThere(replay)).toBeNull();
    await other.close();
  });
});

test("a session that was planted before a sign-in is not the one after it, and one that was there before has ended", async ({ page }) => {
  await signInThere(page, "grace");
  await expect(page).toHaveURL(/\/models$/);
  const before = await sessionCookie(page);
  await page.goto(`${registry.url}/sign-in`);
  await button(page).click();
  await expect(page).toHaveURL(/\/models$/);
  const after = await sessionCookie(page);
  expect(after).not.toBe(before);
  await page.context().addCookies([{ name: "next-auth.session-token", value: before!, url: registry.url }]);
  expect(await whoIsThere(page)).toBeNull();
  await page.context().clearCookies();
  await page.context().addCookies([{ name: "next-auth.session-token", value: "planted-by-somebody-else", url: registry.url }]);
  await page.goto(`${registry.url}/sign-in`);
  await button(page).click();
  await answerThere(page, "grace");
  await expect(page).toHaveURL(/\/models$/);
  expect(await sessionCookie(page)).not.toBe("planted-by-somebody-else");
});

test("an act that wants a fresh sign-in wants one at the provider from who has come by it, and leads back", async ({ page }) => {
  await signInThere(page, "olga");
  await expect(page).toHaveURL(/\/models$/);
  expect(await whoIsThere(page)).toMatchObject({ siteRole: "admin" });
  await page.goto(`${registry.url}/admin/single-sign-on`);
  await page.getByRole("button", { name: "Map a group" }).click();
  await page.getByLabel("Group", { exact: true }).fill("risk-readers");
  await page.getByRole("dialog").getByRole("button", { name: "Map the group" }).click();
  await expect(page.getByRole("row", { name: /risk-readers/ })).toContainText("viewer in the team risk");

  await inDatabase((db) => db.update(sessions).set({ confirmedAt: new Date(Date.now() - 11 * 60_000) }));
  await page.reload();
  await page.getByRole("button", { name: "Map a group" }).click();
  await page.getByLabel("Group", { exact: true }).fill("risk-makers");
  await expect(page.getByRole("dialog").getByText("This wants a sign-in of the last ten minutes")).toBeVisible();
  await page.getByRole("dialog").getByRole("button", { name: "Map the group" }).click();
  await expect(page.getByRole("dialog").getByText("wants a sign-in of the last ten minutes").nth(1)).toBeVisible();
  // The provider knows who it is, and asks all the same.
  await page.getByRole("button", { name: "Sign in again with Keyring" }).click();
  await answerThere(page, "olga");
  await expect(page).toHaveURL(`${registry.url}/admin/single-sign-on`);
  await page.getByRole("button", { name: "Map a group" }).click();
  await page.getByLabel("Group", { exact: true }).fill("risk-makers");
  await page.getByRole("dialog").getByRole("button", { name: "Map the group" }).click();
  await expect(page.getByRole("row", { name: /risk-makers/ })).toBeVisible();
});

async function inDatabase(work: (db: Database) => Promise<unknown>): Promise<void> {
  const { db, close } = connect(await databaseUrl(home), { max: 2 });
  await work(db);
  await close();
}

async function csrfOf(page: Page): Promise<string> {
  return ((await (await page.request.get(`${registry.url}/api/auth/csrf`)).json()) as { csrfToken: string }).csrfToken;
}

test("site settings: the name stands everywhere, and passwords are switched off only by who has come another way", async ({ page }) => {
  await page.goto(`${registry.url}/sign-in`);
  await page.getByLabel("E-mail").fill(root.email);
  await page.getByLabel("Password").fill(root.password);
  await page.getByRole("button", { name: "Sign in", exact: true }).click();
  await expect(page).toHaveURL(/\/models$/);
  await page.goto(`${registry.url}/admin/settings`);
  await page.getByLabel("Name").fill("Models of ACME");
  await page.getByRole("button", { name: "Save the settings" }).click();
  await expect(page.getByRole("navigation", { name: "Main" }).getByText("Models of ACME")).toBeVisible();
  await expect(page).toHaveTitle("Settings · Models of ACME");
  await page.getByLabel("People can sign in with a password").uncheck();
  await page.getByRole("button", { name: "Save the settings" }).click();
  await expect(page.getByText("by an administrator who has signed in with Keyring")).toBeVisible();
});

test("passwords that are off: no form, and none is taken; the server's shell brings them back", async ({ page }) => {
  await signInThere(page, "olga");
  await expect(page).toHaveURL(/\/models$/);
  await page.goto(`${registry.url}/admin/settings`);
  await page.getByLabel("People can sign in with a password").uncheck();
  await page.getByRole("button", { name: "Save the settings" }).click();
  await expect(page.getByText("The settings are changed")).toBeVisible();

  await page.context().clearCookies();
  await page.goto(`${registry.url}/sign-in`);
  await expect(button(page)).toBeVisible();
  await expect(page.getByLabel("Password")).toHaveCount(0);
  const answer = await page.request.post(`${registry.url}/api/auth/callback/credentials`, {
    headers: { origin: registry.url },
    form: { csrfToken: await csrfOf(page), email: root.email, password: root.password, json: "true" },
  });
  expect(answer.status()).toBe(401);
  expect(decodeURIComponent(await answer.text())).toContain("Passwords are switched off here");
  expect(await whoIsThere(page)).toBeNull();

  const admin = (...words: string[]) => promisify(execFile)(process.execPath, ["server/admin.ts", "sign-in", "passwords", ...words], { env: { ...process.env, ...provider.env, COUNTERSIGN_HOME: home } });
  expect((await admin("on")).stdout).toContain("People can sign in with a password again.");
  await signIn(registry.url, root.email, root.password);
  await expect(admin("perhaps")).rejects.toThrow("neither on nor off");
});

test("who is deactivated is refused, though the provider knows them", async ({ page }) => {
  await inDatabase((db) => db.update(users).set({ deactivatedAt: new Date() }).where(eq(users.email, "grace@example.com")));
  await signInThere(page, "grace");
  await expect(page.getByText("Your account here is deactivated")).toBeVisible();
  expect(await whoIsThere(page)).toBeNull();
});
