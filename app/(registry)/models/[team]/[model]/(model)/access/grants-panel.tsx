"use client";

import { useQuery } from "@tanstack/react-query";
import { roleNames } from "#app/(registry)/teams/[slug]/(team)/role-names.ts";
import { useTRPC } from "#app/_trpc/client.tsx";
import { messageOf } from "#app/_trpc/faults.ts";
import { Avatar } from "#app/_ui/avatar.tsx";
import { Badge } from "#app/_ui/badge.tsx";
import { Button } from "#app/_ui/button.tsx";
import { EmptyState } from "#app/_ui/empty-state.tsx";
import { formatInstant } from "#app/_ui/format.ts";
import { Icon } from "#app/_ui/icon.tsx";
import { Notice } from "#app/_ui/notice.tsx";
import { Panel } from "#app/_ui/panel.tsx";
import { RelativeTime } from "#app/_ui/relative-time.tsx";
import { RowActions, Table, type Column } from "#app/_ui/table.tsx";
import type { Grant } from "#server/grants/schema.ts";
import { roleMeanings } from "#server/teams/schema.ts";
import { GiveRole } from "./give-role.tsx";
import { RemoveGrant } from "./remove-grant.tsx";

/**
 * The roles that were given on the model, and what changes them.
 * @param me the id of the one who looks
 * @param command how a role is given in a shell
 */
export function GrantsPanel({ model, me, command }: { model: string; me: string; command: string }) {
  const trpc = useTRPC();
  const { data: grants, error, refetch, isFetching } = useQuery(trpc.grants.list.queryOptions({ model }));
  const [team = ""] = model.split("/");
  if (!grants) {
    return error && <Notice tone="refuse" title={messageOf(error)} action={<Button pending={isFetching} onClick={() => void refetch()}>Try again</Button>} live />;
  }
  return (
    <Panel title="Roles on this model" count={grants.filter(({ ended }) => !ended).length} actions={<GiveRole model={model} />} flush>
      {grants.length === 0 ? (
        <EmptyState icon="people" title="Nobody outside the team has a role here" command={command}>
          Members of {team} have their role on all of its models. A role on this one alone is for somebody else: a person of another team who reviews it,
          a whole team that uses it, a service account that pulls it. It can end by itself on a day that you choose.
        </EmptyState>
      ) : (
        <Table caption={`Roles on ${model}`} columns={columnsFor(model, me)} rows={grants} rowKey={({ id }) => id} />
      )}
    </Panel>
  );
}

function columnsFor(model: string, me: string): Column<Grant>[] {
  return [
    { key: "to", header: "To", width: "34%", cell: (grant) => <To grant={grant} mine={grant.to.kind === "user" && grant.to.id === me} /> },
    { key: "role", header: "Role", cell: ({ role, ended }) => <span title={roleMeanings[role]} className={ended ? "text-ink-faint" : undefined}>{roleNames[role]}</span> },
    { key: "until", header: "Until", cell: (grant) => <Until grant={grant} /> },
    { key: "by", header: "Given", cell: ({ by, at }) => <span className="inline-flex flex-wrap gap-x-1.5 text-ink-soft"><RelativeTime at={at} /><span>by {by.name}</span></span> },
    {
      key: "acts", header: "Acts", quiet: true, align: "end",
      cell: (grant) => (
        <RowActions>
          <GiveRole model={model} given={grant} />
          <RemoveGrant model={model} grant={grant} mine={grant.to.kind === "user" && grant.to.id === me} />
        </RowActions>
      ),
    },
  ];
}

function To({ grant: { to, ended }, mine }: { grant: Grant; mine: boolean }) {
  const isTeam = to.kind === "team";
  return (
    <span className={`inline-grid grid-cols-[auto_minmax(0,1fr)] items-start gap-x-2 ${ended ? "text-ink-soft" : ""}`}>
      {isTeam ? <span className="flex size-5 items-center justify-center"><Icon name="people" size={14} /></span> : <Avatar name={to.name} />}
      <span className="grid min-w-0">
        <span className="flex flex-wrap items-center gap-x-2 font-medium">
          {isTeam ? `Team ${to.team}` : to.name}
          {!isTeam && to.machine && <Badge title="A service account: a machine">machine</Badge>}
          {mine && <span className="text-small font-normal text-ink-soft">you</span>}
        </span>
        <span className="text-small font-normal break-all text-ink-soft">{isTeam ? `${to.name}, ${to.members} ${to.members === 1 ? "member" : "members"}` : to.email}</span>
      </span>
    </span>
  );
}

function Until({ grant: { expiresAt, ended } }: { grant: Grant }) {
  if (expiresAt === null) return <span className="text-ink-soft">no end</span>;
  return (
    <span className="inline-grid">
      <span className="flex flex-wrap items-center gap-x-1.5">{ended && <Badge>ended</Badge>}<RelativeTime at={expiresAt} /></span>
      <span className="text-small whitespace-nowrap text-ink-soft tabular-nums">{formatInstant(Date.parse(expiresAt)).replace(/:\d\d UTC$/, " UTC")}</span>
    </span>
  );
}
