import type { ReactNode } from "react";
import { InviteUser } from "#app/(registry)/admin/users/invite-user.tsx";
import { catalogueHref } from "#app/(registry)/models/(catalogue)/address.ts";
import { api, load } from "#app/_trpc/server.tsx";
import { LinkButton } from "#app/_ui/button.tsx";
import { PageHeader } from "#app/_ui/page.tsx";
import { Tabs } from "#app/_ui/tabs.tsx";
import { readTeam } from "../read-team.ts";
import { RenameTeam } from "./rename-team.tsx";

/** What stands over every page of a team. */
export default async function TeamLayout({ children, params }: { children: ReactNode; params: Promise<{ slug: string }> }) {
  const { slug } = await params;
  const [team, { mails }] = await Promise.all([readTeam(slug), load((await api()).passwords.mails())]);
  return (
    <>
      <PageHeader
        crumbs={[{ label: "teams", href: "/teams" }, { label: slug }]}
        title={team.name}
        lead={<>Its models are called <code>{slug}/model</code>.</>}
        act={<>{team.can.includes("team:manage") && <><RenameTeam team={slug} name={team.name} /><InviteUser team={slug} mails={mails} admin={false} /></>}<LinkButton href={catalogueHref({ query: `team:${slug}` })} icon="layers">Models of this team</LinkButton></>}
      />
      <Tabs
        label="Team"
        tabs={[
          { label: "Members", href: `/teams/${slug}`, count: team.members },
          { label: "Service accounts", href: `/teams/${slug}/service-accounts`, count: team.serviceAccounts },
          { label: "Metadata", href: `/teams/${slug}/metadata` },
          ...(team.can.includes("webhook:manage") ? [{ label: "Webhooks", href: `/teams/${slug}/webhooks` }] : []),
        ]}
      />
      <div className="pt-6">{children}</div>
    </>
  );
}
