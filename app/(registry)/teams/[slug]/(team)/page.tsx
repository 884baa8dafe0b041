import type { Metadata } from "next";
import { queryParam, type SearchParams } from "#app/(registry)/models/query-param.ts";
import { api, Hydrate, load, trpc } from "#app/_trpc/server.tsx";
import { Columns } from "#app/_ui/page.tsx";
import { Panel } from "#app/_ui/panel.tsx";
import { readTeam } from "../read-team.ts";
import { MembersPanel } from "./members-panel.tsx";
import { RoleMeanings } from "./role-meanings.tsx";
import { TeamPolicies } from "./team-policies.tsx";
import { TeamStorage } from "./team-storage.tsx";

type Address = { params: Promise<{ slug: string }>; searchParams: SearchParams };

export async function generateMetadata({ params }: Address): Promise<Metadata> {
  return { title: (await readTeam((await params).slug)).name };
}

export default async function TeamPage({ params, searchParams }: Address) {
  const { slug } = await params;
  const [search, cursor] = [(await queryParam(searchParams, "search"))?.slice(0, 200), await queryParam(searchParams, "cursor")];
  const registry = await api();
  const [team, me, storage] = await Promise.all([readTeam(slug), load(registry.identity.whoami()), load(registry.storage.team({ team: slug }))]);
  const list = { team: slug, ...(search ? { search } : {}), ...(cursor ? { cursor } : {}) };
  return (
    <Columns
      aside={
        <>
          <TeamStorage usage={storage} />
          <TeamPolicies team={slug} />
          <Panel title="What the roles may do">
            <RoleMeanings />
          </Panel>
        </>
      }
    >
      <Hydrate queries={[{ queryKey: trpc.teams.members.queryKey(list), queryFn: () => registry.teams.members(list) }]}>
        <MembersPanel key={`${search ?? ""} ${cursor ?? ""}`} team={team} list={list} me={me.id} admin={me.siteRole === "admin"} />
      </Hydrate>
    </Columns>
  );
}
