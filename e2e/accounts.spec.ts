/** People's accounts, from the invitation to the deactivation, each in a browser of its own. */
import type { Page } from "@playwright/test";
import { TOTP } from "otpauth";
import { people } from "../demo/accounts.ts";
import { signIn } from "../server/testing/process.ts";
import { giveSession, sessionOf, shared } from "./demo-registry.ts";
import { fresh, pageOf } from "./promotion-scene.ts";
import { expect, test } from "./test.ts";

const password = "seals are made of wax";

interface Person {
  id: string;
  name: string;
  email: string;
  password: string;
}

/** An account of one test alone. */
async function addPerson(given: string): Promise<Person> {
  const name = fresh(given);
  const email = `${name.toLowerCase()}@example.com`;
  const { id } = await (await sessionOf("admin")).call<{ id: string }>("identity.createUser", { name, email, password });
  return { id, name, email, password };
}

/** Gives a page a session of somebody who was made for the test. */
async function begin(page: Page, person: Person): Promise<Page> {
  await giveSession(page, shared().url, await signIn(shared().url, person.email, person.password));
  return page;
}

async function fillSignIn(page: Page, { email, password: given }: { email: string; password: string }): Promise<void> {
  await page.goto(`${shared().url}/sign-in`);
  await page.getByLabel("E-mail").fill(email);
  await page.getByLabel("Password").fill(given);
  await page.getByRole("button", { name: "Sign in" }).click();
}

/** The link that a dialog shows this once. */
async function linkIn(page: Page): Promise<string> {
  const text = page.getByRole("dialog").getByText(/\/(invitation|reset)\/[\w-]{43}/);
  await expect(text).toBeVisible();
  return (await text.textContent()) ?? "";
}

test("an invitation by link gives an account with its team, once, and can be taken back", async ({ browser }) => {
  const [team, grace, nobody] = [fresh("risk"), `${fresh("grace")}@example.com`, `${fresh("nobody")}@example.com`];
  await (await sessionOf("admin")).call("teams.create", { slug: team, name: "Risk" });
  const page = await pageOf(browser, "admin");
  await page.goto(`${shared().url}/admin/users`);
  await page.getByRole("button", { name: "Invite by link" }).click();
  const dialog = page.getByRole("dialog");
  await dialog.getByLabel("E-mail").fill(grace);
  await dialog.getByLabel("Team").selectOption(team);
  await dialog.getByLabel(`Role in ${team}`).selectOption("reviewer");
  await dialog.getByRole("button", { name: "Make the link" }).click();
  const link = await linkIn(page);
  await dialog.getByRole("button", { name: "Done" }).click();
  await expect(page.getByRole("table", { name: "Invitations that wait" }).getByText(grace)).toBeVisible();

  const guest = await (await browser.newContext()).newPage();
  await guest.goto(link);
  await expect(guest.getByText(`${people.admin.name} invites you`)).toBeVisible();
  await guest.getByLabel("Your name").fill("Grace Hopper");
  await guest.getByLabel("Password").fill("short");
  await guest.getByRole("button", { name: "Make your account" }).click();
  await expect(guest.getByText("Must have at least 10 characters")).toBeVisible();
  await guest.getByLabel("Password").fill(password);
  await guest.getByRole("button", { name: "Make your account" }).click();
  await expect(guest).toHaveURL(/\/models$/);
  await guest.goto(`${shared().url}/teams/${team}`);
  await expect(guest.getByText(grace).first()).toBeVisible();
  await guest.goto(link);
  await expect(guest.getByRole("heading", { name: "This invitation is over" })).toBeVisible();

  const { secret } = await (await sessionOf("admin")).call<{ secret: string }>("invitations.create", { email: nobody });
  await page.reload();
  await page.getByRole("button", { name: `Take back the invitation of ${nobody}` }).click();
  await page.getByRole("dialog").getByRole("button", { name: "Take it back" }).click();
  await expect(page.getByText("The invitation is taken back")).toBeVisible();
  await guest.goto(`${shared().url}/invitation/${secret}`);
  await expect(guest.getByRole("heading", { name: "This invitation is over" })).toBeVisible();
});

