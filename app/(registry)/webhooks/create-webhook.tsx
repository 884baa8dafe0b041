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
import type { WebhookPlace } from "#server/webhooks/schema.ts";
import { placeName } from "./place-words.ts";
import { ShownSecret } from "./shown-secret.tsx";
import { WebhookFields } from "./webhook-fields.tsx";
import { empty, eventsOf, targetOf, type Typed } from "./webhook-form.ts";

/** Makes a webhook; of a generic one the secret is shown, once. */
export function CreateWebhook({ place }: { place: WebhookPlace }) {
  const trpc = useTRPC();
  const router = useRouter();
  const form = useId();
  const [open, setOpen] = useState(false);
  const [typed, setTyped] = useState<Typed>(empty);
  const create = useMutation(
    trpc.webhooks.create.mutationOptions({
      onSuccess: ({ secret }) => {
        // The list, with the first webhook in it, would take the place of the dialog: not before the secret is stored.
        if (secret !== null) return;
        router.refresh();
        toast({ title: `${typed.name} is told what happens from now on`, tone: "allow" });
        show(false);
      },
    }),
  );
  const faults = faultsOf(create.error);
  const secret = create.data?.secret ?? null;

  function show(next: boolean) {
    setOpen(next);
    if (next) return;
    if (secret !== null) router.refresh();
    create.reset();
    setTyped(empty);
  }

  function submit(event: SubmitEvent<HTMLFormElement>) {
    event.preventDefault();
    create.mutate({ place, name: typed.name, target: targetOf(typed), events: eventsOf(typed), verifyTls: typed.verifyTls });
  }

  return (
    <Dialog
      open={open} onOpenChange={show} width="wide"
      trigger={<Button variant="primary" icon="plus">Create a webhook</Button>}
      title={secret === null ? "Create a webhook" : `${typed.name} is made`}
      {...(secret === null ? { description: `It is told what happens to ${placeName(place)} from now on.` } : {})}
      footer={secret === null
        ? <><DialogClose><Button>Cancel</Button></DialogClose><Button variant="primary" type="submit" form={form} pending={create.isPending}>Create the webhook</Button></>
        : <DialogClose><Button variant="primary">I have stored it</Button></DialogClose>}
    >
      {secret === null ? (
        <form id={form} method="post" noValidate onSubmit={submit} className="grid gap-4">
          {faults.rest && <Notice tone="refuse" title="It was not created" live>{faults.rest}</Notice>}
          <WebhookFields typed={typed} onType={(part) => setTyped((before) => ({ ...before, ...part }))} faults={faults} />
        </form>
      ) : <ShownSecret secret={secret} />}
    </Dialog>
  );
}
