import type { TeamRole } from "../teams/schema.ts";
import { permissions, permissionMeanings, type Permission, type SiteRole } from "./schema.ts";

const viewer: Permission[] = ["model:read", "promotion:comment", "runtime:report"];
const contributor: Permission[] = [
  ...viewer,
  "model:create",
  "model:describe",
  "model:tag",
  "card:edit",
  "view:share",
  "version:create",
  "alias:move",
  "promotion:request",
  "promotion:rollback",
  "deployment:report",
];
const reviewer: Permission[] = [...viewer, "promotion:review"];

export const rolePermissions: Record<TeamRole, readonly Permission[]> = {
  viewer,
  contributor,
  reviewer,
  maintainer: [
    ...new Set([...contributor, ...reviewer]),
    "version:delete",
    "version:recall",
    "schema:manage",
    "webhook:manage",
    "team:manage",
    "service:manage",
    "model:share",
    "promotion:moderate",
    "policy:manage",
    "check:report",
  ],
};

/** What the roles on the whole site hold everywhere, whatever teams their holder is in. */
const sitePermissions: Record<SiteRole, readonly Permission[]> = {
  admin: permissions,
  auditor: ["account:manage", "audit:read", "model:read"],
  member: ["account:manage"],
};

/** What everybody who is signed in holds on a model that is not private: they are viewers there. */
export const internalRole: TeamRole = "viewer";

/** The team roles that hold `permission`. */
export function rolesWith(permission: Permission): TeamRole[] {
  return (Object.keys(rolePermissions) as TeamRole[]).filter((role) => rolePermissions[role].includes(permission));
}

/** The roles that hold `permission` when they are given on a single model: on that, nobody holds what concerns a whole team. */
export function grantedRolesWith(permission: Permission): TeamRole[] {
  return permissionMeanings[permission].on === "model" ? rolesWith(permission) : [];
}

/** Whether the role on the site holds `permission` everywhere. */
export function siteHolds(siteRole: SiteRole, permission: Permission): boolean {
  return sitePermissions[siteRole].includes(permission);
}

/** How somebody stands to a team or a model. */
export interface Standing {
  /** Their role in the team; null when they are no member. */
  role: TeamRole | null;
  /** Their roles on the model at hand, whether given on it, or because everybody sees it. */
  granted: readonly TeamRole[];
}

/** What somebody who stands so may do there. */
export function permissionsOf(siteRole: SiteRole, { role, granted }: Standing): Permission[] {
  return permissions.filter(
    (permission) =>
      siteHolds(siteRole, permission) ||
      (role !== null && rolePermissions[role].includes(permission)) ||
      granted.some((given) => grantedRolesWith(permission).includes(given)),
  );
}