test("a second factor is set up, asked for, stood in for by a recovery code, and turned off", async ({ page, browser }) => {
  test.setTimeout(180_000);
  const mary = await addPerson("Mary");
  await begin(page, mary);
  await page.goto(`${shared().url}/settings/security`);
  await page.getByRole("button", { name: "Set up" }).click();
  const dialog = page.getByRole("dialog");
  await dialog.getByRole("button", { name: "Go on" }).click();
  await expect(dialog.getByRole("img", { name: "The QR code for your authenticator" })).toBeVisible();
  const secret = (await dialog.locator("code").first().textContent()) ?? "";
  const codeAt = (steps: number) => new TOTP({ secret }).generate({ timestamp: Date.now() + steps * 30_000 });
  await dialog.getByLabel("The code that it shows now").fill("000000");
  await dialog.getByRole("button", { name: "Turn it on" }).click();
  await expect(dialog.getByText("That code is wrong")).toBeVisible();
  const used = codeAt(-1);
  await dialog.getByLabel("The code that it shows now").fill(used);
  await dialog.getByRole("button", { name: "Turn it on" }).click();
  const listed = dialog.getByRole("list", { name: "Recovery codes" }).getByRole("listitem");
  await expect(listed).toHaveCount(10);
  const codes = await listed.allTextContents();
  await dialog.getByRole("button", { name: "I have kept them" }).click();
  await expect(page.getByText("10 of 10 recovery codes are left")).toBeVisible();

  const other = await (await browser.newContext()).newPage();
  await fillSignIn(other, mary);
  await expect(other.getByRole("heading", { name: "Your second factor" })).toBeVisible();
  await other.getByLabel("Code").fill(used);
  await other.getByRole("button", { name: "Sign in" }).click();
  await expect(other.getByText("That code is wrong, over, or was used already")).toBeVisible();
  await other.getByLabel("Code").fill(codeAt(0));
  await other.getByRole("button", { name: "Sign in" }).click();
  await expect(other).toHaveURL(/\/models$/);

  const third = await (await browser.newContext()).newPage();
  await fillSignIn(third, mary);
  await third.getByLabel("Code").fill(codes[0] ?? "");
  await third.getByRole("button", { name: "Sign in" }).click();
  await expect(third).toHaveURL(/\/models$/);

  await third.goto(`${shared().url}/settings/security`);
  await expect(third.getByText("9 of 10 recovery codes are left")).toBeVisible();
  await third.getByRole("button", { name: "Turn off" }).click();
  await third.getByLabel("A code, to turn it off").fill(codes[1] ?? "");
  await third.getByRole("button", { name: "Turn it off" }).click();
  await expect(third.getByRole("button", { name: "Set up" })).toBeVisible();
});

test("sessions are listed, and one that is ended is sent to sign in", async ({ browser }) => {
  const joan = await addPerson("Joan");
  const [here, there] = [await (await browser.newContext()).newPage(), await (await browser.newContext()).newPage()];
  for (const page of [here, there]) {
    await fillSignIn(page, joan);
    await expect(page).toHaveURL(/\/models$/);
  }
  await here.goto(`${shared().url}/settings/security`);
  await expect(here.getByText("This one")).toBeVisible();
  await expect(here.getByRole("table", { name: "Sessions" }).getByText("Chrome on Linux")).toHaveCount(2);
  await here.getByRole("button", { name: /End the session with/ }).click();
  await here.getByRole("dialog").getByRole("button", { name: "End the session" }).click();
  await expect(here.getByRole("table", { name: "Sessions" }).getByText("Chrome on Linux")).toHaveCount(1);
  await there.goto(`${shared().url}/teams`);
  await expect(there).toHaveURL(/\/sign-in/);
  await here.goto(`${shared().url}/teams`);
  await expect(here).toHaveURL(/\/teams/);
});

test("a new password comes by a link of an administrator, and ends the sessions", async ({ browser }) => {
  const edith = await addPerson("Edith");
  const page = await pageOf(browser, "admin");
  const hers = await begin(await (await browser.newContext()).newPage(), edith);
  await page.goto(`${shared().url}/admin/users?search=${edith.name}`);
  await page.getByRole("link", { name: edith.name }).click();
  await page.getByRole("button", { name: "Reset the password" }).click();
  await page.getByRole("dialog").getByRole("button", { name: "Make the link" }).click();
  const link = await linkIn(page);

  const mail = await (await browser.newContext()).newPage();
  await mail.goto(link);
  await mail.getByLabel("New password").fill("another good sentence");
  await mail.getByRole("button", { name: "Set the password" }).click();
  await expect(mail.getByText("Your new password counts")).toBeVisible();
  await hers.goto(`${shared().url}/teams`);
  await expect(hers).toHaveURL(/\/sign-in/);
  await fillSignIn(hers, edith);
  await expect(hers.getByText("don't belong together")).toBeVisible();
  await fillSignIn(hers, { ...edith, password: "another good sentence" });
  await expect(hers).toHaveURL(/\/models$/);
  await mail.goto(link);
  await expect(mail.getByRole("heading", { name: "This link is over" })).toBeVisible();
});

