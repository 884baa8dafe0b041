import { isPinnedMachine } from "../identity/access.ts";
import type { Actor } from "../identity/actor.ts";
import { credentialAllows } from "../identity/actor.ts";
import { grantedRolesWith, internalRole, rolePermissions, rolesWith, siteHolds } from "../identity/permissions.ts";
import { permissionMeanings, permissions, type Permission } from "../identity/schema.ts";
import type { Visibility } from "../models/schema.ts";
import type { TeamRole } from "../teams/schema.ts";
import type { Access } from "./schema.ts";

/** What gives somebody a role on a model, beside their role in its team. */
export interface Source {
  role: TeamRole;
  /** The team through which it comes; null when it was given to themselves. */
  team: string | null;
  expiresAt: Date | null;
}

/** What is known of somebody and a model. */
export interface Ground {
  team: string;
  role: TeamRole | null;
  visibility: Visibility;
  sources: readonly Source[];
}

/** The permissions that concern a model or its team, in the order of the registry of permissions. */
const concerning = permissions.filter((permission) => permissionMeanings[permission].on !== "site");

/** Each permission on a model: by what the actor holds it, what withholds it, and which roles would give it. */
export function explain(actor: Pick<Actor, "siteRole" | "credential">, ground: Ground): Access["permissions"] {
  return concerning.map((permission) => {
    const through = throughWhat(actor, ground, permission);
    const withheld = credentialAllows(actor, permission) ? null : `Your token lacks the scope ${permission}.`;
    return {
      permission,
      meaning: permissionMeanings[permission].meaning,
      held: through.length > 0 && withheld === null,
      through,
      withheld,
      roles: rolesWith(permission),
    };
  });
}

function throughWhat(actor: Pick<Actor, "siteRole" | "credential">, { team, role, visibility, sources }: Ground, permission: Permission): string[] {
  const { siteRole } = actor;
  const granting = grantedRolesWith(permission);
  return [
    ...(siteHolds(siteRole, permission) ? [siteRole === "admin" ? "administrator of the registry" : `${siteRole} of the registry`] : []),
    ...(role !== null && rolePermissions[role].includes(permission) ? [`${role} of ${team}`] : []),
    ...(permission === "check:report" && role !== null && isPinnedMachine(actor) ? [`service account of ${team} with a token that is pinned to checks`] : []),
    ...sources.filter((source) => granting.includes(source.role)).map(sourceWords),
    ...(visibility === "internal" && granting.includes(internalRole) ? ["everybody sees this model"] : []),
  ];
}

function sourceWords({ role, team, expiresAt }: Source): string {
  const until = expiresAt ? ` until ${expiresAt.toISOString().slice(0, 16).replace("T", " ")} UTC` : "";
  return `${role} here${team === null ? "" : ` as a member of ${team}`}${until}`;
}
