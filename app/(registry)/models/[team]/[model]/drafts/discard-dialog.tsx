"use client";

import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useRouter } from "next/navigation";
import { useState } from "react";
import { useTRPC, useTRPCClient } from "#app/_trpc/client.tsx";
import { messageOf } from "#app/_trpc/faults.ts";
import { Button } from "#app/_ui/button.tsx";
import { Dialog, DialogClose } from "#app/_ui/dialog.tsx";
import { formatInstant } from "#app/_ui/format.ts";
import { Notice } from "#app/_ui/notice.tsx";
import { toast } from "#app/_ui/toast.tsx";
import { closeQueue } from "./live-drafts.ts";

/** Gives a draft up. It can be restored for a while. @param leadsTo where to go afterwards */
export function DiscardDialog({ draft, model, leadsTo }: { draft: string; model: string; leadsTo: string }) {
  const trpc = useTRPC();
  const client = useTRPCClient();
  const queries = useQueryClient();
  const router = useRouter();
  const [open, setOpen] = useState(false);
  const discard = useMutation(
    trpc.deletions.discardDraft.mutationOptions({
      onSuccess: async () => {
        closeQueue(draft);
        const until = await client.drafts.list.query({ model }).then((drafts) => drafts.find((each) => each.draft === draft)?.restorableUntil ?? null, () => null);
        toast({ title: "The draft was discarded", detail: until === null ? "It can be restored for a while, from the list of your drafts." : `It can be restored until ${formatInstant(Date.parse(until))}, from the list of your drafts.` });
        router.push(leadsTo);
        await queries.invalidateQueries();
      },
    }),
  );

  function change(next: boolean) {
    setOpen(next);
    if (next) discard.reset();
  }

  return (
    <Dialog
      open={open}
      onOpenChange={change}
      trigger={<Button icon="delete">Discard…</Button>}
      title="Discard this draft?"
      description="Its uploads end. It can be restored from the list of your drafts for a while, with the files that have arrived."
      footer={(
        <>
          <DialogClose><Button>Keep the draft</Button></DialogClose>
          <Button variant="danger" pending={discard.isPending || discard.isSuccess} onClick={() => discard.mutate({ draft })}>Discard the draft</Button>
        </>
      )}
    >
      {discard.isError && <Notice tone="refuse" title="The draft was not discarded" live>{messageOf(discard.error)}</Notice>}
    </Dialog>
  );
}