test("one's own password is changed, and the name", async ({ page }) => {
  const ruth = await addPerson("Ruth");
  await begin(page, ruth);
  await page.goto(`${shared().url}/settings/profile`);
  await page.getByLabel("Your name").fill("Ruth Teitelbaum");
  await page.getByRole("button", { name: "Change the name" }).click();
  await expect(page.getByRole("button", { name: "Ruth Teitelbaum: your menu" })).toBeVisible();
  await page.getByLabel("Present password").fill("wrong");
  await page.getByLabel("New password").fill("another good sentence");
  await page.getByRole("button", { name: "Change the password" }).click();
  await expect(page.getByText("That is not your password")).toBeVisible();
  await expect(page.getByLabel("New password")).toHaveValue("another good sentence");
  await page.getByLabel("Present password").fill(password);
  await page.getByRole("button", { name: "Change the password" }).click();
  await expect(page.getByText("Your password is changed")).toBeVisible();
  await signIn(shared().url, ruth.email, "another good sentence");
});

test("who is deactivated is out at once, and so is their token", async ({ browser }) => {
  const kay = await addPerson("Kay");
  const session = await signIn(shared().url, kay.email, kay.password);
  const { secret } = await session.call<{ secret: string }>("tokens.create", { name: "laptop", scopes: ["model:read"], expiresInDays: 1 });
  const whoami = () => fetch(`${shared().url}/api/trpc/identity.whoami`, { headers: { authorization: `Bearer ${secret}` } });
  expect((await whoami()).status).toBe(200);
  const page = await pageOf(browser, "admin");
  const theirs = await begin(await (await browser.newContext()).newPage(), kay);

  await page.goto(`${shared().url}/admin/users/${kay.id}`);
  await expect(page.getByRole("table", { name: "API tokens" }).getByText("laptop")).toBeVisible();
  await page.getByRole("button", { name: "Deactivate" }).click();
  const dialog = page.getByRole("dialog");
  await dialog.getByRole("button", { name: "Deactivate" }).click();
  await expect(dialog.getByText("Must say why")).toBeVisible();
  await dialog.getByLabel("Why").fill("Left the company.");
  await dialog.getByRole("button", { name: "Deactivate" }).click();
  await expect(page.getByText("This account is deactivated")).toBeVisible();

  expect((await whoami()).status).toBe(401);
  await theirs.goto(`${shared().url}/teams`);
  await expect(theirs).toHaveURL(/\/sign-in/);
  await fillSignIn(theirs, kay);
  await expect(theirs.getByText("don't belong together")).toBeVisible();

  await page.goto(`${shared().url}/admin/users?state=deactivated`);
  await expect(page.getByRole("table", { name: "Users" }).getByText(kay.email)).toBeVisible();
  await page.goto(`${shared().url}/admin/users/${kay.id}`);
  await page.getByRole("button", { name: "Reactivate" }).click();
  await page.getByRole("dialog").getByLabel("Why").fill("Came back.");
  await page.getByRole("dialog").getByRole("button", { name: "Reactivate" }).click();
  await expect(page.getByText("This account is deactivated")).toBeHidden();
  expect((await whoami()).status).toBe(401);
  await fillSignIn(theirs, kay);
  await expect(theirs).toHaveURL(/\/models$/);
});

test("a session cookie that was planted gains nothing", async ({ browser }) => {
  const hedy = await addPerson("Hedy");
  const context = await browser.newContext();
  await context.addCookies([{ name: "next-auth.session-token", value: "planted", url: shared().url, httpOnly: true, sameSite: "Lax" }]);
  const page = await context.newPage();
  const tokenOf = async () => (await context.cookies()).find(({ name }) => name.endsWith("session-token"))?.value;
  await fillSignIn(page, hedy);
  await expect(page).toHaveURL(/\/models$/);
  const first = await tokenOf();
  expect(first).not.toBe("planted");
  await fillSignIn(page, hedy);
  await expect(page).toHaveURL(/\/models$/);
  expect(await tokenOf()).not.toBe(first);
  expect((await fetch(`${shared().url}/api/trpc/identity.whoami`, { headers: { cookie: "next-auth.session-token=planted" } })).status).toBe(401);
});
