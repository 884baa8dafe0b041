import type { Metadata } from "next";
import { StageSwatch } from "#app/(registry)/models/stage-swatch.tsx";
import { ModeBadge } from "#app/(registry)/policies/mode-badge.tsx";
import { readPolicy } from "#app/(registry)/policies/read-policy.ts";
import { policyHref, scopeName } from "#app/(registry)/policies/scope.ts";
import { WordList } from "#app/(registry)/policies/word-list.tsx";
import { api, load } from "#app/_trpc/server.tsx";
import { LinkButton } from "#app/_ui/button.tsx";
import { PageHeader } from "#app/_ui/page.tsx";
import { RelativeTime } from "#app/_ui/relative-time.tsx";
import { Table, type Column } from "#app/_ui/table.tsx";
import type { Policy, PolicyScope } from "#server/policies/schema.ts";
import type { Stage } from "#server/stages/schema.ts";

export const metadata: Metadata = { title: "Policies" };

const site: PolicyScope = { kind: "site" };

export default async function PoliciesPage() {
  const registry = await api();
  const [{ siteRole }, stages, policies] = await load(Promise.all([registry.identity.whoami(), registry.stages.list(), registry.policies.list()]));
  const narrower = policies.filter(({ scope }) => scope.kind !== "site");
  return (
    <>
      <PageHeader title="Policies" lead="What each stage demands before a version may go there. Teams and models can add to it, and take nothing away." />
      <ol aria-label="Policies by stage" className="grid gap-8">
        {stages.map((stage) => <StagePolicy key={stage.name} stage={stage} keeps={siteRole === "admin"} narrower={narrower.filter((policy) => policy.stage === stage.name)} />)}
      </ol>
    </>
  );
}

async function StagePolicy({ stage, keeps, narrower }: { stage: Stage; keeps: boolean; narrower: readonly Policy[] }) {
  const { demanded, enforced, tried } = await readPolicy(site, stage.name);
  const href = policyHref(site, stage.name);
  return (
    <li className="border-t-2 border-rule">
      <header className="flex min-h-10 flex-wrap items-center gap-x-3 gap-y-1 py-1.5">
        <h2 className="inline-flex items-center gap-2"><StageSwatch color={stage.color} />{stage.name}</h2>
        <span className="text-small text-ink-soft">{enforced ? <>version {enforced.version}, <RelativeTime at={enforced.at} /> by {enforced.by.name}</> : "nothing written yet: this holds by default"}</span>
        {tried && <span className="inline-flex items-center gap-1.5 text-small text-ink-soft">version {tried.version} <ModeBadge mode="evaluate" /></span>}
        <span className="ms-auto"><LinkButton size="small" icon={keeps ? "edit" : "policy"} href={href}>{keeps ? "Open and change" : "Open"}<span className="sr-only"> the policy for {stage.name}</span></LinkButton></span>
      </header>
      <div className="grid gap-6 pb-2 lg:grid-cols-2">
        <WordList label={`What ${stage.name} demands`} words={demanded} />
        {narrower.length > 0 && (
          <section>
            <h3 className="mb-1 text-small font-medium text-ink-soft">Stricter for some</h3>
            <Table caption={`Stricter policies for ${stage.name}`} columns={columns} rows={narrower} rowKey={({ id }) => id} rowHref={({ scope }) => policyHref(scope, stage.name)} />
          </section>
        )}
      </div>
    </li>
  );
}

const columns: readonly Column<Policy>[] = [
  { key: "scope", header: "Of", cell: ({ scope }) => scopeName(scope) },
  { key: "rules", header: "Rules added", align: "end", cell: ({ words }) => words.length },
  { key: "mode", header: "Version", cell: ({ version, mode }) => <span className="inline-flex items-center gap-1.5">{version} <ModeBadge mode={mode} /></span> },
  { key: "changed", header: "Changed", align: "end", cell: ({ at }) => <RelativeTime at={at} /> },
];
