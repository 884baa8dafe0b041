import type { Metadata } from "next";
import { StageSwatch } from "#app/(registry)/models/stage-swatch.tsx";
import { policyHref, scopeName } from "#app/(registry)/policies/scope.ts";
import { WordList } from "#app/(registry)/policies/word-list.tsx";
import { api, load } from "#app/_trpc/server.tsx";
import { LinkButton } from "#app/_ui/button.tsx";
import type { EffectivePolicy } from "#server/policies/schema.ts";
import type { Stage } from "#server/stages/schema.ts";
import { loadModel, loadStages } from "../../loaded-model.ts";

type Params = Promise<{ team: string; model: string }>;

export async function generateMetadata({ params }: { params: Params }): Promise<Metadata> {
  const { team, model } = await params;
  return { title: `Policies of ${team}/${model}` };
}

export default async function ModelPoliciesPage({ params }: { params: Params }) {
  const { team, model: name } = await params;
  const [model, stages] = await Promise.all([loadModel(team, name), loadStages()]);
  return (
    <ol aria-label="Policies by stage" className="grid gap-8">
      {stages.map((stage) => <StagePolicy key={stage.name} stage={stage} model={model.reference} keeps={model.can.includes("policy:manage")} />)}
    </ol>
  );
}

/** What counts for the model's promotions to a stage, all documents together. */
async function StagePolicy({ stage, model, keeps }: { stage: Stage; model: string; keeps: boolean }) {
  const { words, triedWords, sources } = await load((await api()).policies.effective({ model, stage: stage.name }));
  return (
    <li className="border-t-2 border-rule">
      <header className="flex min-h-10 flex-wrap items-center gap-x-3 gap-y-1 py-1.5">
        <h2 className="inline-flex items-center gap-2"><StageSwatch color={stage.color} />{stage.name}</h2>
        <span className="text-small text-ink-soft">{sourceWords(sources)}</span>
        <span className="ms-auto"><LinkButton size="small" icon={keeps ? "edit" : "policy"} href={policyHref({ kind: "model", model }, stage.name)}>{keeps ? "Open and change" : "Open"}<span className="sr-only"> the policy for {stage.name}</span></LinkButton></span>
      </header>
      <div className="grid gap-4 pb-2">
        <WordList label={`What ${stage.name} demands`} words={words} />
        {triedWords.length > 0 && (
          <div>
            <h3 className="mb-1.5 text-small font-medium text-wait">Only tried, and blocking nothing yet</h3>
            <WordList label={`What is tried for ${stage.name}`} words={triedWords} />
          </div>
        )}
      </div>
    </li>
  );
}

/** Whose documents a policy was made of. */
function sourceWords(sources: EffectivePolicy["sources"]): string {
  if (sources.length === 0) return "nothing written yet: this holds by default";
  return `from ${sources.map(({ scope, version, mode }) => `version ${version} of ${scopeName(scope)}${mode === "evaluate" ? ", only tried" : ""}`).join("; ")}`;
}
