import "server-only";
import { notFound } from "next/navigation";
import { cache } from "react";
import { api, load } from "#app/_trpc/server.tsx";

/** The team at an address, its members, who asks, and whether they keep it. */
export const readTeam = cache(async (slug: string) => {
  const registry = await api();
  const [me, members, teams] = await load(Promise.all([registry.identity.whoami(), registry.teams.members({ team: slug }), registry.teams.list({ limit: 500 })]));
  const team = teams.find((each) => each.slug === slug);
  if (!team) notFound();
  const keeps = me.siteRole === "admin" || members.some((member) => member.userId === me.id && member.role === "maintainer");
  return { me, members, team, keeps };
});
