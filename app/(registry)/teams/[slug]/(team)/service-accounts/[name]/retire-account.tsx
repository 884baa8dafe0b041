"use client";

import { useMutation } from "@tanstack/react-query";
import { useId, useState, type SubmitEvent } from "react";
import { useTokensChanged } from "#app/(registry)/settings/tokens/use-tokens-changed.ts";
import { useTRPC } from "#app/_trpc/client.tsx";
import { faultsOf } from "#app/_trpc/faults.ts";
import { Button } from "#app/_ui/button.tsx";
import { Dialog, DialogClose } from "#app/_ui/dialog.tsx";
import { TextAreaField } from "#app/_ui/field.tsx";
import { Notice } from "#app/_ui/notice.tsx";
import { toast } from "#app/_ui/toast.tsx";
import type { ServiceAccount } from "#server/service-accounts/schema.ts";

/** Ends a machine's account and all its tokens, when that is confirmed. */
export function RetireAccount({ account: { id, name, liveTokens } }: { account: ServiceAccount }) {
  const trpc = useTRPC();
  const changed = useTokensChanged();
  const form = useId();
  const [open, setOpen] = useState(false);
  const [reason, setReason] = useState("");
  const retire = useMutation(
    trpc.serviceAccounts.retire.mutationOptions({
      onSuccess: async () => {
        setOpen(false);
        toast({ title: `${name} is retired` });
        await changed();
      },
    }),
  );
  const faults = faultsOf(retire.error);

  function submit(event: SubmitEvent<HTMLFormElement>) {
    event.preventDefault();
    retire.mutate({ account: id, reason });
  }

  const tokens = liveTokens === 0 ? "It has no token that is good now." : liveTokens === 1 ? "Its token ends at once." : `Its ${liveTokens} tokens end at once.`;
  return (
    <Dialog
      open={open}
      onOpenChange={(next) => { setOpen(next); retire.reset(); }}
      trigger={<Button icon="lock">Retire</Button>}
      title={`Retire ${name}?`}
      description={`${tokens} What it has registered and requested stays, under its name. This can't be undone.`}
      footer={<><DialogClose><Button>Keep it</Button></DialogClose><Button variant="danger" type="submit" form={form} pending={retire.isPending}>Retire {name}</Button></>}
    >
      <form id={form} method="post" noValidate onSubmit={submit} className="grid gap-4">
        {faults.rest && <Notice tone="refuse" title={faults.rest} live />}
        <TextAreaField label="Why" hint="For the record." rows={2} value={reason} onChange={(event) => setReason(event.target.value)} error={faults.fields["reason"]} />
      </form>
    </Dialog>
  );
}
