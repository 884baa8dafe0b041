import type { Metadata } from "next";
import { SchemaPanel } from "#app/(registry)/metadata/schema-panel.tsx";
import { api, Hydrate, trpc } from "#app/_trpc/server.tsx";
import { readTeam } from "../../read-team.ts";

export const metadata: Metadata = { title: "Metadata" };

export default async function TeamMetadataPage({ params }: { params: Promise<{ slug: string }> }) {
  const { slug } = await params;
  const [team, registry] = await Promise.all([readTeam(slug), api()]);
  const input = { scope: { kind: "team" as const, team: slug } };
  return (
    <Hydrate queries={[{ queryKey: trpc.metadataSchemas.history.queryKey(input), queryFn: () => registry.metadataSchemas.history(input) }]}>
      <SchemaPanel scope={input.scope} keeps={team.can.includes("schema:manage")} />
    </Hydrate>
  );
}
