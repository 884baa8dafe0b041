import type { Metadata } from "next";
import Link from "next/link";
import { api } from "#app/_trpc/server.tsx";
import { EmptyState } from "#app/_ui/empty-state.tsx";
import { Markdown } from "#app/_ui/markdown.tsx";
import { Notice } from "#app/_ui/notice.tsx";
import { Columns } from "#app/_ui/page.tsx";
import { Panel } from "#app/_ui/panel.tsx";
import { queryParam, type SearchParams } from "../../../query-param.ts";
import { pushUsage } from "../../../usage.ts";
import { registryOrigin } from "../../../registry-origin.ts";
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
      <Card reference={model.reference} number={shown?.version ?? model.newestVersion} stage={shown?.stage ?? null} newest={model.newestVersion} />
    </Columns>
  );
}

/** The card of what is live, since that is what people use; of the newest while nothing is. */
async function Card({ reference, number, stage, newest }: { reference: string; number: number; stage: string | null; newest: number }) {
  const card = await (await api()).versions.card({ reference: `${reference}@${number}` });
  const base = `/models/${reference}/versions`;
  return (
    <Panel
      title={`Card of v${number}`}
      actions={(
        <span className="text-small text-ink-soft">
          {stage ? `live in ${stage}` : "the newest"}
          {newest !== number && <>, <Link href={`${base}/${newest}/card`} className="link">v{newest} is newer</Link></>}
        </span>
      )}
    >
      {card === null
        ? <p className="text-ink-soft">v{number} was registered without a <code>README.md</code>, which would be shown here as its card.</p>
        : <Markdown text={card.markdown} />}
      {card?.truncated && <div className="mt-4"><Notice title="The card is longer than 512 KiB">Its beginning is shown. The whole of it is among the files of the version.</Notice></div>}
    </Panel>
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
