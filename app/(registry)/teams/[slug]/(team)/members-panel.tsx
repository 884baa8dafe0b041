"use client";

import { useQuery } from "@tanstack/react-query";
import { PageLinks } from "#app/(registry)/page-links.tsx";
import { SearchBox } from "#app/(registry)/search-box.tsx";
import { useTRPC } from "#app/_trpc/client.tsx";
import { messageOf } from "#app/_trpc/faults.ts";
import { Button, LinkButton } from "#app/_ui/button.tsx";
import { EmptyState } from "#app/_ui/empty-state.tsx";
import { Notice } from "#app/_ui/notice.tsx";
import { Panel } from "#app/_ui/panel.tsx";
import { SkeletonTable } from "#app/_ui/skeleton.tsx";
import type { TeamDetail } from "#server/teams/schema.ts";
import { AddMember } from "./add-member.tsx";
import { MembersTable } from "./members-table.tsx";

type List = { team: string; search?: string; cursor?: string };

/** Who is in the team and with which role; for who keeps it, with what changes that. */
export function MembersPanel({ team, list, me, admin }: { team: TeamDetail; list: List; me: string; admin: boolean }) {
  const trpc = useTRPC();
  const { data, error, refetch, isFetching } = useQuery(trpc.teams.members.queryOptions(list));
  const keeps = team.can.includes("team:manage");
  const { slug } = team;
  const hrefOf = (cursor?: string) => `/teams/${slug}?${new URLSearchParams({ ...(list.search ? { search: list.search } : {}), ...(cursor ? { cursor } : {}) }).toString()}`;
  const plain = list.search === undefined && list.cursor === undefined;
  return (
    <Panel title="Members" {...(data ? { count: data.total } : {})} actions={keeps && <AddMember team={slug} name={team.name} admin={admin} />}>
      {(!plain || (data !== undefined && data.total > 8)) && <div className="mb-3"><SearchBox path={`/teams/${slug}`} label="Search members" placeholder="Name or e-mail" search={list.search ?? ""} /></div>}
      {!data
        ? error ? <Notice tone="refuse" title={messageOf(error)} action={<Button pending={isFetching} onClick={() => void refetch()}>Try again</Button>} live /> : <SkeletonTable rows={4} widths={["28%", "26%", "22%", "12%"]} />
        : data.items.length > 0 ? <MembersTable team={team} members={data.items} me={me} keeps={keeps} />
          : plain ? <EmptyState icon="people" title="Nobody is in this team">Add somebody by their e-mail address.</EmptyState>
            : <EmptyState icon="search" title={list.search ? `Nobody here is called “${list.search}”` : "Nobody further"} action={<LinkButton href={`/teams/${slug}`}>All members</LinkButton>}>Names and e-mail addresses are searched, in any part of them.</EmptyState>}
      <PageLinks cursor={list.cursor} next={data?.nextCursor ?? null} hrefOf={hrefOf} />
      {team.signers < 2 && team.members > 0 && (
        <div className="mt-4">
          <Notice tone="wait" title={team.signers === 0 ? "Nobody here can sign" : "Only one person here can sign"}>
            A promotion needs the signature of a reviewer or maintainer who neither requested it nor made the version.
          </Notice>
        </div>
      )}
    </Panel>
  );
}
