import type { SiteRole, sources } from "../identity/schema.ts";
import { teamRoles, type TeamRole } from "../teams/schema.ts";

type Source = (typeof sources)[number];

/** What a group gives: a role in a team, or a role on the site. */
export interface Gift {
  group: string;
  teamId: string | null;
  role: TeamRole | null;
  siteRole: SiteRole | null;
}

/** What somebody has before their groups are looked at. */
export interface Before {
  members: readonly { teamId: string; role: TeamRole; source: Source }[];
  siteRole: SiteRole;
  siteRoleSource: Source;
  /** Whether without them the registry would have no administrator. */
  lastAdmin: boolean;
}

/** What follows from the groups. `from` is null where there was no role, and `to` where there is none any more. */
export interface Changes {
  members: { teamId: string; from: TeamRole | null; to: TeamRole | null }[];
  site: { from: SiteRole; to: SiteRole; source: Source } | null;
  /** A role of an administrator that was left, since it was the last. */
  keptLastAdmin: boolean;
}

const siteRanks: readonly SiteRole[] = ["member", "auditor", "admin"];

/**
 * What has to change, so that somebody has what their groups give and nothing that groups have given before. What was given
 * by hand stays as it is, and wins where a group gives something else.
 */
export function changesFor(groups: readonly string[], gifts: readonly Gift[], before: Before): Changes {
  const given = gifts.filter(({ group }) => groups.includes(group));
  const site = siteChange(given, before);
  const keptLastAdmin = site !== null && before.lastAdmin && site.to !== "admin";
  return { members: memberChanges(given, before), site: keptLastAdmin ? null : site, keptLastAdmin };
}

function memberChanges(given: readonly Gift[], { members }: Before): Changes["members"] {
  const wanted = new Map<string, TeamRole>();
  for (const { teamId, role } of given) {
    if (teamId === null || role === null) continue;
    const other = wanted.get(teamId);
    if (other === undefined || teamRoles.indexOf(role) > teamRoles.indexOf(other)) wanted.set(teamId, role);
  }
  const changes: Changes["members"] = [];
  for (const { teamId, role: from, source } of members) {
    const to = wanted.get(teamId) ?? null;
    wanted.delete(teamId);
    if (source === "group" && from !== to) changes.push({ teamId, from, to });
  }
  for (const [teamId, to] of wanted) changes.push({ teamId, from: null, to });
  return changes;
}

function siteChange(given: readonly Gift[], { siteRole: from, siteRoleSource }: Before): Changes["site"] {
  // Everybody is a member: that was never given by hand.
  if (siteRoleSource === "hand" && from !== "member") return null;
  const ranks = given.map(({ siteRole }) => (siteRole === null ? 0 : siteRanks.indexOf(siteRole)));
  const to = siteRanks[Math.max(0, ...ranks)] ?? "member";
  return to === from ? null : { from, to, source: to === "member" ? "hand" : "group" };
}
