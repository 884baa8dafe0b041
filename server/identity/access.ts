import { DomainError } from "../errors.ts";
import { reachAll, reachesModel, reachesTeam } from "../tokens/patterns.ts";
import { scopeSchema, serviceScopeSchema } from "../tokens/schema.ts";
import type { Actor } from "./actor.ts";
import { credentialAllows, isMachine } from "./actor.ts";
import { permissionsOf, rolesWith, siteHolds, type Standing } from "./permissions.ts";
import { permissionMeanings, type Permission } from "./schema.ts";

/** What is acted on: the team `slug`, or (where there is one) the model `team/model`, and how the actor stands to it. */
export interface Held extends Standing {
  slug: string;
  model?: string;
}

/** The same from a row that names both. */
export function heldModel(row: Standing & { team: string; name: string }): Held {
  return { slug: row.team, model: `${row.team}/${row.name}`, role: row.role, granted: row.granted };
}

/**
 * What the actor holds there, whatever the scopes of their token: what their roles hold, and for a service account whose token is pinned
 * to checks to report those on the models of its own team. A role that it was given on a model of another team does not bring
 * that: who made its token answers to the team of the account.
 */
export function permissionsBy(actor: Pick<Actor, "siteRole" | "credential">, standing: Standing): Permission[] {
  const held = permissionsOf(actor.siteRole, standing);
  return standing.role !== null && isPinnedMachine(actor) && !held.includes("check:report") ? [...held, "check:report"] : held;
}

/** Whether a service account acts by a token that is pinned to checks. */
export function isPinnedMachine(actor: Pick<Actor, "credential">): boolean {
  return isMachine(actor) && actor.credential.kind === "token" && actor.credential.checks.length > 0;
}

/**
 * Refuses an act on a thing that the actor can see. (What they can't see does not exist for them: that is decided in
 * the query, before this.)
 * @throws DomainError forbidden, which names the permission and who holds it; forbidden_by_token
 */
export function demand(actor: Actor, held: Held, permission: Permission): void {
  demandScope(actor, permission);
  demandReach(actor, held);
  if (permissionsBy(actor, held).includes(permission)) return;
  const roles = rolesWith(permission);
  const { meaning, on } = permissionMeanings[permission];
  const thing = held.model === undefined || on === "team" ? `in the team ${held.slug}` : `on ${held.model}`;
  throw new DomainError(
    "forbidden",
    `This needs the permission ${permission} (${meaning.toLowerCase()}) ${thing}, ` +
      `which ${roles.length > 0 ? `a ${roles.join(" or ")} has` : "an administrator has"}. ` +
      `You are ${standingWords(held)}; ask a maintainer of the team.`,
    { permission, team: held.slug, model: held.model ?? null, role: held.role, granted: held.granted },
  );
}

function standingWords({ role, granted }: Standing): string {
  const roles = [...new Set([...(role ? [role] : []), ...granted])];
  return roles.length > 0 ? `a ${roles.join(" and ")} there` : "no member there";
}

/** @throws DomainError forbidden_by_token, when the credential is a token without that scope */
export function demandScope(actor: Actor, permission: Permission): void {
  if (credentialAllows(actor, permission)) return;
  const meaning = permissionMeanings[permission].meaning.toLowerCase();
  if (isMachine(actor) && !serviceScopeSchema.safeParse(permission).success) {
    throw new DomainError("forbidden_by_token", `This needs the permission ${permission} (${meaning}), which no service account has: a machine signs nothing, and keeps nothing. A person has to do it.`, { permission });
  }
  const isScope = scopeSchema.safeParse(permission).success;
  throw new DomainError(
    "forbidden_by_token",
    isScope
      ? `This token lacks the scope ${permission} (${meaning}). A token's scopes never change: create one that has it under ${placeOf(actor)}.`
      : `This needs the permission ${permission} (${meaning}), which no token can have. Do it signed in, in the browser.`,
    { permission },
  );
}

/** Where tokens like the actor's are made. */
function placeOf({ credential }: Pick<Actor, "credential">): string {
  return credential.kind === "token" && credential.madeBy !== null ? "Service accounts on its team's page" : "Settings, Tokens";
}

/**
 * The refusal as a token of narrow reach is told of it: what does not exist for it may exist beyond its patterns.
 * @param actor who asked; null when nobody was known
 */
export function withReach(refusal: DomainError, actor: Actor | null): DomainError {
  if (refusal.reason !== "not_found" || actor?.credential.kind !== "token" || reachAll(actor.credential.models)) return refusal;
  const { models } = actor.credential;
  return new DomainError(refusal.reason, `${refusal.message} This token reaches models that match ${models.join(", ")}.`, { ...refusal.details, models });
}

/** @throws DomainError forbidden_by_token, when the credential is a token that does not reach so far */
function demandReach({ credential }: Actor, { slug, model }: Held): void {
  if (credential.kind !== "token") return;
  if (model === undefined ? reachesTeam(credential.models, slug) : reachesModel(credential.models, model)) return;
  const what = model === undefined ? `the team ${slug} as a whole` : model;
  throw new DomainError("forbidden_by_token", `This token reaches models that match ${credential.models.join(", ")}, and not ${what}. Create one that does under ${placeOf({ credential })}.`, {
    models: credential.models,
  });
}

/** @throws DomainError forbidden, when the actor's role on the site does not hold it; forbidden_by_token */
export function demandOnSite(actor: Actor, permission: Permission): void {
  demandScope(actor, permission);
  if (siteHolds(actor.siteRole, permission)) return;
  const who = permission === "audit:read" ? "an administrator or an auditor" : "an administrator";
  throw new DomainError("forbidden", `This needs the permission ${permission} (${permissionMeanings[permission].meaning.toLowerCase()}), which ${who} of this registry has.`, {
    permission,
  });
}
