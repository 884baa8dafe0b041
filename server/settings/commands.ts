import { eq, sql } from "drizzle-orm";
import { record } from "../audit/commands.ts";
import type { Transaction } from "../db/client.ts";
import { DomainError } from "../errors.ts";
import type { Actor } from "../identity/actor.ts";
import { sessions } from "../identity/tables.ts";
import { readSiteSettings } from "./queries.ts";
import type { SiteSettings } from "./schema.ts";
import { siteSettings } from "./tables.ts";

/**
 * Changes what counts for the whole registry; shorter sessions end those that are open sooner.
 * @param provider what the single sign-on provider is called; null where none is configured
 * @throws DomainError forbidden_by_token; invalid_input or forbidden, when passwords can't be switched off
 */
export async function changeSiteSettings(tx: Transaction, actor: Actor, input: SiteSettings, provider: string | null): Promise<SiteSettings> {
  if (actor.credential.kind === "token") throw new DomainError("forbidden_by_token", "Settings are changed by an administrator in the browser, never with a token.");
  const before = await lockSettings(tx);
  if (before.passwordSignIn && !input.passwordSignIn) await demandOtherWay(tx, actor, provider);
  await tx.update(siteSettings).set(input);
  if (input.sessionHours < before.sessionHours) {
    await tx.update(sessions).set({ expiresAt: sql`least(${sessions.expiresAt}, now() + make_interval(hours => ${input.sessionHours}))` });
  }
  const from = differing(before, input);
  await record(tx, actor, { action: "settings.changed", target: "site", details: { from, to: differing(input, before) } });
  return input;
}

/** Passwords on or off, from the shell of the server. */
export async function switchPasswords(tx: Transaction, actor: Actor, passwordSignIn: boolean): Promise<void> {
  const before = await lockSettings(tx);
  await tx.update(siteSettings).set({ passwordSignIn });
  await record(tx, actor, { action: "settings.changed", target: "site", details: { from: { passwordSignIn: before.passwordSignIn }, to: { passwordSignIn } } });
}

/** Changes to the settings queue here. */
async function lockSettings(tx: Transaction): Promise<SiteSettings> {
  await tx.select({ one: siteSettings.one }).from(siteSettings).for("update");
  return await readSiteSettings(tx);
}

/** Who switches passwords off has come in by the other way just now: so it works, and nobody is locked out. */
async function demandOtherWay(tx: Transaction, actor: Actor, provider: string | null): Promise<void> {
  if (provider === null) {
    throw new DomainError("invalid_input", "Passwords can't be switched off: no single sign-on provider is configured, so nobody could sign in any more. Set OIDC_ISSUER, OIDC_CLIENT_ID and OIDC_CLIENT_SECRET first.");
  }
  const tokenHash = actor.credential.kind === "session" ? actor.credential.tokenHash : "";
  const [session] = await tx.select({ method: sessions.method }).from(sessions).where(eq(sessions.tokenHash, tokenHash));
  if (session?.method === "oidc") return;
  throw new DomainError("forbidden", `Passwords can only be switched off by an administrator who has signed in with ${provider}, so that nobody is locked out. Sign in with it, then switch them off.`);
}

/** What of `settings` is not the same in `other`. */
function differing(settings: SiteSettings, other: SiteSettings): Partial<SiteSettings> {
  return Object.fromEntries(Object.entries(settings).filter(([name, value]) => other[name as keyof SiteSettings] !== value));
}
