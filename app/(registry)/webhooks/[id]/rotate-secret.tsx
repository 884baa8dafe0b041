"use client";

import { useMutation } from "@tanstack/react-query";
import { useRouter } from "next/navigation";
import { useId, useState, type SubmitEvent } from "react";
import { useTRPC } from "#app/_trpc/client.tsx";
import { faultsOf } from "#app/_trpc/faults.ts";
import { Button } from "#app/_ui/button.tsx";
import { Dialog, DialogClose } from "#app/_ui/dialog.tsx";
import { TextField } from "#app/_ui/field.tsx";
import { Notice } from "#app/_ui/notice.tsx";
import { ShownSecret } from "../shown-secret.tsx";

/** Gives a webhook another secret, which is shown once; the old one signs beside it for a time. */
export function RotateSecret({ id }: { id: string }) {
  const trpc = useTRPC();
  const router = useRouter();
  const form = useId();
  const [open, setOpen] = useState(false);
  const [hours, setHours] = useState("24");
  const rotate = useMutation(trpc.webhooks.rotate.mutationOptions({ onSuccess: () => router.refresh() }));
  const faults = faultsOf(rotate.error);
  const fresh = rotate.data;

  function submit(event: SubmitEvent<HTMLFormElement>) {
    event.preventDefault();
    rotate.mutate({ id, overlapHours: Number(hours) });
  }

  return (
    <Dialog
      open={open} onOpenChange={(next) => { setOpen(next); rotate.reset(); }}
      trigger={<Button icon="key">Rotate the secret</Button>}
      title={fresh ? "The new secret" : "Rotate the secret"}
      {...(fresh ? {} : { description: "Until the overlap is over each delivery bears two signatures, so that the receiver verifies with the old secret or the new one." })}
      footer={fresh
        ? <DialogClose><Button variant="primary">I have stored it</Button></DialogClose>
        : <><DialogClose><Button>Cancel</Button></DialogClose><Button variant="primary" type="submit" form={form} pending={rotate.isPending}>Make a new secret</Button></>}
    >
      {fresh ? <ShownSecret secret={fresh.secret}>{`The old one signs beside it until ${new Date(fresh.oldEndsAt).toLocaleString()}.`}</ShownSecret> : (
        <form id={form} method="post" noValidate onSubmit={submit} className="grid gap-4">
          {faults.rest && <Notice tone="refuse" title={faults.rest} live />}
          <TextField label="Overlap in hours" type="number" min={0} max={168} value={hours} onChange={(event) => setHours(event.target.value)} error={faults.fields["overlapHours"]} hint="0 ends the old one at once: for a secret that got into the wrong hands." />
        </form>
      )}
    </Dialog>
  );
}
