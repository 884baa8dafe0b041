import type { TeamRole } from "#server/teams/schema.ts";

/** The roles as a label has them. */
export const roleNames: Record<TeamRole, string> = { viewer: "Viewer", contributor: "Contributor", reviewer: "Reviewer", maintainer: "Maintainer" };
