import type { Metadata } from "next";
import { api, load } from "#app/_trpc/server.tsx";
import { LinkButton } from "#app/_ui/button.tsx";
import { EmptyState } from "#app/_ui/empty-state.tsx";
import { PageHeader } from "#app/_ui/page.tsx";
import { queryParam, type SearchParams } from "../query-param.ts";
import { NewModel } from "./new-model.tsx";

export const metadata: Metadata = { title: "New model" };

export default async function NewModelPage({ searchParams }: { searchParams: SearchParams }) {
  const registry = await api();
  const [{ items: teams }, chosen] = await Promise.all([load(registry.teams.list({ limit: 500 })), queryParam(searchParams, "team")]);
  return (
    <>
      <PageHeader
        crumbs={[{ label: "Catalogue", href: "/models" }, { label: "new" }]}
        title="New model"
        lead="A name for a line of versions. It appears in the catalogue with its first version, which you begin here."
      />
      {teams.length === 0
        ? <EmptyState icon="people" title="You are in no team yet" action={<LinkButton href="/teams">Teams</LinkButton>}>Models belong to teams. Ask an administrator of this registry to add you to one.</EmptyState>
        : <NewModel teams={teams.map(({ slug, name }) => ({ slug, name }))} chosen={chosen} />}
    </>
  );
}
