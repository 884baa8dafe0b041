"use client";

import { useMutation } from "@tanstack/react-query";
import { useRouter } from "next/navigation";
import { useState } from "react";
import { useTRPC } from "#app/_trpc/client.tsx";
import { messageOf } from "#app/_trpc/faults.ts";
import { Button } from "#app/_ui/button.tsx";
import { Dialog, DialogClose } from "#app/_ui/dialog.tsx";
import { Notice } from "#app/_ui/notice.tsx";
import { toast } from "#app/_ui/toast.tsx";
import type { Grant } from "#server/grants/schema.ts";
import { subjectName } from "./subject-name.ts";
import { useAccessChanged } from "./use-access-changed.ts";

/** Takes a role back, when that is confirmed. */
export function RemoveGrant({ model, grant, mine }: { model: string; grant: Grant; mine: boolean }) {
  const trpc = useTRPC();
  const router = useRouter();
  const changed = useAccessChanged(model);
  const [open, setOpen] = useState(false);
  const name = subjectName(grant.to);
  const remove = useMutation(
    trpc.grants.remove.mutationOptions({
      onSuccess: async () => {
        setOpen(false);
        toast({ title: `${name} has no role on ${model} of their own now` });
        // Who gives up their own role may not see this page any more.
        if (mine) router.push("/models");
        await changed();
      },
    }),
  );
  return (
    <Dialog
      open={open}
      onOpenChange={(next) => { setOpen(next); remove.reset(); }}
      trigger={<Button size="small" variant="quiet">Remove<span className="sr-only"> {name}</span></Button>}
      title={mine ? "Give up your own role here?" : `Take the role of ${grant.role} back from ${name}?`}
      description={grant.ended
        ? "It has ended and gives nothing. Removing it takes it off this list; the record keeps it."
        : `It ends at once. Unless they see ${model} in another way, it is gone for ${mine ? "you" : "them"}; approvals that rest on the role stop counting in open promotions. A request for changes still counts.`}
      footer={(
        <>
          <DialogClose><Button>Keep it</Button></DialogClose>
          <Button variant="danger" pending={remove.isPending} onClick={() => remove.mutate({ model, grant: grant.id })}>{mine ? "Give it up" : "Take it back"}</Button>
        </>
      )}
    >
      {remove.error && <Notice tone="refuse" title="It was not taken back" live>{messageOf(remove.error)}</Notice>}
    </Dialog>
  );
}
