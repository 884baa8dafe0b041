import { createRegistry, type Registry } from "@countersign/sdk";
import type { Page } from "@playwright/test";
import type { Accounts, PersonKey } from "../demo/accounts.ts";
import { signIn, type Session } from "../server/testing/process.ts";

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

const begun = new Map<PersonKey, { session: Promise<Session>; at: number }>();
/** Acts that weigh want a sign-in of the last ten minutes: an older session is not handed out any more. */
const freshMs = 5 * 60_000;

/**
 * A session of somebody, which the tests of this worker have in common: each sign-in costs the derivation of a key. A
 * test that ends sessions signs in on its own.
 */
export function sessionOf(person: PersonKey): Promise<Session> {
  const { url, users } = shared();
  const known = begun.get(person);
  if (known && Date.now() - known.at < freshMs) return known.session;
  const session = signIn(url, users[person].email, users[person].password);
  begun.set(person, { session, at: Date.now() });
  return session;
}

/** Gives a browser's context a session of somebody, as if they had filled in the form. */
export async function signInAs(page: Page, person: PersonKey): Promise<void> {
  await giveSession(page, shared().url, await sessionOf(person));
}

/** The same at a registry of a test's own. */
export async function giveSession(page: Page, url: string, { cookie }: Session): Promise<void> {
  const [name = "", value = ""] = cookie.split("; ").find((each) => each.includes("session-token"))?.split("=") ?? [];
  await page.context().addCookies([{ name, value, url, httpOnly: true, sameSite: "Lax" }]);
}

/** Waits until the page at hand has come and is alive: before that, what is pressed or typed goes unheard. */
export async function alive(page: Page): Promise<void> {
  await page.waitForFunction(() => {
    if (document.querySelector(".animate-breathe")) return false;
    const controls = [...document.querySelectorAll("button, input, textarea, select, [role=button]")];
    return controls.every((control) => Object.keys(control).some((key) => key.startsWith("__reactProps")));
  });
}
