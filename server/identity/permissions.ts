import { permissions, type Permission, type SiteRole } from "./schema.ts";
import { type TeamRole } from "../teams/schema.ts";

const viewer: Permission[] = ["model:read", "promotion:comment"];
const contributor: Permission[] = [
  ...viewer,
  "model:create",
  "version:create",
  "alias:move",
  "promotion:request",
  "promotion:rollback",
];
const reviewer: Permission[] = [...viewer, "promotion:review"];

export const rolePermissions: Record<TeamRole, readonly Permission[]> = {
  viewer,
  contributor,
  reviewer,
  maintainer: [...new Set([...contributor, ...reviewer]), "version:delete", "team:manage", "promotion:moderate", "policy:manage", "check:report"],
};

/** Everyone who is signed in may do these, whatever teams they are in. */
const everyone: readonly Permission[] = ["account:manage"];

/** The team roles that hold `permission`. */
export function rolesWith(permission: Permission): TeamRole[] {
  return (Object.keys(rolePermissions) as TeamRole[]).filter((role) => rolePermissions[role].includes(permission));
}

/** What somebody may do in a team in which they have `role` (null: in which they are no member). */
export function permissionsOf(siteRole: SiteRole, role: TeamRole | null): Permission[] {
  if (siteRole === "admin") return [...permissions];
  return [...everyone, ...(role ? rolePermissions[role] : [])];
}
