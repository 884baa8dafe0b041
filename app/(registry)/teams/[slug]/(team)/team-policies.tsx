import { StageSwatch } from "#app/(registry)/models/stage-swatch.tsx";
import { ModeBadge } from "#app/(registry)/policies/mode-badge.tsx";
import { policyHref } from "#app/(registry)/policies/scope.ts";
import { api, load } from "#app/_trpc/server.tsx";
import { Link } from "#app/_ui/link.tsx";
import { Panel } from "#app/_ui/panel.tsx";

/** What the team demands of the promotions of its models, stage by stage. */
export async function TeamPolicies({ team }: { team: string }) {
  const registry = await api();
  const [stages, policies] = await load(Promise.all([registry.stages.list(), registry.policies.list()]));
  const own = policies.filter(({ scope }) => scope.kind === "team" && scope.team === team);
  return (
    <Panel title="Policies">
      <ul className="divide-y divide-line">
        {stages.map(({ name, color }) => {
          const policy = own.find(({ stage }) => stage === name);
          return (
            <li key={name} className="flex flex-wrap items-center justify-between gap-x-3 gap-y-1 py-1.5">
              <Link href={policyHref({ kind: "team", team }, name)} className="link inline-flex items-center gap-2"><StageSwatch color={color} />{name}</Link>
              {policy ? <span className="inline-flex items-center gap-1.5 text-small text-ink-soft">version {policy.version} <ModeBadge mode={policy.mode} /></span> : <span className="text-small text-ink-soft">as the site’s</span>}
            </li>
          );
        })}
      </ul>
    </Panel>
  );
}
