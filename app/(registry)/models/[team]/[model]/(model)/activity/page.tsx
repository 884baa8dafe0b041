import type { Metadata } from "next";
import { api, Hydrate, load, trpc } from "#app/_trpc/server.tsx";
import { loadModel } from "../../loaded-model.ts";
import { activityInput } from "./activity-input.ts";
import { Activity } from "./activity.tsx";

type Params = Promise<{ team: string; model: string }>;

export async function generateMetadata({ params }: { params: Params }): Promise<Metadata> {
  const { team, model } = await params;
  return { title: `Activity of ${team}/${model}` };
}

export default async function ActivityPage({ params }: { params: Params }) {
  const { team, model: name } = await params;
  const model = await loadModel(team, name);
  const registry = await api();
  const [first, promotions] = await load(
    Promise.all([registry.audit.activity(activityInput(model.reference)), registry.promotions.list({ model: model.reference, limit: 100 })]),
  );
  const pages = {
    queryKey: trpc.audit.activity.infiniteQueryKey(activityInput(model.reference)),
    queryFn: () => ({ pages: [first], pageParams: [undefined] }),
  };
  return (
    <Hydrate queries={[pages]}>
      <Activity model={model.reference} promotions={promotions.items.map(({ id, version, stage, kind }) => ({ id, version, stage, kind }))} />
    </Hydrate>
  );
}
