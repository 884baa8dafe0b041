import { Badge } from "#app/_ui/badge.tsx";
import { Panel } from "#app/_ui/panel.tsx";
import type { WordedPolicy } from "#server/policies/schema.ts";

/** What the policy demands, a sentence each; what is only tried stands apart. */
export function PolicyWords({ stage, policy: { words, triedWords, sources } }: { stage: string; policy: WordedPolicy }) {
  return (
    <Panel title={`Policy of ${stage}`} anchor="policy">
      <PolicyList words={words} triedWords={triedWords} />
      <p className="mt-2 text-small text-ink-soft">{sources.length === 0 ? "Nobody has written a policy for it: this is what holds without one." : `Made of ${sources.map(sourceWords).join(", ")}.`}</p>
    </Panel>
  );
}

export function PolicyList({ words, triedWords }: Pick<WordedPolicy, "words" | "triedWords">) {
  return (
    <>
      <ul className="grid list-disc gap-0.5 ps-4 marker:text-ink-faint">{words.map((sentence) => <li key={sentence}>{sentence}</li>)}</ul>
      {triedWords.length > 0 && (
        <div className="mt-2 border-s-2 border-dashed border-line-strong ps-3">
          <p className="mb-1 flex items-center gap-2 text-small text-ink-soft"><Badge>tried</Badge> shown and recorded, blocks nothing</p>
          <ul className="grid list-disc gap-0.5 ps-4 text-ink-soft marker:text-ink-faint">{triedWords.map((sentence) => <li key={sentence}>{sentence}</li>)}</ul>
        </div>
      )}
    </>
  );
}

function sourceWords({ scope, version, mode }: WordedPolicy["sources"][number]): string {
  const whose = scope.kind === "site" ? "the registry’s policy" : scope.kind === "team" ? `that of the team ${scope.team}` : `that of ${scope.model}`;
  return `${whose}, version ${version}${mode === "evaluate" ? " (tried)" : ""}`;
}
