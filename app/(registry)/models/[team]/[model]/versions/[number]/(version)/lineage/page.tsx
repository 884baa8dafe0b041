import type { Metadata } from "next";
import { impactHref } from "#app/(registry)/lineage/node-words.ts";
import { LineagePanel } from "#app/(registry)/lineage/lineage-panel.tsx";
import { RaiseRecall } from "#app/(registry)/lineage/raise-recall.tsx";
import { queryParam, type SearchParams } from "#app/(registry)/models/query-param.ts";
import { api, load } from "#app/_trpc/server.tsx";
import { LinkButton } from "#app/_ui/button.tsx";
import { loadModel, loadVersion } from "../../../../loaded-model.ts";

type Params = Promise<{ team: string; model: string; number: string }>;

export async function generateMetadata({ params }: { params: Params }): Promise<Metadata> {
  const { team, model, number } = await params;
  return { title: `Lineage of ${team}/${model} v${number}` };
}

/** So many nodes come to the browser at once. */
const mostNodes = 3000;

export default async function LineagePage({ params, searchParams }: { params: Params; searchParams: SearchParams }) {
  const { team, model: name, number } = await params;
  const [model, version] = await Promise.all([loadModel(team, name), loadVersion(team, name, number)]);
  const graph = await load((await api()).lineage.graph({ of: version.reference, limit: mostNodes }));
  const base = `/models/${model.reference}/versions/${version.number}/lineage`;
  return (
    <>
      <LineagePanel graph={graph} name={`${model.name} v${version.number}`} asTable={(await queryParam(searchParams, "as")) === "table"} hrefOf={(as) => (as === "table" ? `${base}?as=table` : base)} />
      <div className="flex flex-wrap gap-2">
        <LinkButton href={impactHref(version.reference)} icon="lineage">What it touches</LinkButton>
        {model.can.includes("version:recall") && <RaiseRecall what={{ reference: version.reference }} of={version.reference} name={`v${version.number}`} />}
      </div>
    </>
  );
}
