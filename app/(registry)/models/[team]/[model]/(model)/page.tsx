import type { Metadata } from "next";
import { api } from "#app/_trpc/server.tsx";
import { EmptyState } from "#app/_ui/empty-state.tsx";
import { Columns } from "#app/_ui/page.tsx";
import { queryParam, type SearchParams } from "../../../query-param.ts";
import { pushUsage } from "../../../usage.ts";
import { registryOrigin } from "../../../registry-origin.ts";
import { CardPanel } from "../card-panel.tsx";
import { loadModel, loadStages } from "../loaded-model.ts";
import { MetricHistory } from "./metric-history.tsx";
import { ModelFacts } from "./model-facts.tsx";

type Params = Promise<{ team: string; model: string }>;

export async function generateMetadata({ params }: { params: Params }): Promise<Metadata> {
  const { team, model } = await params;
  return { title: `${team}/${model}` };
}

export default async function ModelPage({ params, searchParams }: { params: Params; searchParams: SearchParams }) {
  const { team, model: name } = await params;
  const model = await loadModel(team, name);
  if (model.newestVersion === null) return <NoVersion reference={model.reference} mayPush={model.can.includes("version:create")} />;
  const metric = await queryParam(searchParams, "metric");
  const [history, stages] = await Promise.all([(await api()).versions.metricHistory({ model: model.reference, metric }), loadStages()]);
  const shown = model.stages.at(-1) ?? null;
  return (
    <Columns aside={<ModelFacts model={model} />}>
      <MetricHistory
        model={model} history={history} part={await queryParam(searchParams, "part")} asTable={(await queryParam(searchParams, "as")) === "table"}
        lastStage={stages.at(-1)?.name}
      />
      <CardPanel model={model.reference} number={shown?.version ?? model.newestVersion} stage={shown?.stage ?? null} newest={model.newestVersion} mayWrite={model.can.includes("card:edit")} />
    </Columns>
  );
}

async function NoVersion({ reference, mayPush }: { reference: string; mayPush: boolean }) {
  const push = pushUsage(await registryOrigin(), reference)[0];
  return (
    <EmptyState icon="layers" title="No version yet" {...(mayPush && push ? { command: push.code } : {})}>
      {mayPush
        ? "The model has a name and nothing in it. Push a folder: it becomes v1."
        : "The model has a name and nothing in it. Registering versions takes the role contributor or maintainer in its team."}
    </EmptyState>
  );
}
