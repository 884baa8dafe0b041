import type { Metadata } from "next";
import { InviteUser } from "#app/(registry)/admin/users/invite-user.tsx";
import { api, Hydrate, load, trpc } from "#app/_trpc/server.tsx";
import { LinkButton } from "#app/_ui/button.tsx";
import { Columns, PageHeader } from "#app/_ui/page.tsx";
import { Panel } from "#app/_ui/panel.tsx";
import { roleMeanings, teamRoles } from "#server/teams/schema.ts";
import { AddMember } from "./add-member.tsx";
import { MembersTable } from "./members-table.tsx";
import { readTeam } from "./read-team.ts";
import { roleNames } from "./role-names.ts";
import { TeamPolicies } from "./team-policies.tsx";
import { TeamStorage } from "./team-storage.tsx";

type Address = { params: Promise<{ slug: string }> };

export async function generateMetadata({ params }: Address): Promise<Metadata> {
  const { team } = await readTeam((await params).slug);
  return { title: team.name };
}

export default async function TeamPage({ params }: Address) {
  const { slug } = await params;
  const registry = await api();
  const [{ me, members, team, keeps }, storage, { mails }] = await Promise.all([readTeam(slug), load(registry.storage.team({ team: slug })), registry.passwords.mails()]);
  return (
    <>
      <PageHeader
        crumbs={[{ label: "teams", href: "/teams" }, { label: slug }]}
        title={team.name}
        lead={<>Its models are called <code>{slug}/model</code>.</>}
        act={<><LinkButton href={`/models?team=${slug}`} icon="layers">Models of this team</LinkButton>{keeps && <><InviteUser team={slug} mails={mails} admin={false} /><AddMember team={slug} name={team.name} admin={me.siteRole === "admin"} /></>}</>}
      />
      <Columns
        aside={
          <>
            <TeamStorage usage={storage} />
            <TeamPolicies team={slug} />
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
