import type { Metadata } from "next";
import { api, Hydrate, load, trpc } from "#app/_trpc/server.tsx";
import { PageHeader } from "#app/_ui/page.tsx";
import { Forbidden } from "../forbidden.tsx";
import { TemplateForm } from "./template-form.tsx";

export const metadata: Metadata = { title: "Cards" };

export default async function CardsPage() {
  const registry = await api();
  const { siteRole } = await load(registry.identity.whoami());
  if (siteRole !== "admin") return <Forbidden title="Cards">What new cards begin with is decided by the administrators of this registry. The card of a version is written on its own page.</Forbidden>;
  return (
    <>
      <PageHeader title="Cards" lead="The text that a new card begins with, where there is none of an earlier version. Cards that there are stay as they are." />
      <Hydrate queries={[{ queryKey: trpc.cards.siteTemplate.queryKey(), queryFn: () => registry.cards.siteTemplate() }]}>
        <TemplateForm />
      </Hydrate>
    </>
  );
}
