import type { Metadata } from "next";
import { queryParam, type SearchParams } from "#app/(registry)/models/query-param.ts";
import { WebhooksPanel } from "#app/(registry)/webhooks/webhooks-panel.tsx";
import { EmptyState } from "#app/_ui/empty-state.tsx";
import { readTeam } from "../../read-team.ts";

type Address = { params: Promise<{ slug: string }>; searchParams: SearchParams };

export async function generateMetadata({ params }: Address): Promise<Metadata> {
  return { title: `Webhooks of ${(await readTeam((await params).slug)).name}` };
}

export default async function TeamWebhooksPage({ params, searchParams }: Address) {
  const { slug } = await params;
  const team = await readTeam(slug);
  if (!team.can.includes("webhook:manage")) return <EmptyState icon="lock" title="Maintainers of the team keep its webhooks">They tell other systems what happens to the team and its models. Ask a maintainer for one.</EmptyState>;
  return <WebhooksPanel place={{ kind: "team", team: slug }} cursor={await queryParam(searchParams, "cursor")} />;
}
