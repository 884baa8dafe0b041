"use client";

import { useMutation } from "@tanstack/react-query";
import { ActDialog } from "#app/(registry)/act-dialog.tsx";
import { useTRPC } from "#app/_trpc/client.tsx";
import { Button } from "#app/_ui/button.tsx";
import { Panel } from "#app/_ui/panel.tsx";
import { RelativeTime } from "#app/_ui/relative-time.tsx";
import { RowActions, Table, type Column } from "#app/_ui/table.tsx";
import type { Invitation } from "#server/invitations/schema.ts";
import { SiteRoleBadge } from "./site-role-badge.tsx";

const columns: readonly Column<Invitation>[] = [
  { key: "email", header: "E-mail", cell: (invitation) => <span className="font-medium break-all">{invitation.email}</span> },
  { key: "role", header: "Site role", cell: (invitation) => <SiteRoleBadge siteRole={invitation.siteRole} /> },
  { key: "teams", header: "Teams", cell: ({ teams }) => (teams.length === 0 ? <span className="text-ink-soft">none</span> : teams.map(({ team, role }, at) => <span key={team}>{at > 0 && ", "}<code>{team}</code> <span className="text-ink-soft">{role}</span></span>)) },
  { key: "by", header: "Invited by", cell: (invitation) => invitation.by },
  { key: "ends", header: "Ends", cell: (invitation) => <RelativeTime at={invitation.expiresAt} /> },
  { key: "acts", header: "Acts", quiet: true, align: "end", cell: (invitation) => <RowActions><Revoke invitation={invitation} /></RowActions> },
];

/** The invitations that nobody has used yet. */
export function Invitations({ invitations }: { invitations: readonly Invitation[] }) {
  return (
    <Panel title="Invitations that wait" count={invitations.length}>
      <Table caption="Invitations that wait" columns={columns} rows={invitations} rowKey={(invitation) => invitation.id} />
    </Panel>
  );
}

function Revoke({ invitation: { id, email } }: { invitation: Invitation }) {
  const trpc = useTRPC();
  const revoke = useMutation(trpc.invitations.revoke.mutationOptions());
  return (
    <ActDialog
      trigger={<Button size="small" variant="quiet" aria-label={`Take back the invitation of ${email}`}>Take back</Button>}
      title={`Take back the invitation of ${email}?`}
      description="The link does nothing from this moment on. You can invite them again."
      keep="Keep it" confirm="Take it back" done="The invitation is taken back"
      pending={revoke.isPending} error={revoke.error} act={() => revoke.mutateAsync({ id })}
    />
  );
}
