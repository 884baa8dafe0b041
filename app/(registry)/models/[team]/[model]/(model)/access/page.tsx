import type { Metadata } from "next";
import { api, Hydrate, load, trpc } from "#app/_trpc/server.tsx";
import { Columns } from "#app/_ui/page.tsx";
import { Panel } from "#app/_ui/panel.tsx";
import { Askers } from "../../../../askers.tsx";
import { grantUsage } from "../../../../usage.ts";
import { loadModel } from "../../loaded-model.ts";
import { GrantsPanel } from "./grants-panel.tsx";
import { RoleMeanings } from "#app/(registry)/teams/[slug]/(team)/role-meanings.tsx";
import { VisibilityPanel } from "./visibility-panel.tsx";
import { WhatYouMay } from "./what-you-may.tsx";

type Params = Promise<{ team: string; model: string }>;

export async function generateMetadata({ params }: { params: Params }): Promise<Metadata> {
  const { team, model } = await params;
  return { title: `Access to ${team}/${model}` };
}

/** Who sees the model, what the one who looks may do and by what; and for who shares it, the roles that were given on it. */
export default async function AccessPage({ params }: { params: Params }) {
  const { team, model: name } = await params;
  const model = await loadModel(team, name);
  const registry = await api();
  const access = await load(registry.grants.explain({ model: model.reference }));
  const shares = model.can.includes("model:share");
  const aside = (
    <>
      <Panel title={shares ? "Who shares this model" : "Who can give you more"} kind="boxed"><Askers model={model.reference} askers={access.askers} /></Panel>
      <Panel title="What the roles may do"><RoleMeanings /></Panel>
    </>
  );
  return (
    <Columns aside={aside}>
      <VisibilityPanel model={model.reference} visibility={model.visibility} shares={shares} />
      {shares && <Grants model={model.reference} />}
      <WhatYouMay access={access} />
    </Columns>
  );
}

async function Grants({ model }: { model: string }) {
  const registry = await api();
  const { id } = await registry.identity.whoami();
  const until = new Date(Date.now() + 30 * 24 * 60 * 60 * 1000).toISOString().slice(0, 10);
  return (
    <Hydrate queries={[{ queryKey: trpc.grants.list.queryKey({ model }), queryFn: () => registry.grants.list({ model }) }]}>
      <GrantsPanel model={model} me={id} command={grantUsage(model, until)} />
    </Hydrate>
  );
}
