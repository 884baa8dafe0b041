import type { Metadata } from "next";
import { registryOrigin } from "#app/(registry)/models/registry-origin.ts";
import { api, Hydrate, load, trpc } from "#app/_trpc/server.tsx";
import { PageHeader } from "#app/_ui/page.tsx";
import { Forbidden } from "../forbidden.tsx";
import { AddMapping } from "./add-mapping.tsx";
import { MappingsPanel } from "./mappings-panel.tsx";
import { ProviderPanel } from "./provider-panel.tsx";

export const metadata: Metadata = { title: "Single sign-on" };

export default async function SingleSignOnPage() {
  const registry = await api();
  const { siteRole } = await load(registry.identity.whoami());
  if (siteRole !== "admin") return <Forbidden title="Single sign-on">Which groups give which role is decided by the administrators of this registry. To come into a team, ask one of its maintainers.</Forbidden>;
  const origin = await registryOrigin();
  const teams = (await registry.teams.list({ limit: 500 })).items.map(({ slug, name }) => ({ slug, name }));
  return (
    <>
      <PageHeader title="Single sign-on" lead="People sign in where they do for everything else, and their groups there give them their roles here." act={<AddMapping teams={teams} />} />
      <div className="grid gap-8">
        <ProviderPanel origin={origin} />
        <Hydrate queries={[{ queryKey: trpc.singleSignOn.mappings.queryKey(), queryFn: () => registry.singleSignOn.mappings() }]}>
          <MappingsPanel />
        </Hydrate>
      </div>
    </>
  );
}
