import type { Metadata } from "next";
import { api, load } from "#app/_trpc/server.tsx";
import { Button, LinkButton } from "#app/_ui/button.tsx";
import { EmptyState } from "#app/_ui/empty-state.tsx";
import { SelectField } from "#app/_ui/field.tsx";
import { PageHeader } from "#app/_ui/page.tsx";
import { deploymentStates, type DeploymentState } from "#server/deployments/schema.ts";
import { WatchModel } from "../models/[team]/[model]/(model)/watch-model.tsx";
import { queryParam, type SearchParams } from "../models/query-param.ts";
import { PageLinks } from "../page-links.tsx";
import { DeploymentsTable } from "./deployments-table.tsx";
import { stateWords } from "./words.ts";

export const metadata: Metadata = { title: "Deployments" };

/** What can be asked for: a state, or several under one word. */
const groups: Record<string, { label: string; states: DeploymentState[] }> = {
  open: { label: "On their way", states: ["pending", "queued", "in_progress"] },
  bad: { label: "Gone wrong", states: ["failed", "rolled_back", "timed_out"] },
  ...Object.fromEntries(deploymentStates.map((state) => [state, { label: stateWords[state].label, states: [state] }])),
};

export default async function DeploymentsPage({ searchParams }: { searchParams: SearchParams }) {
  const names = ["state", "stage", "team", "cursor"] as const;
  const [state, stage, team, cursor] = await Promise.all(names.map((name) => queryParam(searchParams, name)));
  const registry = await api();
  const states = state === undefined ? undefined : groups[state]?.states;
  const [{ items, nextCursor }, stages, teams] = await Promise.all([
    load(registry.deployments.list({ stage, team, states, cursor, limit: 50 })),
    registry.stages.list(),
    registry.teams.list({ limit: 100 }),
  ]);
  const chosen = { ...(state ? { state } : {}), ...(stage ? { stage } : {}), ...(team ? { team } : {}) };
  const isNarrowed = Object.keys(chosen).length > 0;
  const hrefOf = (from?: string) => `/deployments?${new URLSearchParams({ ...chosen, ...(from ? { cursor: from } : {}) }).toString()}`;
  return (
    <>
      <WatchModel model={null} />
      <PageHeader title="Deployments" lead="What pipelines do with the moves of stages, and where something else runs." />
      <form method="get" className="mb-4 flex flex-wrap items-end gap-3" aria-label="Which deployments">
        <SelectField label="State" name="state" defaultValue={state ?? ""}>
          <option value="">any</option>
          {Object.entries(groups).map(([value, { label }]) => <option key={value} value={value}>{label}</option>)}
        </SelectField>
        <SelectField label="Stage" name="stage" defaultValue={stage ?? ""}>
          <option value="">any</option>
          {stages.map(({ name }) => <option key={name} value={name}>{name}</option>)}
        </SelectField>
        <SelectField label="Team" name="team" defaultValue={team ?? ""}>
          <option value="">any</option>
          {teams.items.map(({ slug }) => <option key={slug} value={slug}>{slug}</option>)}
        </SelectField>
        <Button type="submit" icon="filter">Show</Button>
        {isNarrowed && <LinkButton href="/deployments" variant="quiet">All</LinkButton>}
      </form>
      {items.length > 0 ? <DeploymentsTable deployments={items} /> : <None isNarrowed={isNarrowed || cursor !== undefined} />}
      <PageLinks cursor={cursor} next={nextCursor} hrefOf={hrefOf} />
    </>
  );
}

function None({ isNarrowed }: { isNarrowed: boolean }) {
  if (isNarrowed) return <EmptyState icon="deployments" title="No such deployment" action={<LinkButton href="/deployments">All deployments</LinkButton>}>Nothing that you see is like that.</EmptyState>;
  return (
    <EmptyState icon="deployments" title="Nothing was deployed yet" command="countersign deployment report team/model@production --state succeeded">
      Every move of a stage opens a deployment. The pipeline that carries it out reports how it goes, with a token that may.
    </EmptyState>
  );
}
