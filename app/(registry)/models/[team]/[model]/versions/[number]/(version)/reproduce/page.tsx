import type { Metadata } from "next";
import { api, load } from "#app/_trpc/server.tsx";
import { LinkButton } from "#app/_ui/button.tsx";
import { CodeBlock, CodeTabs } from "#app/_ui/code-block.tsx";
import { Notice } from "#app/_ui/notice.tsx";
import { Panel } from "#app/_ui/panel.tsx";
import { registryOrigin } from "../../../../../../registry-origin.ts";
import { bomUsage, reproduceUsage } from "../../../../../../usage.ts";
import { CompletenessPanel } from "./completeness-panel.tsx";
import { MadeOf } from "./made-of.tsx";

type Params = Promise<{ team: string; model: string; number: string }>;

export async function generateMetadata({ params }: { params: Params }): Promise<Metadata> {
  const { team, model, number } = await params;
  return { title: `Reproduce ${team}/${model} v${number}` };
}

export default async function ReproducePage({ params }: { params: Params }) {
  const { team, model, number } = await params;
  const [{ recipe, script }, origin] = await Promise.all([load((await api()).lineage.recipe({ reference: `${team}/${model}@${number}` })), registryOrigin()]);
  const documents = `/api/versions/${recipe.reference}`;
  return (
    <>
      <CompletenessPanel completeness={recipe.completeness} />
      <MadeOf recipe={recipe} />
      <Panel
        title="Recipe"
        actions={(
          <>
            <LinkButton size="small" icon="download" href={`${documents}/recipe.sh`} download>Script</LinkButton>
            <LinkButton size="small" icon="download" href={`${documents}/recipe.json`} download>JSON</LinkButton>
          </>
        )}
      >
        <div className="grid gap-3">
          <p className="max-w-prose text-ink-soft">
            The script checks out the code, verifies the data, makes the environment, runs the command and compares what comes out with the files of this version.
            It runs what {"the version's"} author declared: read it first.
          </p>
          {recipe.warnings.length > 0 && (
            <Notice tone="wait" title="Before you run it">
              <ul>{recipe.warnings.map((warning) => <li key={warning}>{warning}</li>)}</ul>
            </Notice>
          )}
          <CodeBlock label="reproduce.sh" code={script} />
          <CodeTabs label="How to get the recipe" alternatives={reproduceUsage(origin, recipe.reference)} />
        </div>
      </Panel>
      <Panel title="Bill of materials" actions={<LinkButton size="small" icon="download" href={`${documents}/bom`} download>CycloneDX 1.6</LinkButton>}>
        <div className="grid gap-3">
          <p className="max-w-prose text-ink-soft">
            What this version is made of, as a CycloneDX document with a model card: its {recipe.fileCount === 1 ? "file" : `${recipe.fileCount.toLocaleString("en")} files`} with their hashes, data, packages, metrics, license and ancestors. The same version gives the same document.
          </p>
          <CodeTabs label="How to get the bill of materials" alternatives={bomUsage(origin, recipe.reference)} />
        </div>
      </Panel>
    </>
  );
}
