import type { Metadata } from "next";
import { scopeName } from "#app/(registry)/policies/scope.ts";
import { SchemaPanel } from "#app/(registry)/metadata/schema-panel.tsx";
import { api, Hydrate, load, trpc } from "#app/_trpc/server.tsx";
import { CodeBlock } from "#app/_ui/code-block.tsx";
import { Link } from "#app/_ui/link.tsx";
import { Panel } from "#app/_ui/panel.tsx";
import { loadModel } from "../../loaded-model.ts";

type Params = Promise<{ team: string; model: string }>;

export async function generateMetadata({ params }: { params: Params }): Promise<Metadata> {
  const { team, model } = await params;
  return { title: `Metadata of ${team}/${model}` };
}

export default async function ModelMetadataPage({ params }: { params: Params }) {
  const { team, model: name } = await params;
  const model = await loadModel(team, name);
  const registry = await api();
  const input = { scope: { kind: "model" as const, model: model.reference } };
  const { schemas } = await load(registry.metadataSchemas.effective({ model: model.reference }));
  const wider = schemas.filter(({ scope }) => scope.kind !== "model");
  return (
    <div className="grid gap-8">
      <Hydrate queries={[{ queryKey: trpc.metadataSchemas.history.queryKey(input), queryFn: () => registry.metadataSchemas.history(input) }]}>
        <SchemaPanel scope={input.scope} keeps={model.can.includes("schema:manage")} />
      </Hydrate>
      {wider.map(({ scope, version, schema }) => (
        <Panel key={scope.kind} title={`What ${scopeName(scope)} asks for as well`} actions={scope.kind === "team" && <Link href={`/teams/${scope.team}/metadata`} className="link text-small">The team’s page</Link>}>
          <div className="pt-2"><CodeBlock label={`version ${version}`} code={JSON.stringify(schema, null, 2)} /></div>
        </Panel>
      ))}
    </div>
  );
}
