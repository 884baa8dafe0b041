import type { SiteRole } from "#server/identity/schema.ts";

/** The roles on the site as a label has them. */
export const siteRoleNames: Record<SiteRole, string> = { admin: "Administrator", auditor: "Auditor", member: "Member" };
