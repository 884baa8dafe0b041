"use client";

import { useMutation } from "@tanstack/react-query";
import { useRouter } from "next/navigation";
import { useState } from "react";
import { useTRPC } from "#app/_trpc/client.tsx";
import { faultsOf } from "#app/_trpc/faults.ts";
import { Button } from "#app/_ui/button.tsx";
import { Dialog, DialogClose } from "#app/_ui/dialog.tsx";
import { Notice } from "#app/_ui/notice.tsx";
import { toast } from "#app/_ui/toast.tsx";
import type { Webhook } from "#server/webhooks/schema.ts";
import { placeHref } from "../place-words.ts";

/** Removes a webhook, and goes to those that are left. */
export function RemoveWebhook({ webhook: { id, name, place, pending } }: { webhook: Webhook }) {
  const trpc = useTRPC();
  const router = useRouter();
  const [open, setOpen] = useState(false);
  const remove = useMutation(
    trpc.webhooks.remove.mutationOptions({
      onSuccess: () => {
        toast({ title: `${name} is removed` });
        router.push(placeHref(place));
      },
    }),
  );
  const { rest } = faultsOf(remove.error);
  return (
    <Dialog
      open={open} onOpenChange={(next) => { setOpen(next); remove.reset(); }} trigger={<Button variant="danger">Remove</Button>} title={`Remove ${name}`}
      description={`Nothing more is sent, and its secrets are forgotten.${pending > 0 ? ` ${pending === 1 ? "One delivery that waits is" : `${pending} deliveries that wait are`} dropped.` : ""}`}
      footer={<><DialogClose><Button>Keep it</Button></DialogClose><Button variant="danger" pending={remove.isPending} onClick={() => remove.mutate({ id })}>Remove {name}</Button></>}
    >
      {rest && <Notice tone="refuse" title={rest} live />}
    </Dialog>
  );
}
