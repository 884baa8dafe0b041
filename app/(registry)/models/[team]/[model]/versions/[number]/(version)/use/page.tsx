import type { Metadata } from "next";
import type { ReactNode } from "react";
import { api, load } from "#app/_trpc/server.tsx";
import { CodeTabs } from "#app/_ui/code-block.tsx";
import { Copy } from "#app/_ui/copy.tsx";
import { Panel } from "#app/_ui/panel.tsx";
import { registryOrigin } from "../../../../../../registry-origin.ts";
import { pullUsage } from "../../../../../../usage.ts";
import { loadVersion } from "../../../../loaded-model.ts";

type Params = Promise<{ team: string; model: string; number: string }>;

export async function generateMetadata({ params }: { params: Params }): Promise<Metadata> {
  const { team, model, number } = await params;
  return { title: `Use ${team}/${model} v${number}` };
}

export default async function UsePage({ params }: { params: Params }) {
  const { team, model, number } = await params;
  const version = await loadVersion(team, model, number);
  const [{ items: files }, origin] = await Promise.all([
    load((await api()).versions.files({ reference: version.reference, limit: 100 })),
    registryOrigin(),
  ]);
  // The largest is the one that people come for.
  const file = files.toSorted((a, b) => b.size - a.size)[0]?.path ?? "model.bin";
  return (
    <>
      <Panel title="Exactly this version">
        <Way reference={version.reference} origin={origin} file={file}>
          The bytes that <Copy text={version.reference} /> names never change: the same today and in a year. Each file is checked against its SHA-256 when it arrives.
        </Way>
      </Panel>
      {[...version.stages, ...version.aliases].map((name) => {
        const isStage = version.stages.includes(name);
        const reference = `${version.model}@${name}`;
        return (
          <Panel key={name} title={isStage ? `Whatever is live in ${name}` : `Whatever ${name} names`}>
            <Way reference={reference} origin={origin} file={file}>
              <Copy text={reference} /> names v{version.number} now.{" "}
              {isStage ? "It names another version once somebody has signed for that one, or after a rollback." : "An alias moves freely: nobody signs for it."}
            </Way>
          </Panel>
        );
      })}
    </>
  );
}

function Way({ reference, origin, file, children }: { reference: string; origin: string; file: string; children: ReactNode }) {
  return (
    <div className="grid gap-3">
      <p className="max-w-prose text-ink-soft">{children}</p>
      <CodeTabs label={`How to fetch ${reference}`} alternatives={pullUsage(origin, reference, file)} />
    </div>
  );
}
