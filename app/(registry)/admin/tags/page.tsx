import type { Metadata } from "next";
import { api, Hydrate, load, trpc } from "#app/_trpc/server.tsx";
import { PageHeader } from "#app/_ui/page.tsx";
import { Forbidden } from "../forbidden.tsx";
import { CreateTag } from "./create-tag.tsx";
import { FreeTags } from "./free-tags.tsx";
import { TagGroups } from "./tag-groups.tsx";
import { tagsInput } from "./tags-input.ts";
import { TagsPanel } from "./tags-panel.tsx";

export const metadata: Metadata = { title: "Tags" };

export default async function TagsPage({ searchParams }: { searchParams: Promise<{ search?: string | string[] }> }) {
  const registry = await api();
  const { siteRole } = await load(registry.identity.whoami());
  if (siteRole !== "admin") return <Forbidden title="Tags">What there is to tag with is offered where tags are edited. For another tag, ask an administrator of this registry.</Forbidden>;
  const { search } = await searchParams;
  const words = typeof search === "string" ? search.slice(0, 100) : "";
  const input = tagsInput(words);
  const queries = [
    { queryKey: trpc.tags.groups.queryKey(), queryFn: () => registry.tags.groups() },
    { queryKey: trpc.settings.site.queryKey(), queryFn: () => registry.settings.site() },
  ];
  return (
    <Hydrate queries={queries}>
      <PageHeader title="Tags" lead="The words that models and versions are found by. A tag of a group is named after it, and of an exclusive group a model or version has at most one." act={<CreateTag />} />
      <div className="grid gap-8">
        <TagsPanel input={input} />
        <TagGroups />
        <FreeTags />
      </div>
    </Hydrate>
  );
}
