/** What people are told of: without a reload, by letter, and no more of what they have muted. */
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { createServer, type AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createRegistry, type Registry } from "@countersign/sdk";
import type { Page } from "@playwright/test";
import { SMTPServer } from "smtp-server";
import { callMutation, signIn, startProcess, type Session } from "../server/testing/process.ts";
import { alive, giveSession, sdkOf, sessionOf, shared } from "./demo-registry.ts";
import { fresh, metadata, pageOf, push, request } from "./promotion-scene.ts";
import { expect, test } from "./test.ts";

const bell = (page: Page) => page.getByRole("button", { name: /^Notifications/ });

const password = "seals are made of wax";

/** Somebody who may sign for one model and sees no other: nobody tells them of what other tests do. */
async function signerOf(model: string): Promise<{ email: string; session: Session; sdk: Registry }> {
  const { url } = shared();
  const email = `${model.split("/")[1]}@example.com`;
  await (await sessionOf("admin")).call("identity.createUser", { name: "Kim Keys", email, password });
  await sdkOf("maintainer").access.grant({ model, to: { kind: "user", email }, role: "reviewer" });
  const session = await signIn(url, email, password);
  const { secret } = await session.call<{ secret: string }>("tokens.create", { name: "test", scopes: ["model:read"], expiresInDays: 90 });
  return { email, session, sdk: createRegistry({ url, token: secret }) };
}

test("a request appears at the bell without a reload, is read, and brings nothing more once it is muted", async ({ page }) => {
  const model = fresh("quality/told");
  await push(model, 1);
  const { email, session, sdk } = await signerOf(model);
  await giveSession(page, shared().url, session);
  await page.goto(`${shared().url}/models`);
  await alive(page);
  const unread = async () => (await sdk.api.notifications.list.query({ unread: true })).items;
  expect(await unread()).toEqual([]);

  const id = await request(`${model}@1`, "production");
  await expect(bell(page)).toHaveAccessibleName(/, 1 unread$/, { timeout: 20_000 });
  await bell(page).click();
  const newest = page.getByRole("dialog", { name: "Notifications" });
  const told = newest.getByRole("link", { name: `Arthur Author requested the promotion of ${model} v1 to production: you can sign it` });
  await expect(told).toBeVisible();
  await page.keyboard.press("Escape");
  await expect(newest).toBeHidden();
  await expect(bell(page)).toBeFocused();
  await bell(page).click();
  await told.click();
  await expect(page).toHaveURL(`${shared().url}/promotions/${id}`);
  await expect.poll(unread).toEqual([]);

  await page.getByRole("button", { name: "Mute this promotion" }).click();
  await expect(page.getByText("You hear no more of this promotion")).toBeVisible();
  await expect(page.getByRole("button", { name: "Hear of this promotion again" })).toBeVisible();
  await sdkOf("author").promotions.say(id, { body: `@${email}, and what of the recall? @second@demo.local?` });
  // The other one has heard of it: so would they have.
  const toldToTheOther = async () => (await sdkOf("second").api.notifications.list.query({})).items.map(({ title }) => title);
  await expect.poll(toldToTheOther).toContain(`Arthur Author mentions you at the promotion of ${model} v1 to production`);
  expect(await unread()).toEqual([]);
  await page.getByRole("button", { name: "Hear of this promotion again" }).click();
  await expect(page.getByRole("button", { name: "Mute this promotion" })).toBeVisible();
});

