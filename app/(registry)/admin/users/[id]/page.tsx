import type { Metadata } from "next";
import { api, load } from "#app/_trpc/server.tsx";
import { Badge } from "#app/_ui/badge.tsx";
import { EmptyState } from "#app/_ui/empty-state.tsx";
import { KeyValues } from "#app/_ui/key-values.tsx";
import { Link } from "#app/_ui/link.tsx";
import { Notice } from "#app/_ui/notice.tsx";
import { Columns, PageHeader } from "#app/_ui/page.tsx";
import { Panel } from "#app/_ui/panel.tsx";
import { RelativeTime } from "#app/_ui/relative-time.tsx";
import { Table, type Column } from "#app/_ui/table.tsx";
import type { Account } from "#server/accounts/schema.ts";
import { Entries } from "../../audit/entries.tsx";
import { auditHref } from "../../audit/filters.ts";
import { Forbidden } from "../../forbidden.tsx";
import { SiteRoleBadge } from "../site-role-badge.tsx";
import { AccountActs } from "./account-acts.tsx";
import { AccountSessions } from "./account-sessions.tsx";
import { AccountTokens } from "./account-tokens.tsx";
import { UnlinkAccount } from "./unlink-account.tsx";

export const metadata: Metadata = { title: "User" };

const teamColumns: readonly Column<Account["teams"][number]>[] = [
  { key: "team", header: "Team", cell: ({ team, name }) => <><span className="font-medium">{name}</span> <code className="text-ink-soft">{team}</code></> },
  { key: "role", header: "Role", cell: ({ role }) => role },
  { key: "source", header: "Given", cell: ({ source }) => <span className="text-ink-soft">{source === "group" ? "by a group" : "by hand"}</span> },
];

export default async function UserPage({ params }: { params: Promise<{ id: string }> }) {
  const { id } = await params;
  const registry = await api();
  const me = await load(registry.identity.whoami());
  if (me.siteRole !== "admin") return <Forbidden title="User">Accounts are kept by the administrators of this registry.</Forbidden>;
  const [account, sessions, activity] = await load(Promise.all([registry.accounts.get({ id }), registry.sessions.ofUser({ user: id }), registry.audit.entries({ actor: id, limit: 20 })]));
  return (
    <>
      <PageHeader
        crumbs={[{ label: "users", href: "/admin/users" }, { label: account.email }]}
        title={account.name}
        badges={<>{account.siteRole !== "member" && <SiteRoleBadge siteRole={account.siteRole} />}{account.deactivatedAt && <Badge tone="refuse" icon="stop">Deactivated</Badge>}</>}
        act={<AccountActs account={account} mine={me.id === account.id} />}
      />
      {account.deactivatedAt && (
        <div className="mb-6"><Notice tone="wait" title="This account is deactivated">Nobody signs in with it, and its tokens have ended. Its roles are kept and count for nothing until it is reactivated.</Notice></div>
      )}
      <Columns aside={<Facts account={account} />}>
        <Panel title="Teams" count={account.teams.length}>
          {account.teams.length > 0 ? <Table caption="Teams" columns={teamColumns} rows={account.teams} rowKey={({ team }) => team} rowHref={({ team }) => `/teams/${team}`} /> : (
            <EmptyState icon="people" title="In no team">Whoever keeps a team adds them by their address, under <Link href="/teams" className="link">Teams</Link>.</EmptyState>
          )}
        </Panel>
        <AccountSessions user={account.id} sessions={sessions} />
        <AccountTokens tokens={account.tokens} />
        <Panel title="Recent activity" actions={<Link className="link text-small" href={auditHref({ actor: account.id })}>Everything by {account.name}</Link>}>
          {activity.items.length > 0 ? <Entries entries={activity.items} /> : <p className="text-ink-soft">They have done nothing here yet.</p>}
        </Panel>
      </Columns>
    </>
  );
}

function Facts({ account }: { account: Account }) {
  const { factor } = account;
  return (
    <Panel title="Facts">
      <KeyValues
        facts={[
          { label: "E-mail", value: <span className="break-all">{account.email}</span> },
          { label: "Site role", value: <><SiteRoleBadge siteRole={account.siteRole} />{account.siteRoleSource === "group" && <span className="text-ink-soft"> by a group</span>}</> },
          { label: "Password", value: account.password ? "kept here" : "none here" },
          ...(account.linked ? [{ label: "Single sign-on", value: <span className="inline-flex flex-wrap items-center gap-2">linked <UnlinkAccount account={account} /></span> }] : []),
          { label: "Second factor", value: factor.enabledAt ? <>on, {factor.recoveryCodesLeft} recovery codes left</> : "off" },
          { label: "Added", value: <RelativeTime at={account.createdAt} /> },
          { label: "Signed in", value: account.lastSignInAt ? <RelativeTime at={account.lastSignInAt} /> : "never" },
          ...(account.deactivatedAt ? [{ label: "Deactivated", value: <RelativeTime at={account.deactivatedAt} /> }] : []),
        ]}
      />
    </Panel>
  );
}
