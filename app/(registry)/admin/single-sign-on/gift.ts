import type { Mapping } from "#server/single-sign-on/schema.ts";

/** What a mapping gives, in words. */
export function giftOf({ team, role, siteRole }: Pick<Mapping, "team" | "role" | "siteRole">): string {
  if (siteRole !== null) return siteRole === "admin" ? "administrator of the registry" : `${siteRole} of the registry`;
  return `${role ?? "nothing"} in the team ${team ?? ""}`;
}
