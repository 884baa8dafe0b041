"use client";

import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { useTRPC } from "#app/_trpc/client.tsx";
import { messageOf } from "#app/_trpc/faults.ts";
import { Button } from "#app/_ui/button.tsx";
import { Dialog, DialogClose } from "#app/_ui/dialog.tsx";
import { Notice } from "#app/_ui/notice.tsx";
import { toast } from "#app/_ui/toast.tsx";
import type { Mapping } from "#server/single-sign-on/schema.ts";
import { giftOf } from "./gift.ts";

export function RemoveMapping({ mapping }: { mapping: Mapping }) {
  const { id, group } = mapping;
  const trpc = useTRPC();
  const queries = useQueryClient();
  const [open, setOpen] = useState(false);
  const remove = useMutation(
    trpc.singleSignOn.removeMapping.mutationOptions({
      onSuccess: async () => {
        setOpen(false);
        toast({ title: `${group} gives that role no more` });
        await queries.invalidateQueries({ queryKey: trpc.singleSignOn.pathKey() });
      },
    }),
  );
  return (
    <Dialog
      open={open}
      onOpenChange={(next) => { setOpen(next); remove.reset(); }}
      trigger={<Button size="small" variant="quiet">Remove<span className="sr-only"> {group}: {giftOf(mapping)}</span></Button>}
      title={`Should ${group} give nothing here?`}
      description={`Now it gives: ${giftOf(mapping)}. Who has the role by this group loses it with their next sign-in; to take it away at once, take them out of the team or end their sessions.`}
      footer={<><DialogClose><Button>Keep it</Button></DialogClose><Button variant="danger" pending={remove.isPending} onClick={() => remove.mutate({ id })}>Remove it</Button></>}
    >
      {remove.error && <Notice tone="refuse" title="It was not removed" live>{messageOf(remove.error)}</Notice>}
    </Dialog>
  );
}
