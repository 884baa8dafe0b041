"use client";

import { useMutation } from "@tanstack/react-query";
import { useRouter } from "next/navigation";
import { useId, useState, type SubmitEvent } from "react";
import { useTRPC } from "#app/_trpc/client.tsx";
import { faultsOf } from "#app/_trpc/faults.ts";
import { Button } from "#app/_ui/button.tsx";
import { Dialog, DialogClose } from "#app/_ui/dialog.tsx";
import { Notice } from "#app/_ui/notice.tsx";
import { toast } from "#app/_ui/toast.tsx";
import type { Webhook } from "#server/webhooks/schema.ts";
import { changedTargetOf, eventsOf, typedOf } from "../webhook-form.ts";
import { WebhookFields } from "../webhook-fields.tsx";

/** Changes where a webhook goes and what it is told. */
export function ChangeWebhook({ webhook }: { webhook: Webhook }) {
  const trpc = useTRPC();
  const router = useRouter();
  const form = useId();
  const [open, setOpen] = useState(false);
  const [typed, setTyped] = useState(() => typedOf(webhook));
  const change = useMutation(
    trpc.webhooks.change.mutationOptions({
      onSuccess: () => {
        setOpen(false);
        toast({ title: `${typed.name} is changed` });
        router.refresh();
      },
    }),
  );
  const faults = faultsOf(change.error);

  function show(next: boolean) {
    setOpen(next);
    if (!next) return;
    change.reset();
    setTyped(typedOf(webhook));
  }

  function submit(event: SubmitEvent<HTMLFormElement>) {
    event.preventDefault();
    change.mutate({ id: webhook.id, name: typed.name, target: changedTargetOf(typed), events: eventsOf(typed), verifyTls: typed.verifyTls });
  }

  return (
    <Dialog
      open={open} onOpenChange={show} width="wide" trigger={<Button icon="edit">Change</Button>} title={`Change ${webhook.name}`}
      footer={<><DialogClose><Button>Cancel</Button></DialogClose><Button variant="primary" type="submit" form={form} pending={change.isPending}>Change the webhook</Button></>}
    >
      <form id={form} method="post" noValidate onSubmit={submit} className="grid gap-4">
        {faults.rest && <Notice tone="refuse" title="It was not changed" live>{faults.rest}</Notice>}
        <WebhookFields typed={typed} onType={(part) => setTyped((before) => ({ ...before, ...part }))} faults={faults} kept />
      </form>
    </Dialog>
  );
}
