"use client";

import { useQuery } from "@tanstack/react-query";
import { useTRPC } from "#app/_trpc/client.tsx";
import { messageOf } from "#app/_trpc/faults.ts";
import { Avatar } from "#app/_ui/avatar.tsx";
import { Button } from "#app/_ui/button.tsx";
import { EmptyState } from "#app/_ui/empty-state.tsx";
import { Notice } from "#app/_ui/notice.tsx";
import { Panel } from "#app/_ui/panel.tsx";
import { RelativeTime } from "#app/_ui/relative-time.tsx";
import { SkeletonTable } from "#app/_ui/skeleton.tsx";
import { RowActions, Table, type Column } from "#app/_ui/table.tsx";
import { roleMeanings, type Member } from "#server/teams/schema.ts";
import { ChangeRole } from "./change-role.tsx";
import { RemoveMember } from "./remove-member.tsx";
import { roleNames } from "./role-names.ts";

/** Who is in the team and with which role; for who keeps it, with what changes that. */
export function MembersTable({ team, me, keeps }: { team: string; me: string; keeps: boolean }) {
  const trpc = useTRPC();
  const { data: members, error, refetch, isFetching } = useQuery(trpc.teams.members.queryOptions({ team }));
  if (error && !members) return <Notice tone="refuse" title={messageOf(error)} action={<Button pending={isFetching} onClick={() => void refetch()}>Try again</Button>} live />;
  if (!members) return <SkeletonTable rows={4} widths={["28%", "26%", "22%", "12%"]} />;

  const maintainers = members.filter((member) => member.role === "maintainer");
  const isLast = (member: Member) => maintainers.length === 1 && maintainers[0]?.userId === member.userId;
  const columns: Column<Member>[] = [
    { key: "name", header: "Name", cell: (member) => <Name member={member} mine={member.userId === me} /> },
    { key: "email", header: "E-mail", cell: (member) => <span className="break-all text-ink-soft">{member.email}</span> },
    {
      key: "role", header: "Role", width: "11rem",
      cell: (member) => (keeps ? <ChangeRole team={team} member={member} mine={member.userId === me} last={isLast(member)} /> : <span title={roleMeanings[member.role]}>{roleNames[member.role]}</span>),
    },
    { key: "since", header: "Member since", align: "end", cell: (member) => <RelativeTime at={member.since} /> },
  ];
  if (keeps) {
    columns.push({ key: "acts", header: "Acts", quiet: true, align: "end", cell: (member) => <RowActions><RemoveMember team={team} member={member} mine={member.userId === me} last={isLast(member)} /></RowActions> });
  }
  const signers = members.filter((member) => member.role === "reviewer" || member.role === "maintainer").length;
  return (
    <Panel title="Members" count={members.length}>
      {members.length === 0
        ? <EmptyState icon="people" title="Nobody is in this team">Add somebody by their e-mail address.</EmptyState>
        : <Table caption="Members" columns={columns} rows={members} rowKey={(member) => member.userId} />}
      {signers < 2 && members.length > 0 && (
        <div className="mt-4">
          <Notice tone="wait" title={signers === 0 ? "Nobody here can sign" : "Only one person here can sign"}>
            A promotion needs the signature of a reviewer or maintainer who neither requested it nor made the version.
          </Notice>
        </div>
      )}
    </Panel>
  );
}

function Name({ member, mine }: { member: Member; mine: boolean }) {
  return (
    <span className="inline-flex items-center gap-2">
      <Avatar name={member.name} />
      <span className="font-medium">{member.name}</span>
      {mine && <span className="text-small text-ink-soft">you</span>}
    </span>
  );
}
