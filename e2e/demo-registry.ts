import { createRegistry, type Registry } from "@countersign/sdk";
import { expect, type Page } from "@playwright/test";
import type { Accounts, PersonKey } from "../demo/accounts.ts";

interface Shared {
  url: string;
  users: Accounts;
  /** The promotion of the samples that waits for a review. */
  open: string;
}

const variable = "COUNTERSIGN_E2E";

/** Hands the running registry from the global set-up to the workers. */
export function share(registry: Shared): void {
  process.env[variable] = JSON.stringify(registry);
}

export function shared(): Shared {
  return JSON.parse(process.env[variable] ?? "{}") as Shared;
}

export function sdkOf(person: PersonKey): Registry {
  const { url, users } = shared();
  return createRegistry({ url, token: users[person].token });
}

/** Signs in through the form, and waits until the catalogue has come to life. */
export async function signInAs(page: Page, person: PersonKey): Promise<void> {
  const { url, users } = shared();
  await page.goto(`${url}/sign-in`);
  await page.getByLabel("E-mail").fill(users[person].email);
  await page.getByLabel("Password").fill(users[person].password);
  await page.getByRole("button", { name: "Sign in" }).click();
  await expect(page).toHaveURL(/\/models$/);
  // Until the page has come to life, it hears no key.
  await page.waitForLoadState("networkidle");
}
