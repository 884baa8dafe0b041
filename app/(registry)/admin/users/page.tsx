import type { Metadata } from "next";
import { PageLinks } from "#app/(registry)/page-links.tsx";
import { queryParam, type SearchParams } from "#app/(registry)/models/query-param.ts";
import { api, load } from "#app/_trpc/server.tsx";
import { Avatar } from "#app/_ui/avatar.tsx";
import { Badge } from "#app/_ui/badge.tsx";
import { LinkButton } from "#app/_ui/button.tsx";
import { EmptyState } from "#app/_ui/empty-state.tsx";
import { PageHeader } from "#app/_ui/page.tsx";
import { RelativeTime } from "#app/_ui/relative-time.tsx";
import { Table, type Column } from "#app/_ui/table.tsx";
import { accountStates, type AccountRow } from "#server/accounts/schema.ts";
import { siteRoles } from "#server/identity/schema.ts";
import { Forbidden } from "../forbidden.tsx";
import { AddUser } from "./add-user.tsx";
import { Invitations } from "./invitations.tsx";
import { InviteUser } from "./invite-user.tsx";
import { SearchUsers } from "./search-users.tsx";
import { SiteRoleBadge } from "./site-role-badge.tsx";

export const metadata: Metadata = { title: "Users" };

const columns: readonly Column<AccountRow>[] = [
  { key: "name", header: "Name", cell: (user) => <span className="inline-flex items-center gap-2"><Avatar name={user.name} /><span className="font-medium">{user.name}</span></span> },
  { key: "email", header: "E-mail", cell: (user) => <span className="break-all text-ink-soft">{user.email}</span> },
  { key: "role", header: "Site role", cell: (user) => <SiteRoleBadge siteRole={user.siteRole} /> },
  { key: "state", header: "State", cell: (user) => (user.deactivatedAt ? <Badge tone="refuse" icon="stop">Deactivated</Badge> : <span className="text-ink-soft">{user.secondFactor ? "Second factor" : "Password alone"}</span>) },
  { key: "seen", header: "Signed in", align: "end", cell: (user) => (user.lastSignInAt ? <RelativeTime at={user.lastSignInAt} /> : <span className="text-ink-soft">never</span>) },
];

export default async function UsersPage({ searchParams }: { searchParams: SearchParams }) {
  const [search, cursor] = [await queryParam(searchParams, "search"), await queryParam(searchParams, "cursor")];
  const given = { role: await queryParam(searchParams, "role"), state: await queryParam(searchParams, "state") };
  const role = siteRoles.find((each) => each === given.role);
  const state = accountStates.find((each) => each === given.state);
  const registry = await api();
  const { siteRole } = await load(registry.identity.whoami());
  if (siteRole !== "admin") return <Forbidden title="Users">To bring somebody who has an account into a team, go to the team: its maintainers can. To create an account, ask an administrator of this registry.</Forbidden>;
  const filter = { ...(search ? { search: search.slice(0, 200) } : {}), ...(role ? { role } : {}), ...(state ? { state } : {}) };
  const [{ items, nextCursor, total }, { items: invitations }, { mails }] = await load(
    Promise.all([registry.accounts.list({ ...filter, ...(cursor ? { cursor } : {}) }), registry.invitations.list({ limit: 100 }), registry.passwords.mails()]),
  );
  const href = (from?: string) => `/admin/users?${new URLSearchParams({ ...filter, ...(from ? { cursor: from } : {}) }).toString()}`;
  const narrowed = Object.keys(filter).length > 0;
  return (
    <>
      <PageHeader title="Users" lead="Everybody who can sign in. What they may do with models is decided by their roles in teams." act={<><AddUser /><InviteUser mails={mails} admin /></>} />
      <div className="mb-4 flex flex-wrap items-center justify-between gap-3">
        <SearchUsers search={search ?? ""} role={role} state={state} />
        <p role="status" className="text-small text-ink-soft">{total === 1 ? "1 person" : `${total.toLocaleString("en")} people`}{search ? ` with “${search}” in their name or address` : ""}</p>
      </div>
      {items.length > 0 ? <Table caption="Users" columns={columns} rows={items} rowKey={(user) => user.id} rowHref={(user) => `/admin/users/${user.id}`} /> : (
        <EmptyState icon="search" title={narrowed ? "Nobody fits this" : "Nobody further"} action={<LinkButton href="/admin/users">Everybody</LinkButton>}>
          Names and e-mail addresses are searched, in any part of them.
        </EmptyState>
      )}
      <PageLinks cursor={cursor} next={nextCursor} hrefOf={href} />
      {invitations.length > 0 && <div className="mt-10"><Invitations invitations={invitations} /></div>}
    </>
  );
}
