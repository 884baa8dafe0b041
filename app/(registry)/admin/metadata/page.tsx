import type { Metadata } from "next";
import { SchemaPanel } from "#app/(registry)/metadata/schema-panel.tsx";
import { api, Hydrate, load, trpc } from "#app/_trpc/server.tsx";
import { PageHeader } from "#app/_ui/page.tsx";
import { Forbidden } from "../forbidden.tsx";

export const metadata: Metadata = { title: "Metadata" };

export default async function MetadataPage() {
  const registry = await api();
  const { siteRole } = await load(registry.identity.whoami());
  if (siteRole !== "admin") return <Forbidden title="Metadata">What new versions of a model need stands on its page Metadata. To change that for all models, ask an administrator of this registry.</Forbidden>;
  const input = { scope: { kind: "site" as const } };
  return (
    <>
      <PageHeader title="Metadata" lead="What new versions of every model need to declare, beyond what each does. Teams and models can ask for more." />
      <Hydrate queries={[{ queryKey: trpc.metadataSchemas.history.queryKey(input), queryFn: () => registry.metadataSchemas.history(input) }]}>
        <SchemaPanel scope={input.scope} keeps />
      </Hydrate>
    </>
  );
}
