import { Panel } from "#app/_ui/panel.tsx";
import type { WordedPolicy } from "#server/policies/schema.ts";
import { PolicyList } from "../../policy-list.tsx";

/** What the policy demands, a sentence each; what is only tried stands apart. */
export function PolicyWords({ stage, policy: { words, triedWords, sources } }: { stage: string; policy: WordedPolicy }) {
  return (
    <Panel title={`Policy of ${stage}`} anchor="policy">
      <PolicyList words={words} triedWords={triedWords} />
      <p className="mt-2 text-small text-ink-soft">{sources.length === 0 ? "Nobody has written a policy for it: this is what holds without one." : `Made of ${sources.map(sourceWords).join(", ")}.`}</p>
    </Panel>
  );
}

function sourceWords({ scope, version, mode }: WordedPolicy["sources"][number]): string {
  const whose = scope.kind === "site" ? "the registry’s policy" : scope.kind === "team" ? `that of the team ${scope.team}` : `that of ${scope.model}`;
  return `${whose}, version ${version}${mode === "evaluate" ? " (tried)" : ""}`;
}
