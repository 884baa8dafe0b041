import type { Metadata } from "next";
import { api, Hydrate, load, trpc } from "#app/_trpc/server.tsx";
import { PageHeader } from "#app/_ui/page.tsx";
import { Forbidden } from "../forbidden.tsx";
import { StorageOverview } from "./storage-overview.tsx";

export const metadata: Metadata = { title: "Storage" };

export default async function StoragePage() {
  const registry = await api();
  const { siteRole, name } = await load(registry.identity.whoami());
  if (siteRole !== "admin") {
    return <Forbidden title="Storage">How much a team of yours stores, and may store, stands on the team’s own page. For more room, ask an administrator of this registry.</Forbidden>;
  }
  return (
    <>
      <PageHeader title="Storage" lead="What this registry keeps, for whom and for how long. The same bytes are stored once, however many versions hold them." />
      <Hydrate queries={[{ queryKey: trpc.storage.overview.queryKey(), queryFn: () => registry.storage.overview() }]}>
        <StorageOverview me={name} />
      </Hydrate>
    </>
  );
}
