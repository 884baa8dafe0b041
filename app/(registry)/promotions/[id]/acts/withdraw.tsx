"use client";

import { useMutation } from "@tanstack/react-query";
import { useState } from "react";
import { useTRPC } from "#app/_trpc/client.tsx";
import { messageOf } from "#app/_trpc/faults.ts";
import { Button } from "#app/_ui/button.tsx";
import { Dialog, DialogClose } from "#app/_ui/dialog.tsx";
import { Notice } from "#app/_ui/notice.tsx";
import { toast } from "#app/_ui/toast.tsx";
import { titleOf } from "../../words.ts";
import { useDesk } from "../desk.tsx";
import { useSettled } from "../use-settled.ts";

/** Takes the request back, once that is confirmed. */
export function Withdraw() {
  const { subject } = useDesk();
  const trpc = useTRPC();
  const settled = useSettled();
  const [open, setOpen] = useState(false);
  const withdraw = useMutation(
    trpc.promotions.withdraw.mutationOptions({
      onSuccess: async () => {
        setOpen(false);
        toast({ title: "Withdrawn", detail: `${subject.stage} stays as it is.` });
        await settled();
      },
    }),
  );
  return (
    <Dialog
      open={open}
      onOpenChange={(next) => { setOpen(next); withdraw.reset(); }}
      trigger={<Button size="small" variant="quiet" icon="undo">Withdraw…</Button>}
      title="Withdraw this request?"
      description={`“${titleOf(subject)}” is closed for good. What was said stays readable, ${subject.stage} does not move, and a new request can be made at any time.`}
      footer={
        <>
          <DialogClose><Button>Keep it open</Button></DialogClose>
          <Button variant="danger" pending={withdraw.isPending} onClick={() => withdraw.mutate({ id: subject.id })}>Withdraw</Button>
        </>
      }
    >
      {withdraw.error && <Notice tone="refuse" title={messageOf(withdraw.error)} live />}
    </Dialog>
  );
}
