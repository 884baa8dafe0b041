import { DomainError } from "../errors.ts";
import type { Actor } from "./actor.ts";
import { credentialAllows } from "./actor.ts";
import { permissionsOf, rolesWith } from "./permissions.ts";
import { permissionMeanings, type Permission } from "./schema.ts";
import type { TeamRole } from "../teams/schema.ts";

/**
 * Refuses an act on a thing that the actor can see. (What they can't see does not exist for them: that is decided in
 * the query, before this.)
 * @param role their role in the team that owns the thing
 * @throws DomainError forbidden, which names the permission and who holds it
 */
export function demand(actor: Actor, team: { slug: string; role: TeamRole | null }, permission: Permission): void {
  demandScope(actor, permission);
  if (permissionsOf(actor.siteRole, team.role).includes(permission)) return;
  const roles = rolesWith(permission);
  throw new DomainError(
    "forbidden",
    `This needs the permission ${permission} (${permissionMeanings[permission].toLowerCase()}) in the team ${team.slug}, ` +
      `which ${roles.length > 0 ? `a ${roles.join(" or ")} has` : "an administrator has"}. ` +
      `You are ${team.role ? `a ${team.role}` : "no member"} there; ask a maintainer of the team.`,
    { permission, team: team.slug, role: team.role },
  );
}

/** @throws DomainError forbidden_by_token, when the credential is a token without that scope */
export function demandScope(actor: Actor, permission: Permission): void {
  if (credentialAllows(actor, permission)) return;
  throw new DomainError(
    "forbidden_by_token",
    `This token lacks the scope ${permission} (${permissionMeanings[permission].toLowerCase()}). Create a token that has it.`,
    { permission },
  );
}
