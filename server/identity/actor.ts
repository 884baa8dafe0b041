import { DomainError } from "../errors.ts";
import type { Scope } from "../tokens/schema.ts";
import type { Permission, SessionMethod, SiteRole } from "./schema.ts";

/** Where a request came from, as the audit keeps it. */
export interface RequestFacts {
  id: string;
  address: string;
  /** What the caller calls itself; cut to 300 characters. */
  userAgent: string;
}

/** What a caller calls itself, as far as it is kept. */
export function agentOf(header: string | null | undefined): string {
  return (header ?? "").slice(0, 300);
}

/**
 * What the one who asks has shown. `tokenHash` names the session, and `confirmedAt` says when its owner last proved who they
 * are, by which `method`; `checks` are those that a token may report, `models` the patterns of the models that it reaches, and
 * `madeBy` the person who made it for a service account; `system` is the registry itself, which works by its own schedule,
 * and `none` somebody who has shown nothing.
 */
export type Credential =
  | { kind: "session"; tokenHash: string; confirmedAt: Date; method?: SessionMethod }
  | { kind: "token"; id: string; scopes: readonly Scope[]; checks: readonly string[]; models: readonly string[]; madeBy: string | null }
  | { kind: "system" }
  | { kind: "none" };

/** Who acts, by what right, and from where. */
export interface Actor {
  userId: string;
  name: string;
  email: string;
  siteRole: SiteRole;
  /** Their role on the site, where it does not count until they have a second factor. */
  withheldRole?: SiteRole;
  credential: Credential;
  request: RequestFacts;
}

/**
 * The one who acts, where somebody has to.
 * @throws DomainError not_signed_in, or why the credential that was shown is not accepted
 */
export function requireActor(ctx: { actor: Actor | null; refusal: DomainError | null }): Actor {
  if (ctx.actor) return ctx.actor;
  throw ctx.refusal ?? new DomainError("not_signed_in", "Sign in first, or send an API token as Authorization: Bearer cs_….");
}

/** Whether the credential lets its owner use `permission` at all; what they hold it on is another question. */
export function credentialAllows(actor: Pick<Actor, "credential">, permission: Permission): boolean {
  return actor.credential.kind !== "token" || (actor.credential.scopes as readonly Permission[]).includes(permission);
}

/** Whether it is a service account that acts, by a token that somebody has made for it. */
export function isMachine({ credential }: Pick<Actor, "credential">): boolean {
  return credential.kind === "token" && credential.madeBy !== null;
}

/** The registry itself, as the record names it where nobody asked for what is done. */
export function systemActor(requestId: string): Actor {
  return {
    userId: "00000000-0000-0000-0000-000000000000",
    name: "Countersign",
    email: "",
    siteRole: "admin",
    credential: { kind: "system" },
    request: { id: requestId, address: "", userAgent: "" },
  };
}

/** Somebody who has shown nothing yet, as the record names them. */
export function nobody(request: RequestFacts): Actor {
  return { ...systemActor(request.id), name: "Somebody", siteRole: "member", credential: { kind: "none" }, request };
}
