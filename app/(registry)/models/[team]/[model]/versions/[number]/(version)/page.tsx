import type { Metadata } from "next";
import { Suspense } from "react";
import { Panel } from "#app/_ui/panel.tsx";
import { SkeletonText } from "#app/_ui/skeleton.tsx";
import { loadModel, loadStages, loadVersion } from "../../../loaded-model.ts";
import { DeclaredFacts } from "../declared-facts.tsx";
import { Downloads } from "../downloads.tsx";
import { Evaluations } from "../evaluations.tsx";
import { MetricTable } from "../metric-table.tsx";

type Params = Promise<{ team: string; model: string; number: string }>;

export async function generateMetadata({ params }: { params: Params }): Promise<Metadata> {
  const { team, model, number } = await params;
  return { title: `${team}/${model} v${number}` };
}

export default async function VersionPage({ params }: { params: Params }) {
  const { team, model: name, number } = await params;
  const [model, version, stages] = await Promise.all([loadModel(team, name), loadVersion(team, name, number), loadStages()]);
  const lastStage = stages.at(-1)?.name;
  const holder = model.stages.find(({ stage }) => stage === lastStage);
  const live = holder && holder.version !== version.number ? await loadVersion(team, name, holder.version) : null;
  return (
    <>
      <MetricTable version={version} stage={lastStage} live={live} isLive={holder?.version === version.number} />
      <Evaluations metadata={version.metadata} />
      <DeclaredFacts metadata={version.metadata} />
      <Suspense fallback={<Panel title="Downloads"><SkeletonText lines={4} /></Panel>}><Downloads reference={version.reference} /></Suspense>
    </>
  );
}
