import { permissionMeanings, type Permission } from "#server/identity/schema.ts";
import type { AccessToPermission } from "#server/grants/schema.ts";

/**
 * What gives a permission on a model, after “It takes”: `the role reviewer or maintainer, in the team risk or on this model alone`.
 * @param team slug of the team that owns the model
 */
export function whatGives({ permission, roles }: Pick<AccessToPermission, "roles"> & { permission: Permission }, team: string): string {
  if (roles.length === 0) return "an administrator of this registry";
  const where = permissionMeanings[permission].on === "model" ? `in the team ${team} or on this model alone` : `in the team ${team}`;
  return `the role ${roles.join(" or ")}, ${where}`;
}
