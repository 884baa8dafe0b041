import type { Metadata } from "next";
import { api, Hydrate, load, signInWays, trpc } from "#app/_trpc/server.tsx";
import { PageHeader } from "#app/_ui/page.tsx";
import { Forbidden } from "../forbidden.tsx";
import { SettingsForm } from "./settings-form.tsx";

export const metadata: Metadata = { title: "Settings" };

export default async function SettingsPage() {
  const registry = await api();
  const { siteRole } = await load(registry.identity.whoami());
  if (siteRole !== "admin") return <Forbidden title="Settings">What counts for the whole registry is decided by its administrators. Who keeps your team stands on its own page.</Forbidden>;
  const { provider } = await signInWays();
  return (
    <>
      <PageHeader title="Settings" lead="What counts for the whole registry. Each change is in the record, with what was before." />
      <Hydrate queries={[{ queryKey: trpc.settings.site.queryKey(), queryFn: () => registry.settings.site() }]}>
        <SettingsForm provider={provider} />
      </Hydrate>
    </>
  );
}
