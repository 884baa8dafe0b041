import type { Metadata } from "next";
import Link from "next/link";
import { PageLinks } from "#app/(registry)/page-links.tsx";
import { SearchBox } from "#app/(registry)/search-box.tsx";
import { queryParam, type SearchParams } from "#app/(registry)/models/query-param.ts";
import { api, load } from "#app/_trpc/server.tsx";
import { Avatar } from "#app/_ui/avatar.tsx";
import { Badge } from "#app/_ui/badge.tsx";
import { LinkButton } from "#app/_ui/button.tsx";
import { EmptyState } from "#app/_ui/empty-state.tsx";
import { PageHeader } from "#app/_ui/page.tsx";
import { RelativeTime } from "#app/_ui/relative-time.tsx";
import { Table, type Column } from "#app/_ui/table.tsx";
import type { User } from "#server/identity/schema.ts";
import { Forbidden } from "../forbidden.tsx";
import { AddUser } from "./add-user.tsx";

export const metadata: Metadata = { title: "Users" };

const columns: readonly Column<User>[] = [
  { key: "name", header: "Name", cell: (user) => <span className="inline-flex items-center gap-2"><Avatar name={user.name} /><span className="font-medium">{user.name}</span></span> },
  { key: "email", header: "E-mail", cell: (user) => <span className="break-all text-ink-soft">{user.email}</span> },
  { key: "role", header: "Site role", cell: (user) => (user.siteRole === "admin" ? <Badge icon="admin">Administrator</Badge> : <span className="text-ink-soft">Member</span>) },
  { key: "created", header: "Added", align: "end", cell: (user) => <RelativeTime at={user.createdAt} /> },
  { key: "activity", header: "Activity", align: "end", cell: (user) => <Link className="link" href={`/admin/audit?actor=${encodeURIComponent(user.email)}`}>Activity<span className="sr-only"> of {user.name}</span></Link> },
];

export default async function UsersPage({ searchParams }: { searchParams: SearchParams }) {
  const [search, cursor] = [await queryParam(searchParams, "search"), await queryParam(searchParams, "cursor")];
  const registry = await api();
  const { siteRole } = await load(registry.identity.whoami());
  if (siteRole !== "admin") return <Forbidden title="Users">To bring somebody who has an account into a team, go to the team: its maintainers can. To create an account, ask an administrator of this registry.</Forbidden>;
  const { items, nextCursor, total } = await load(registry.identity.users({ ...(search ? { search: search.slice(0, 200) } : {}), ...(cursor ? { cursor } : {}) }));
  const href = (from?: string) => `/admin/users?${new URLSearchParams({ ...(search ? { search } : {}), ...(from ? { cursor: from } : {}) }).toString()}`;
  return (
    <>
      <PageHeader title="Users" lead="Everybody who can sign in. What they may do with models is decided by their roles in teams." act={<AddUser />} />
      <div className="mb-4 flex flex-wrap items-center justify-between gap-3">
        <SearchBox path="/admin/users" label="Search users" placeholder="Name or e-mail" search={search ?? ""} />
        <p role="status" className="text-small text-ink-soft">{total === 1 ? "1 person" : `${total.toLocaleString("en")} people`}{search ? ` with “${search}” in their name or address` : ""}</p>
      </div>
      {items.length > 0 ? <Table caption="Users" columns={columns} rows={items} rowKey={(user) => user.id} /> : (
        <EmptyState icon="search" title={search ? `Nobody is called “${search}”` : "Nobody further"} action={<LinkButton href="/admin/users">Everybody</LinkButton>}>
          Names and e-mail addresses are searched, in any part of them.
        </EmptyState>
      )}
      <PageLinks cursor={cursor} next={nextCursor} hrefOf={href} />
    </>
  );
}
