import { DomainError } from "../errors.ts";
import type { Actor } from "./actor.ts";

/** How long after somebody proved who they are an act that is dangerous may rely on it, in milliseconds. */
const freshMs = 10 * 60 * 1000;

/**
 * Refuses what only a person may do, in the browser (or the registry itself).
 * @param act what is done, as the beginning of a sentence: `A bypass`
 * @throws DomainError forbidden_by_token
 */
export function requirePerson({ credential }: Pick<Actor, "credential">, act: string): void {
  if (credential.kind !== "token") return;
  throw new DomainError("forbidden_by_token", `${act} is a person's own act, in the browser: no token can do it. Sign in and do it there.`);
}

/**
 * Refuses a dangerous act by who has not proved lately that they are the owner of their account.
 * @param act as for `requirePerson`
 * @throws DomainError sign_in_stale, forbidden_by_token
 */
export function requireFresh(actor: Pick<Actor, "credential">, act: string): void {
  requirePerson(actor, act);
  const { credential } = actor;
  if (credential.kind !== "session" || Date.now() - credential.confirmedAt.getTime() <= freshMs) return;
  const what = `${act[0]?.toLowerCase() ?? ""}${act.slice(1)}`;
  throw new DomainError("sign_in_stale", `Give your password again, or sign in again: ${what} wants a sign-in of the last ten minutes.`, { within: freshMs / 1000 });
}

/** How long it takes to fill in a form, in milliseconds. */
const formMs = 2 * 60 * 1000;

/** Whether the sign-in is fresh, and stays so while a form is filled in. */
export function staysFresh({ credential }: Pick<Actor, "credential">): boolean {
  return credential.kind === "session" && Date.now() - credential.confirmedAt.getTime() <= freshMs - formMs;
}
