import { Badge } from "#app/_ui/badge.tsx";
import type { SiteRole } from "#server/identity/schema.ts";
import { siteRoleNames } from "./site-role-words.ts";

/** A role on the site: what gives more than a member has stands out. */
export function SiteRoleBadge({ siteRole }: { siteRole: SiteRole }) {
  if (siteRole === "member") return <span className="text-ink-soft">{siteRoleNames.member}</span>;
  return <Badge icon={siteRole === "admin" ? "admin" : "audit"}>{siteRoleNames[siteRole]}</Badge>;
}