test("the page of notifications is gone through, read and muted by keys", async ({ page }) => {
  const model = fresh("quality/told-by-keys");
  await push(model, 2);
  const { session, sdk } = await signerOf(model);
  await giveSession(page, shared().url, session);
  await page.goto(`${shared().url}/notifications`);
  await alive(page);
  await expect(page.getByText("You have read everything")).toBeVisible();
  const [first, second] = [await request(`${model}@1`, "production"), await request(`${model}@2`, "staging")];
  const rows = page.locator("main [data-notification]");
  await expect(rows).toHaveCount(2, { timeout: 20_000 });
  await expect(page.getByRole("heading", { name: "Today" })).toBeVisible();
  await page.keyboard.press("j");
  await expect(rows.first().getByRole("link")).toBeFocused();
  await page.keyboard.press("e");
  await expect(rows).toHaveCount(1);
  await expect(rows.first().getByRole("link")).toBeFocused();
  await page.keyboard.press("m");
  await expect(page.getByText("You hear no more of this promotion")).toBeVisible();
  expect(await sdk.api.notifications.muteState.query({ promotion: first })).toEqual({ muted: true, byModel: false });
  expect(await sdk.api.notifications.muteState.query({ promotion: second })).toEqual({ muted: false, byModel: false });
  await page.getByRole("button", { name: "Mark all as read" }).click();
  await expect(page.getByText("You have read everything")).toBeVisible();
  await page.getByRole("link", { name: "All", exact: true }).click();
  await expect(rows.first()).toBeVisible();
  await page.keyboard.press("j");
  await page.keyboard.press("Enter");
  await expect(page).toHaveURL(/\/promotions\//);
});

test("what is chosen is kept, and a model is muted on its page", async ({ browser }) => {
  const page = await pageOf(browser, "viewer");
  await page.goto(`${shared().url}/settings/notifications`);
  await alive(page);
  await page.getByLabel("Conversations, by e-mail").selectOption("Once a day");
  await page.getByLabel("Outcomes, by e-mail").selectOption("No e-mail");
  await page.getByLabel("Recalls, here").click();
  await expect(page.getByLabel("Recalls, here")).not.toBeChecked();
  await expect(page.getByText("Your choice is kept").first()).toBeVisible();
  await expect.poll(async () => (await sdkOf("viewer").notifications.choices()).choices.filter(({ kind }) => ["outcome", "recalled"].includes(kind))).toEqual([
    { kind: "outcome", inApp: true, mail: "off" },
    { kind: "recalled", inApp: false, mail: "at_once" },
  ]);
  await page.reload();
  await expect(page.getByLabel("Outcomes, by e-mail")).toHaveValue("off");
  await expect(page.getByLabel("Recalls, here")).not.toBeChecked();
  const model = "clinical/tumour-malignancy";
  await page.goto(`${shared().url}/models/${model}`);
  await alive(page);
  await page.getByRole("button", { name: "Mute this model" }).click();
  await expect(page.getByRole("button", { name: "Hear of this model again" })).toBeVisible();
  await page.getByRole("button", { name: "Hear of this model again" }).click();
  await expect(page.getByRole("button", { name: "Mute this model" })).toBeVisible();
  await page.context().close();
});

async function freePort(): Promise<number> {
  const probe = createServer();
  await new Promise<void>((resolve) => probe.listen(0, "127.0.0.1", resolve));
  const { port } = probe.address() as AddressInfo;
  await new Promise((resolve) => probe.close(resolve));
  return port;
}

/** A mail server that keeps what it is sent. */
async function mailbox() {
  const letters: { to: string; text: string }[] = [];
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ["STARTTLS"],
    onData(stream, session, done) {
      const parts: Buffer[] = [];
      stream.on("data", (part: Buffer) => parts.push(part));
      stream.on("end", () => {
        letters.push({ to: session.envelope.rcptTo.map(({ address }) => address).join(), text: Buffer.concat(parts).toString().replaceAll("=\r\n", "").replaceAll("=3D", "=") });
        done();
      });
    },
  });
  const port = await freePort();
  await new Promise<void>((resolve) => server.listen(port, "127.0.0.1", resolve));
  return { letters, url: `smtp://127.0.0.1:${port}`, close: () => new Promise<void>((resolve) => server.close(() => resolve())) };
}

test("where letters are sent, one goes out at once to who is to sign, and none to who wants none", async () => {
  test.setTimeout(180_000);
  const home = await mkdtemp(join(tmpdir(), "countersign-letters-"));
  const mail = await mailbox();
  const port = await freePort();
  const origin = `http://127.0.0.1:${port}`;
  const registry = await startProcess({ home, port, env: { SMTP_URL: mail.url, MAIL_FROM: "Countersign <models@example.com>", NEXTAUTH_URL: origin } });
  try {
    await callMutation(registry.url, "identity.setUp", { name: "Root", email: "root@example.com", password });
    const root = await signIn(registry.url, "root@example.com", password);
    await root.call("teams.create", { slug: "risk", name: "Risk" });
    for (const [name, role] of [["ann", "contributor"], ["ria", "reviewer"], ["sam", "reviewer"]] as const) {
      await root.call("identity.createUser", { name, email: `${name}@example.com`, password });
      await root.call("teams.setMember", { team: "risk", email: `${name}@example.com`, role });
    }
    const sam = await signIn(registry.url, "sam@example.com", password);
    await sam.call("notifications.choose", { choices: [{ kind: "review_requested", inApp: true, mail: "off" }] });
    const ann = await signIn(registry.url, "ann@example.com", password);
    const { secret } = await ann.call<{ secret: string }>("tokens.create", { name: "test", scopes: ["model:read", "model:create", "version:create", "promotion:request", "promotion:comment"], expiresInDays: 1 });
    const sdk = createRegistry({ url: registry.url, token: secret });
    const file = join(home, "model.onnx");
    await writeFile(file, "weights");
    await sdk.saveModel({ model: "risk/mailed", files: file, metadata });
    const { id } = await sdk.promotions.request({ reference: "risk/mailed@1", to: "production", reason: "It is better." });
    // Whoever made the team maintains it, and may sign as well.
    const addresses = () => mail.letters.map(({ to }) => to).toSorted();
    await expect.poll(addresses, { timeout: 20_000 }).toEqual(["ria@example.com", "root@example.com"]);
    for (const { text } of mail.letters) {
      expect(text).toContain("Subject: ann requested the promotion of risk/mailed v1 to production");
      expect(text).toContain(`${origin}/promotions/${id}`);
    }
    await sdk.promotions.say(id, { body: "@sam@example.com, what do you think?" });
    await expect.poll(addresses, { timeout: 20_000 }).toEqual(["ria@example.com", "root@example.com", "sam@example.com"]);
  } finally {
    await registry.stop();
    await mail.close();
    await rm(home, { recursive: true, force: true });
  }
});
