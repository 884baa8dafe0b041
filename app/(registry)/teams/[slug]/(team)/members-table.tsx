import { Avatar } from "#app/_ui/avatar.tsx";
import { Badge } from "#app/_ui/badge.tsx";
import { Link } from "#app/_ui/link.tsx";
import { RelativeTime } from "#app/_ui/relative-time.tsx";
import { RowActions, Table, type Column } from "#app/_ui/table.tsx";
import { roleMeanings, type Member, type TeamDetail } from "#server/teams/schema.ts";
import { ChangeRole } from "./change-role.tsx";
import { RemoveMember } from "./remove-member.tsx";
import { roleNames } from "./role-names.ts";

/** Members, people and machines. Machines are kept under the service accounts. */
export function MembersTable({ team, members, me, keeps }: { team: TeamDetail; members: readonly Member[]; me: string; keeps: boolean }) {
  const isLast = (member: Member) => team.maintainers === 1 && member.role === "maintainer" && member.deactivatedAt === null;
  const isMine = (member: Member) => member.userId === me;
  const changes = (member: Member) => keeps && member.kind === "person";
  const columns: Column<Member>[] = [
    { key: "name", header: "Name", cell: (member) => <Name member={member} team={team.slug} mine={isMine(member)} /> },
    { key: "email", header: "E-mail", cell: (member) => <span className="break-all text-ink-soft">{member.email}</span> },
    {
      key: "role", header: "Role", width: "11rem",
      cell: (member) => (changes(member) ? <ChangeRole team={team.slug} member={member} mine={isMine(member)} last={isLast(member)} /> : <span title={roleMeanings[member.role]}>{roleNames[member.role]}</span>),
    },
    { key: "since", header: "Member since", align: "end", cell: (member) => <RelativeTime at={member.since} /> },
  ];
  if (keeps) {
    columns.push({
      key: "acts", header: "Acts", quiet: true, align: "end",
      cell: (member) => changes(member) && <RowActions><RemoveMember team={team.slug} member={member} mine={isMine(member)} last={isLast(member)} /></RowActions>,
    });
  }
  return <Table caption="Members" columns={columns} rows={members} rowKey={(member) => member.userId} />;
}

function Name({ member, team, mine }: { member: Member; team: string; mine: boolean }) {
  const machine = member.kind === "service";
  return (
    <span className="inline-flex flex-wrap items-center gap-2">
      <Avatar name={member.name} />
      {machine
        ? <Link href={`/teams/${team}/service-accounts/${member.name}`} className="link font-medium">{member.name}</Link>
        : <span className={member.deactivatedAt === null ? "font-medium" : "text-ink-soft"}>{member.name}</span>}
      {mine && <span className="text-small text-ink-soft">you</span>}
      {machine && <Badge icon="terminal">Machine</Badge>}
      {member.deactivatedAt !== null && <Badge icon="lock">{machine ? "Retired" : "Deactivated"}</Badge>}
    </span>
  );
}
