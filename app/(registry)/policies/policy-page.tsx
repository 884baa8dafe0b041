import type { ReactNode } from "react";
import { api, load } from "#app/_trpc/server.tsx";
import { LinkButton } from "#app/_ui/button.tsx";
import { EmptyState } from "#app/_ui/empty-state.tsx";
import { Columns } from "#app/_ui/page.tsx";
import { Panel } from "#app/_ui/panel.tsx";
import type { PolicyScope } from "#server/policies/schema.ts";
import { PolicyFacts } from "./policy-facts.tsx";
import { readPolicy } from "./read-policy.ts";
import { policyHref, scopeName } from "./scope.ts";
import { VersionHistory } from "./version-history.tsx";
import { widerScopes } from "./wider-scopes.ts";
import { WordList } from "./word-list.tsx";
import { WordsChanged } from "./words-changed.tsx";

/**
 * A policy of one stage and scope: what it demands, what is being tried, and how it came to be so.
 * @param keeps whether the reader may change it
 */
export async function PolicyPage({ scope, stage: stageName, keeps }: { scope: PolicyScope; stage: string; keeps: boolean }) {
  const policy = await readPolicy(scope, stageName);
  const { stage, versions, tried, demanded } = policy;
  const edit = `${policyHref(scope, stage.name)}/edit`;
  return (
    <Columns aside={<PolicyFacts scope={scope} stage={stage} newest={policy.newest} enforced={policy.enforced} keeps={keeps} />}>
      <Panel title="In force" actions={keeps && <LinkButton size="small" icon="edit" href={edit}>Change the policy</LinkButton>}>
        {scope.kind === "site" ? <WordList label="In force" words={demanded} /> : <Together scope={scope} stage={stage.name} own={demanded} />}
      </Panel>
      {tried && (
        <Panel title="Only tried">
          <p className="mb-3 max-w-prose text-ink-soft">Version {tried.version} is shown and recorded with every promotion, and blocks nothing. What was enforced before it still is. It would change this:</p>
          <WordsChanged label="What the version on trial would change" before={demanded} after={tried.words} />
        </Panel>
      )}
      <Panel title="Versions" count={versions.length}>
        {versions.length > 0 ? <VersionHistory versions={versions} unwritten={policy.unwritten} /> : (
          <EmptyState icon="policy" title="Nobody has written it yet" action={keeps && <LinkButton icon="edit" href={edit}>Write the policy</LinkButton>}>
            {scope.kind === "site" ? "Until somebody does, one approval moves this stage, and a request expires after two weeks." : `Until somebody does, ${scopeName(scope)} demands what the wider policies do, and nothing more.`}
          </EmptyState>
        )}
      </Panel>
    </Columns>
  );
}

/** Of a narrower scope: what it adds, and below it what it adds to. */
async function Together({ scope, stage, own }: { scope: Exclude<PolicyScope, { kind: "site" }>; stage: string; own: readonly string[] }) {
  const wide = await widerWords(scope, stage);
  const both = scope.kind === "model" ? (await load((await api()).policies.effective({ model: scope.model, stage }))).words : null;
  return (
    <div className="grid gap-5">
      {both && <Part title="All together"><WordList label="All together" words={both} /></Part>}
      <Part title={`What ${scopeName(scope)} adds`}>{own.length > 0 ? <WordList label="Added" words={own} /> : <p className="text-ink-soft">Nothing.</p>}</Part>
      {wide.map(({ name, words }) => <Part key={name} title={`What ${name} demands`}>{words.length > 0 ? <WordList label={name} words={words} /> : <p className="text-ink-soft">Nothing more.</p>}</Part>)}
    </div>
  );
}

function Part({ title, children }: { title: string; children: ReactNode }) {
  return <section><h3 className="mb-1.5 text-small font-medium text-ink-soft">{title}</h3>{children}</section>;
}

/** What each wider scope demands that the reader sees; of all together, what the others demand is part. */
async function widerWords(scope: PolicyScope, stage: string): Promise<{ name: string; words: string[] }[]> {
  const seen = (await widerScopes(scope)).filter(({ isSeen }) => isSeen);
  return await Promise.all(seen.map(async ({ scope: each }) => ({ name: scopeName(each), words: (await readPolicy(each, stage)).demanded })));
}
