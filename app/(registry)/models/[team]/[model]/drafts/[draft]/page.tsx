import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { catalogueHref } from "#app/(registry)/models/(catalogue)/address.ts";
import { api, Hydrate, load, trpc } from "#app/_trpc/server.tsx";
import { PageHeader } from "#app/_ui/page.tsx";
import { RelativeTime } from "#app/_ui/relative-time.tsx";
import { DiscardDialog } from "../discard-dialog.tsx";
import { OpenDraft } from "./open-draft.tsx";

type Params = Promise<{ team: string; model: string; draft: string }>;

export async function generateMetadata({ params }: { params: Params }): Promise<Metadata> {
  const { team, model } = await params;
  return { title: `New version of ${team}/${model}` };
}

export default async function DraftPage({ params }: { params: Params }) {
  const { team, model: name, draft: id } = await params;
  const registry = await api();
  const [draft, storage] = await load(Promise.all([registry.drafts.get({ draft: id }), registry.storage.team({ team })]));
  const model = `${team}/${name}`;
  if (draft.model !== model) notFound();
  const isFirst = draft.previous === null;
  const room = storage.quotaBytes === null ? null : Math.max(0, storage.quotaBytes - storage.bytes);
  return (
    <>
      <PageHeader
        crumbs={[{ label: team, href: catalogueHref({ query: `team:${team}` }) }, isFirst ? { label: name } : { label: name, href: `/models/${model}` }, { label: "draft" }]}
        title={isFirst ? `First version of ${name}` : `New version of ${name}`}
        lead={<>A draft that you alone see, begun <RelativeTime at={draft.createdAt} />.{isFirst && " The model appears with its first version."}</>}
        act={draft.deletedAt === null && <DiscardDialog draft={id} model={model} leadsTo={isFirst ? "/models" : `/models/${model}`} />}
      />
      <Hydrate queries={[{ queryKey: trpc.drafts.get.queryKey({ draft: id }), queryFn: () => draft }]}>
        <OpenDraft key={id} id={id} room={room} />
      </Hydrate>
    </>
  );
}
