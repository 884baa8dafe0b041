import { WhyNot } from "#app/(registry)/models/why-not.tsx";
import { StageSwatch } from "#app/(registry)/models/stage-swatch.tsx";
import { KeyValues, type Fact } from "#app/_ui/key-values.tsx";
import { Link } from "#app/_ui/link.tsx";
import { Notice } from "#app/_ui/notice.tsx";
import { Panel } from "#app/_ui/panel.tsx";
import { RelativeTime } from "#app/_ui/relative-time.tsx";
import type { Policy, PolicyScope } from "#server/policies/schema.ts";
import type { Stage } from "#server/stages/schema.ts";
import { policyHref, scopeName, scopeWords } from "./scope.ts";
import { widerScopes } from "./wider-scopes.ts";

/** The right column of a policy: which it is, what counts, and who may change it. */
export async function PolicyFacts({ scope, stage, newest, enforced, keeps }: { scope: PolicyScope; stage: Stage; newest: Policy | null; enforced: Policy | null; keeps: boolean }) {
  const { holds, keepers } = scopeWords(scope);
  const wider = await widerScopes(scope);
  const facts: Fact[] = [
    { label: "Stage", value: <span className="inline-flex items-center gap-2"><StageSwatch color={stage.color} />{stage.name}</span> },
    { label: "Of", value: scopeName(scope) },
    { label: "In force", value: enforced ? `version ${enforced.version}` : <span className="text-ink-soft">nothing written</span> },
    ...(newest?.mode === "evaluate" ? [{ label: "Only tried", value: `version ${newest.version}` }] : []),
    ...(newest ? [{ label: "Changed", value: <><RelativeTime at={newest.at} /> by {newest.by.name}</> }] : []),
    ...(wider.length > 0 ? [{ label: "Adds to", value: <ul className="grid gap-1">{wider.map(({ scope: each, isSeen }) => <li key={each.kind}>{isSeen ? <Link href={policyHref(each, stage.name)} className="link">{scopeName(each)}</Link> : scopeName(each)}</li>)}</ul> }] : []),
  ];
  return (
    <>
      <Panel title="Facts">
        <p className="pb-2 text-ink-soft">{holds}</p>
        <KeyValues facts={facts} />
      </Panel>
      {!keeps && <Notice title="You can read it, and not change it" action={scope.kind === "model" && <WhyNot model={scope.model} permission="policy:manage" act="change it" />}>{keepers}</Notice>}
    </>
  );
}
