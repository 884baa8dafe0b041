import { redirect } from "next/navigation";
import { api, load } from "#app/_trpc/server.tsx";
import type { PolicyScope } from "#server/policies/schema.ts";
import { PolicyEditor } from "./policy-editor.tsx";
import { readPolicy } from "./read-policy.ts";
import { policyHref } from "./scope.ts";

/** The editor of a policy, for those who may change it; the others are led to where they can read it. */
export async function PolicyEditPage({ scope, stage: stageName, keeps }: { scope: PolicyScope; stage: string; keeps: boolean }) {
  if (!keeps) redirect(policyHref(scope, stageName));
  const registry = await api();
  const [{ stage, stages, newest, unwritten }, checks, { items: teams }, metrics] = await Promise.all([
    readPolicy(scope, stageName),
    load(registry.checks.list()),
    load(registry.teams.list({ limit: 500 })),
    scope.kind === "model" ? metricsOf(scope.model) : [],
  ]);
  return (
    <PolicyEditor
      scope={scope} stage={stage.name} newest={newest} unwritten={unwritten} teams={teams.map(({ slug }) => slug)}
      choices={{ earlierStages: stages.filter(({ position }) => position < stage.position).map(({ name }) => name), checks: checks.map(({ name }) => name), metrics }}
    />
  );
}

async function metricsOf(model: string): Promise<string[]> {
  const { items } = await load((await api()).versions.list({ model, limit: 20 }));
  return [...new Set(items.flatMap((version) => Object.keys(version.metrics)))].toSorted();
}
