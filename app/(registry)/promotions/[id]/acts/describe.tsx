"use client";

import { useMutation } from "@tanstack/react-query";
import { useState } from "react";
import { instantOf, localOf, localZone } from "#app/(registry)/local-time.ts";
import { useTRPC } from "#app/_trpc/client.tsx";
import { faultsOf } from "#app/_trpc/faults.ts";
import { Button } from "#app/_ui/button.tsx";
import { Dialog, DialogClose } from "#app/_ui/dialog.tsx";
import { TextAreaField, TextField } from "#app/_ui/field.tsx";
import { Notice } from "#app/_ui/notice.tsx";
import { useDesk } from "../desk.tsx";
import { useSettled } from "../use-settled.ts";

/** For who requested it: changes the reason, and when it may be applied. What was signed does not depend on either. */
export function Describe() {
  const { subject: { id, reason, notBefore } } = useDesk();
  const trpc = useTRPC();
  const settled = useSettled();
  const [open, setOpen] = useState(false);
  const [typed, setTyped] = useState({ reason, notBefore: "" });
  const describe = useMutation(
    trpc.promotions.describe.mutationOptions({
      onSuccess: async () => {
        setOpen(false);
        await settled();
      },
    }),
  );
  const faults = faultsOf(describe.error);

  function change(next: boolean) {
    setOpen(next);
    describe.reset();
    if (next) setTyped({ reason, notBefore: notBefore === null ? "" : localOf(notBefore) });
  }

  return (
    <Dialog
      open={open}
      onOpenChange={change}
      trigger={<Button size="small" variant="quiet" icon="edit">Change…</Button>}
      title="Change the reason or the time"
      description="Approvals stay: what was signed does not depend on either."
      footer={
        <>
          <DialogClose><Button>Cancel</Button></DialogClose>
          <Button variant="primary" pending={describe.isPending} onClick={() => describe.mutate({ id, reason: typed.reason, notBefore: instantOf(typed.notBefore) ?? null })}>Save</Button>
        </>
      }
    >
      <div className="grid gap-4">
        {faults.rest && <Notice tone="refuse" title={faults.rest} live />}
        <TextAreaField label="Why" required rows={4} maxLength={5000} value={typed.reason} onChange={(event) => setTyped({ ...typed, reason: event.target.value })} error={faults.fields["reason"]} />
        <TextField
          label="Not before" optional type="datetime-local" value={typed.notBefore} onChange={(event) => setTyped({ ...typed, notBefore: event.target.value })} error={faults.fields["notBefore"]}
          hint={`Left empty, it is applied as soon as nothing is in the way. On your clock: ${localZone()}.`}
        />
      </div>
    </Dialog>
  );
}
