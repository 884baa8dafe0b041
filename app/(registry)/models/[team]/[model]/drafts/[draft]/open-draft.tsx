"use client";

import { useQuery } from "@tanstack/react-query";
import { useRouter } from "next/navigation";
import { useState } from "react";
import { useTRPC } from "#app/_trpc/client.tsx";
import { messageOf } from "#app/_trpc/faults.ts";
import { Button, LinkButton } from "#app/_ui/button.tsx";
import { EmptyState } from "#app/_ui/empty-state.tsx";
import { formatBytes, formatInstant } from "#app/_ui/format.ts";
import { Notice } from "#app/_ui/notice.tsx";
import { SkeletonTable } from "#app/_ui/skeleton.tsx";
import type { DraftDetail } from "#server/drafts/schema.ts";
import { RestoreDraft } from "../restore-draft.tsx";
import { DraftEditor } from "./draft-editor.tsx";

/**
 * Opens a draft as this tab knows it last: the browser's history may bring back a page from before the last change, on
 * which nobody must go on.
 */
export function OpenDraft({ id, room }: { id: string; room: number | null }) {
  const trpc = useTRPC();
  const { data, error, refetch } = useQuery(trpc.drafts.get.queryOptions({ draft: id }, { gcTime: Infinity, refetchOnWindowFocus: false, refetchOnReconnect: false }));
  const [opened, setOpened] = useState<DraftDetail | null>(null);
  if (data && opened?.deletedAt !== data.deletedAt) setOpened(data);
  if (opened) return opened.deletedAt === null ? <DraftEditor draft={opened} room={room} /> : <Discarded draft={opened} />;
  if (!error) return <SkeletonTable rows={6} widths={["60%", "12%", "16%"]} />;
  return (
    <Notice tone="refuse" title="The draft can’t be opened" live action={<><Button size="small" onClick={() => void refetch()}>Try again</Button><LinkButton size="small" href="/models">Back to the catalogue</LinkButton></>}>
      {messageOf(error)}
    </Notice>
  );
}

/** In place of a draft that was discarded: until when it can be brought back. */
function Discarded({ draft: { draft, restorableUntil, files, bytes } }: { draft: DraftDetail }) {
  const router = useRouter();
  return (
    <EmptyState icon="delete" title="This draft was discarded" action={<RestoreDraft draft={draft} onRestored={() => router.refresh()} />}>
      It can be restored{restorableUntil && <> until {formatInstant(Date.parse(restorableUntil))}</>}, with {files === 1 ? "the file" : `the ${files} files`} ({formatBytes(bytes)}) that had arrived.
    </EmptyState>
  );
}
