import type { Metadata } from "next";
import { api, Hydrate, load, trpc } from "#app/_trpc/server.tsx";
import { LinkButton } from "#app/_ui/button.tsx";
import { EmptyState } from "#app/_ui/empty-state.tsx";
import { PageHeader } from "#app/_ui/page.tsx";
import { StorageOverview } from "./storage-overview.tsx";

export const metadata: Metadata = { title: "Storage" };

export default async function StoragePage() {
  const registry = await api();
  const { siteRole, name } = await load(registry.identity.whoami());
  if (siteRole !== "admin") {
    return (
      <>
        <PageHeader title="Storage" />
        <EmptyState icon="lock" title="Only administrators see this page" action={<LinkButton href="/teams" icon="people">Your teams</LinkButton>}>
          How much a team of yours stores, and may store, stands on the team’s own page. For more room, ask an administrator of this registry.
        </EmptyState>
      </>
    );
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
