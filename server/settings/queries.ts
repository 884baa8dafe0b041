import type { Executor } from "../db/client.ts";
import { DomainError } from "../errors.ts";
import type { SignInWays, SiteSettings } from "./schema.ts";
import { siteSettings } from "./tables.ts";

export async function readSiteSettings(db: Executor): Promise<SiteSettings> {
  const [row] = await db.select().from(siteSettings);
  if (!row) throw new Error("the site settings are missing");
  const { one: _, ...settings } = row;
  return settings;
}

/**
 * How people can sign in.
 * @param provider what the single sign-on provider is called; null where none is configured, and then passwords count
 * whatever the settings say, so that there is always a way in
 */
export async function readSignInWays(db: Executor, provider: string | null): Promise<SignInWays> {
  const { name, passwordSignIn } = await readSiteSettings(db);
  return { name, passwords: passwordSignIn || provider === null, provider };
}

/** @throws DomainError passwords_off, when people sign in with the provider alone */
export async function demandPasswords(db: Executor, provider: string | null): Promise<void> {
  if ((await readSignInWays(db, provider)).passwords) return;
  throw new DomainError("passwords_off", `Passwords are switched off here: sign in with ${provider ?? "the provider"}.`, { provider });
}
