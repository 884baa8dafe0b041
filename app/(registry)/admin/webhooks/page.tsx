import type { Metadata } from "next";
import { queryParam, type SearchParams } from "#app/(registry)/models/query-param.ts";
import { WebhooksPanel } from "#app/(registry)/webhooks/webhooks-panel.tsx";
import { api, load } from "#app/_trpc/server.tsx";
import { PageHeader } from "#app/_ui/page.tsx";
import { Forbidden } from "../forbidden.tsx";

export const metadata: Metadata = { title: "Webhooks" };

export default async function AdminWebhooksPage({ searchParams }: { searchParams: SearchParams }) {
  const { siteRole } = await load((await api()).identity.whoami());
  if (siteRole !== "admin") return <Forbidden title="Webhooks">Webhooks of a team or a model are kept on its own pages, by its maintainers.</Forbidden>;
  return (
    <>
      <PageHeader title="Webhooks" lead="Of the whole registry: they are told what happens to every model, and to the registry itself. Teams and models have webhooks of their own." />
      <WebhooksPanel place={{ kind: "site" }} cursor={await queryParam(searchParams, "cursor")} />
    </>
  );
}
