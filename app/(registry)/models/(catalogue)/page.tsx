import type { Metadata } from "next";
import { api, Hydrate, load, trpc } from "#app/_trpc/server.tsx";
import { LinkButton } from "#app/_ui/button.tsx";
import { PageHeader } from "#app/_ui/page.tsx";
import { YourDrafts } from "../[team]/[model]/drafts/your-drafts.tsx";
import { queryParam, type SearchParams } from "../query-param.ts";
import { Catalogue } from "./catalogue.tsx";
import { EmptyCatalogue } from "./empty-catalogue.tsx";
import { listInput, readFilters } from "./filters.ts";

export const metadata: Metadata = { title: "Catalogue" };

export default async function CataloguePage({ searchParams }: { searchParams: SearchParams }) {
  const filters = readFilters({ q: await queryParam(searchParams, "q"), team: await queryParam(searchParams, "team") });
  const registry = await api();
  const [first, { items: teams }, owners] = await load(
    Promise.all([registry.models.list(listInput(filters)), registry.teams.list({ limit: 500 }), registry.models.teams()]),
  );
  const isFiltered = filters.search !== "" || filters.team !== "";
  if (first.items.length === 0 && !isFiltered) return <EmptyCatalogue teams={teams} />;
  const drafts = { queryKey: trpc.drafts.list.queryKey({}), queryFn: () => registry.drafts.list({}) };
  const pages = {
    queryKey: trpc.models.list.infiniteQueryKey(listInput(filters)),
    queryFn: () => ({ pages: [first], pageParams: [undefined] }),
  };
  return (
    <>
      <PageHeader title="Catalogue" act={teams.length > 0 && <LinkButton icon="plus" href="/models/new">New model</LinkButton>} />
      <Hydrate queries={[pages, drafts]}>
        <YourDrafts />
        <Catalogue teams={owners} />
      </Hydrate>
    </>
  );
}
