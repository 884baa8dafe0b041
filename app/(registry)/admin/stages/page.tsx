import type { Metadata } from "next";
import { api, Hydrate, load, trpc } from "#app/_trpc/server.tsx";
import { PageHeader } from "#app/_ui/page.tsx";
import { Forbidden } from "../forbidden.tsx";
import { CreateStage } from "./create-stage.tsx";
import { StagesPanel } from "./stages-panel.tsx";

export const metadata: Metadata = { title: "Stages" };

export default async function StagesPage() {
  const registry = await api();
  const { siteRole } = await load(registry.identity.whoami());
  if (siteRole !== "admin") return <Forbidden title="Stages">What is live in each stage stands on the pages of a model. For another stage, ask an administrator of this registry.</Forbidden>;
  const teams = (await registry.teams.list({ limit: 500 })).items.map(({ slug, name }) => ({ slug, name }));
  return (
    <>
      <PageHeader
        title="Stages"
        lead="Where a version can be live, in the order in which it gets there. Each moves only through a promotion, by the policy that it has."
        act={<CreateStage teams={teams} />}
      />
      <Hydrate queries={[{ queryKey: trpc.stages.kept.queryKey(), queryFn: () => registry.stages.kept() }]}>
        <StagesPanel teams={teams} />
      </Hydrate>
    </>
  );
}
