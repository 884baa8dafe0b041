import { TRPCError } from "@trpc/server";
import type { Metadata } from "next";
import { cookies } from "next/headers";
import { api, Hydrate, load, trpc } from "#app/_trpc/server.tsx";
import { LinkButton } from "#app/_ui/button.tsx";
import { PageHeader } from "#app/_ui/page.tsx";
import { queryFaultSchema, type Facets, type Found, type QueryFault } from "#server/search/schema.ts";
import { YourDrafts } from "../[team]/[model]/drafts/your-drafts.tsx";
import { columnCookies, readColumns } from "../chosen-columns.ts";
import type { SearchParams } from "../query-param.ts";
import { findInput, readAddress } from "./address.ts";
import { Catalogue } from "./catalogue.tsx";
import { EmptyCatalogue } from "./empty-catalogue.tsx";

export const metadata: Metadata = { title: "Catalogue" };

export default async function CataloguePage({ searchParams }: { searchParams: SearchParams }) {
  const given = await searchParams;
  const first = (name: string) => [given[name]].flat()[0];
  const { query } = readAddress(first);
  const registry = await api();
  const [{ answer, fault }, { items: teams }, kept] = await load(Promise.all([answerTo(query), registry.teams.list({ limit: 1 }), cookies()]));
  if (answer?.page.items.length === 0 && query === "") return <EmptyCatalogue teams={teams} />;
  const drafts = { queryKey: trpc.drafts.list.queryKey({}), queryFn: () => registry.drafts.list({}) };
  const views = { queryKey: trpc.search.views.list.queryKey(), queryFn: () => registry.search.views.list() };
  const answers = answer ? [
    { queryKey: trpc.search.find.infiniteQueryKey(findInput(query)), queryFn: () => ({ pages: [answer.page], pageParams: [undefined] }) },
    { queryKey: trpc.search.facets.queryKey({ query }), queryFn: () => answer.facets },
  ] : [];
  return (
    <>
      <PageHeader title="Catalogue" act={teams.length > 0 && <LinkButton icon="plus" href="/models/new">New model</LinkButton>} />
      <Hydrate queries={[...answers, views, drafts]}>
        <YourDrafts />
        <Catalogue
          faulty={fault && { query, fault }}
          remembered={{ models: readColumns(kept.get(columnCookies.models)?.value), versions: readColumns(kept.get(columnCookies.found)?.value) }}
        />
      </Hydrate>
    </>
  );
}

type Answer = { page: Found; facets: Facets };

/** The first page of what was found with its facets, or what is wrong with the query. */
async function answerTo(query: string): Promise<{ answer: Answer | null; fault: QueryFault | null }> {
  const registry = await api();
  try {
    const [page, facets] = await Promise.all([registry.search.find(findInput(query)), registry.search.facets({ query })]);
    return { answer: { page, facets }, fault: null };
  } catch (error) {
    const fault = faultIn(error);
    if (fault === null) throw error;
    return { answer: null, fault };
  }
}

function faultIn(error: unknown): QueryFault | null {
  const cause = error instanceof TRPCError ? error.cause : undefined;
  return cause && "details" in cause ? (queryFaultSchema.safeParse(cause.details).data ?? null) : null;
}
