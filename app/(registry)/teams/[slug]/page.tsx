import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { cache } from "react";
import { api, Hydrate, load, trpc } from "#app/_trpc/server.tsx";
import { LinkButton } from "#app/_ui/button.tsx";
import { Columns, PageHeader } from "#app/_ui/page.tsx";
import { Panel } from "#app/_ui/panel.tsx";
import { roleMeanings, teamRoles } from "#server/teams/schema.ts";
import { AddMember } from "./add-member.tsx";
import { MembersTable } from "./members-table.tsx";
import { roleNames } from "./role-names.ts";
import { TeamStorage } from "./team-storage.tsx";

type Address = { params: Promise<{ slug: string }> };

/** The team at this address, its members, and who asks. */
const readTeam = cache(async (slug: string) => {
  const registry = await api();
  const [me, members, teams] = await load(Promise.all([registry.identity.whoami(), registry.teams.members({ team: slug }), registry.teams.list({ limit: 500 })]));
  const team = teams.find((each) => each.slug === slug);
  if (!team) notFound();
  return { me, members, team };
});

export async function generateMetadata({ params }: Address): Promise<Metadata> {
  const { team } = await readTeam((await params).slug);
  return { title: team.name };
}

export default async function TeamPage({ params }: Address) {
  const { slug } = await params;
  const [{ me, members, team }, storage] = await Promise.all([readTeam(slug), load((await api()).storage.team({ team: slug }))]);
  const keeps = me.siteRole === "admin" || members.some((member) => member.userId === me.id && member.role === "maintainer");
  return (
    <>
      <PageHeader
        crumbs={[{ label: "teams", href: "/teams" }, { label: slug }]}
        title={team.name}
        lead={<>Its models are called <code>{slug}/model</code>.</>}
        act={<><LinkButton href={`/models?team=${slug}`} icon="layers">Models of this team</LinkButton>{keeps && <AddMember team={slug} name={team.name} admin={me.siteRole === "admin"} />}</>}
      />
      <Columns
        aside={
          <>
            <TeamStorage usage={storage} />
            <Panel title="What the roles may do">
              <dl className="divide-y divide-line">
                {teamRoles.map((role) => (
                  <div key={role} className="py-1.5">
                    <dt className="font-medium">{roleNames[role]}</dt>
                    <dd className="text-ink-soft">{roleMeanings[role]}</dd>
                  </div>
                ))}
              </dl>
            </Panel>
          </>
        }
      >
        <Hydrate queries={[{ queryKey: trpc.teams.members.queryKey({ team: slug }), queryFn: () => members }]}>
          <MembersTable team={slug} me={me.id} keeps={keeps} />
        </Hydrate>
      </Columns>
    </>
  );
}
