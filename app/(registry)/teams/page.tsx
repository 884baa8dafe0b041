import type { Metadata } from "next";
import { catalogueHref } from "#app/(registry)/models/(catalogue)/address.ts";
import { queryParam, type SearchParams } from "#app/(registry)/models/query-param.ts";
import { PageLinks } from "#app/(registry)/page-links.tsx";
import { SearchBox } from "#app/(registry)/search-box.tsx";
import { api, load } from "#app/_trpc/server.tsx";
import { LinkButton } from "#app/_ui/button.tsx";
import { EmptyState } from "#app/_ui/empty-state.tsx";
import { Link } from "#app/_ui/link.tsx";
import { Count } from "#app/_ui/number.tsx";
import { PageHeader } from "#app/_ui/page.tsx";
import { RelativeTime } from "#app/_ui/relative-time.tsx";
import { Table, type Column } from "#app/_ui/table.tsx";
import type { Team } from "#server/teams/schema.ts";
import { CreateTeam } from "./create-team.tsx";

export const metadata: Metadata = { title: "Teams" };

const columns: readonly Column<Team>[] = [
  { key: "name", header: "Team", cell: (team) => team.name, width: "32%" },
  { key: "slug", header: "Namespace", cell: (team) => <code className="text-ink-soft">{team.slug}/</code> },
  { key: "members", header: "Members", align: "end", cell: (team) => <Count value={team.members} /> },
  { key: "models", header: "Models", align: "end", cell: (team) => <Link href={catalogueHref({ query: `team:${team.slug}` })} className="link"><Count value={team.models} /></Link> },
  { key: "created", header: "Created", align: "end", cell: (team) => <RelativeTime at={team.createdAt} /> },
];

export default async function TeamsPage({ searchParams }: { searchParams: SearchParams }) {
  const [search, cursor] = [await queryParam(searchParams, "search"), await queryParam(searchParams, "cursor")];
  const registry = await api();
  const { siteRole } = await load(registry.identity.whoami());
  const { items, nextCursor } = await load(registry.teams.list({ ...(search ? { search: search.slice(0, 200) } : {}), ...(cursor ? { cursor } : {}) }));
  const admin = siteRole === "admin";
  const plain = search === undefined && cursor === undefined;
  const href = (from?: string) => `/teams?${new URLSearchParams({ ...(search ? { search } : {}), ...(from ? { cursor: from } : {}) }).toString()}`;
  return (
    <>
      <PageHeader title="Teams" lead="A team owns models, and its members' roles say who may register, who may ask, and who may sign." act={admin && <CreateTeam />} />
      {(items.length > 0 || !plain) && <div className="mb-4"><SearchBox path="/teams" label="Search teams" placeholder="Name or namespace" search={search ?? ""} /></div>}
      {items.length > 0 ? <Table caption="Teams" columns={columns} rows={items} rowKey={(team) => team.id} rowHref={(team) => `/teams/${team.slug}`} />
        : plain ? <NoTeam admin={admin} /> : (
          <EmptyState icon="search" title={search ? `No team is called “${search}”` : "No team further"} action={<LinkButton href="/teams">All teams</LinkButton>}>
            Names and namespaces are searched, in any part of them, of the teams that you see.
          </EmptyState>
        )}
      <PageLinks cursor={cursor} next={nextCursor} hrefOf={href} />
    </>
  );
}

function NoTeam({ admin }: { admin: boolean }) {
  return (
    <EmptyState icon="people" title={admin ? "There is no team yet" : "You are in no team yet"}>
      {admin
        ? "Create one for each group of people who answer for the same models. You become its first maintainer, and add the others."
        : "Models belong to teams. Those that you see without being in their team stand in the catalogue all the same. To work on all that a team owns, ask one of its maintainers, or an administrator, to add you."}
    </EmptyState>
  );
}
