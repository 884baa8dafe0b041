/** A webhook from its making to a delivery that fails, is sent again once its receiver is mended, and arrives. */
import { openReceiver, type Receiver } from "../server/testing/receiver.ts";
import { alive, sdkOf, shared, signInAs } from "./demo-registry.ts";
import { push } from "./promotion-scene.ts";
import { expect, test } from "./test.ts";

const model = "quality/told-by-webhook";
let receiver: Receiver;
test.beforeAll(async () => {
  receiver = await openReceiver();
  await push(model, 1);
});
test.afterAll(() => receiver.close());

test("a webhook is made, a delivery fails, and arrives when it is sent again", async ({ page }) => {
  await signInAs(page, "maintainer");
  await page.goto(`${shared().url}/models/${model}/webhooks`);
  await alive(page);
  await expect(page.getByText("Nobody is told yet")).toBeVisible();
  await page.getByRole("button", { name: "Create a webhook" }).click();
  const dialog = page.getByRole("dialog");
  await dialog.getByLabel("Name").fill("deploys");
  await dialog.getByRole("textbox", { name: "Address" }).fill("nowhere");
  await dialog.getByRole("checkbox", { name: "model.*" }).check();
  await dialog.getByRole("button", { name: "Create the webhook" }).click();
  await expect(dialog.getByText(/must be an address such as/i)).toBeVisible();
  await dialog.getByRole("textbox", { name: "Address" }).fill(`${receiver.url}/hook`);
  await dialog.getByRole("button", { name: "Create the webhook" }).click();
  const secret = await dialog.getByText(/^whsec_/).textContent();
  await dialog.getByRole("button", { name: "I have stored it" }).click();

  await page.getByRole("link", { name: "deploys" }).click();
  await expect(page.getByRole("heading", { name: "deploys", level: 1 })).toBeVisible();
  await expect(page.getByText("It was told nothing yet")).toBeVisible();
  await alive(page);
  expect(await page.content()).not.toContain(secret);

  receiver.answerWith(500);
  await sdkOf("maintainer").api.models.describe.mutate({ model, description: "Told to those who listen." });
  const rows = page.getByRole("row", { name: /model\.described/ });
  // By itself: nobody has to load the page anew.
  await expect(rows).toContainText("It answered 500", { timeout: 20_000 });
  await expect(rows).toContainText("waiting");
  await expect(page.getByText("It is failing")).toBeVisible();
  await page.getByRole("link", { name: "model.described" }).click();
  await expect(page.getByRole("article", { name: "Try 1" })).toContainText("500");
  await expect(page.getByText("webhook-signature")).toBeVisible();
  await page.getByText("What the receiver answered").first().click();
  await expect(page.getByText("answered 500", { exact: true }).first()).toBeVisible();

  receiver.answerWith(200);
  await alive(page);
  await page.getByRole("button", { name: /Try now|Redeliver/ }).click();
  await expect(page.getByText("delivered", { exact: true })).toBeVisible({ timeout: 15_000 });
  await page.getByRole("link", { name: "All deliveries" }).click();
  await alive(page);
  await rows.first().hover();
  await rows.getByRole("button", { name: /Redeliver/ }).first().click();
  await expect(rows).toHaveCount(2);
  await expect(page.getByRole("row", { name: /again/ })).toContainText("delivered", { timeout: 15_000 });

  await page.getByRole("button", { name: "Send a test" }).click();
  await expect(page.getByText("The test has arrived").first()).toBeVisible({ timeout: 15_000 });
  await page.getByRole("button", { name: "Rotate the secret" }).click();
  await dialog.getByRole("button", { name: "Make a new secret" }).click();
  await expect(dialog.getByText(/^whsec_/)).toBeVisible();
  await dialog.getByRole("button", { name: "I have stored it" }).click();
  await page.getByRole("button", { name: "Pause" }).click();
  await expect(page.getByText("It is paused")).toBeVisible();
  await page.getByRole("button", { name: "Resume" }).click();
  await expect(page.getByText("It is paused")).toHaveCount(0);

  await page.goto(`${shared().url}/models/${model}/activity`);
  await expect(page.getByText(/rotated the secret of the webhook deploys/)).toBeVisible();
});

test("what is new appears by itself, and moves nothing under the hand of who reads", async ({ page }) => {
  receiver.answerWith(200);
  const sdk = sdkOf("maintainer");
  const { id } = await sdk.webhooks.create({ place: { kind: "model", model }, name: "busy", target: { kind: "generic", url: `${receiver.url}/busy` }, events: ["model.*"] });
  const describe = (description: string) => sdk.api.models.describe.mutate({ model, description });
  await describe("The first that is told.");
  await expect.poll(async () => (await sdk.api.webhooks.deliveries.query({ id })).items.map(({ state }) => state), { timeout: 20_000 }).toEqual(["delivered"]);
  await signInAs(page, "maintainer");
  await page.goto(`${shared().url}/webhooks/${id}`);
  const rows = page.getByRole("row", { name: /model\.described/ });
  await expect(rows).toHaveCount(1);
  await alive(page);
  await describe("The second.");
  // Where sending takes longer than the page expects, it is read again within twenty seconds.
  await expect(rows).toHaveCount(2, { timeout: 30_000 });

  await rows.last().hover();
  const where = await rows.last().boundingBox();
  await describe("The third.");
  await expect(page.getByText("A newer one waits until you leave the list.")).toBeVisible({ timeout: 10_000 });
  expect(await rows.count()).toBe(2);
  expect((await rows.last().boundingBox())?.y).toBe(where?.y);
  await page.mouse.move(5, 5);
  await expect(rows).toHaveCount(3);
  await expect(rows.filter({ hasText: "delivered" })).toHaveCount(3, { timeout: 20_000 });
});

test("TLS that is not verified is said on every page of the webhook", async ({ page }) => {
  const { id } = await sdkOf("maintainer").webhooks.create({ place: { kind: "model", model }, name: "unverified", target: { kind: "github", owner: "acme", repository: "deploy", token: "ghp_x" }, events: ["stage.*"], verifyTls: false });
  await signInAs(page, "maintainer");
  await page.goto(`${shared().url}/webhooks/${id}`);
  await expect(page.getByText("The receiver’s TLS certificate is not verified")).toBeVisible();
  await alive(page);
  await page.getByRole("button", { name: "Change" }).click();
  const dialog = page.getByRole("dialog");
  await expect(dialog.getByLabel("Token")).toHaveValue("");
  await dialog.getByLabel("Address of the API").fill("https://attacker.example.com");
  await dialog.getByRole("button", { name: "Change the webhook" }).click();
  await expect(dialog.getByText(/Give the token again/)).toBeVisible();
});
