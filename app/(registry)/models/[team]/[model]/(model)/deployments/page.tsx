import type { Metadata } from "next";
import { api, load } from "#app/_trpc/server.tsx";
import { EmptyState } from "#app/_ui/empty-state.tsx";
import { Panel } from "#app/_ui/panel.tsx";
import { DeploymentsTable } from "../../../../../deployments/deployments-table.tsx";
import { PageLinks } from "../../../../../page-links.tsx";
import { queryParam, type SearchParams } from "../../../../query-param.ts";
import { Running } from "./running.tsx";

type Params = Promise<{ team: string; model: string }>;

export async function generateMetadata({ params }: { params: Params }): Promise<Metadata> {
  const { team, model } = await params;
  return { title: `Deployments of ${team}/${model}` };
}

export default async function ModelDeploymentsPage({ params, searchParams }: { params: Params; searchParams: SearchParams }) {
  const { team, model: name } = await params;
  const model = `${team}/${name}`;
  const cursor = await queryParam(searchParams, "cursor");
  const registry = await api();
  const [runtime, { items, nextCursor }] = await load(Promise.all([registry.runtime.of({ model }), registry.deployments.list({ model, cursor, limit: 25 })]));
  const base = `/models/${model}/deployments`;
  return (
    <div className="grid gap-8">
      <Running model={model} runtime={runtime} />
      <Panel title="Deployments" flush>
        {items.length > 0 ? <DeploymentsTable deployments={items} /> : (
          <EmptyState icon="deployments" title="Nothing was deployed yet">Every move of a stage opens a deployment. Promote a version to a stage first.</EmptyState>
        )}
        <PageLinks cursor={cursor} next={nextCursor} hrefOf={(from) => (from ? `${base}?cursor=${encodeURIComponent(from)}` : base)} />
      </Panel>
    </div>
  );
}
