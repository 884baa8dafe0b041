import type { Metadata } from "next";
import { queryParam, type SearchParams } from "#app/(registry)/models/query-param.ts";
import { WebhooksPanel } from "#app/(registry)/webhooks/webhooks-panel.tsx";
import { EmptyState } from "#app/_ui/empty-state.tsx";
import { loadModel } from "../../loaded-model.ts";

type Address = { params: Promise<{ team: string; model: string }>; searchParams: SearchParams };

export async function generateMetadata({ params }: Address): Promise<Metadata> {
  const { team, model } = await params;
  return { title: `Webhooks of ${team}/${model}` };
}

export default async function ModelWebhooksPage({ params, searchParams }: Address) {
  const { team, model: name } = await params;
  const model = await loadModel(team, name);
  if (!model.can.includes("webhook:manage")) return <EmptyState icon="lock" title="Maintainers keep a model’s webhooks">They tell other systems what happens to the model. Ask a maintainer of {team} for one.</EmptyState>;
  return <WebhooksPanel place={{ kind: "model", model: model.reference }} cursor={await queryParam(searchParams, "cursor")} />;
}
