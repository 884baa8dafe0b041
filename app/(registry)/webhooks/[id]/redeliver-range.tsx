"use client";

import { useMutation } from "@tanstack/react-query";
import { useRouter } from "next/navigation";
import { useId, useState, type SubmitEvent } from "react";
import { useTRPC } from "#app/_trpc/client.tsx";
import { faultsOf } from "#app/_trpc/faults.ts";
import { Button } from "#app/_ui/button.tsx";
import { Dialog, DialogClose } from "#app/_ui/dialog.tsx";
import { CheckboxField, TextField } from "#app/_ui/field.tsx";
import { Notice } from "#app/_ui/notice.tsx";
import { toast } from "#app/_ui/toast.tsx";

const nothing = { since: "", until: "", firstEvent: "", lastEvent: "" };

/** Sends again what a webhook was told in a time, or of a range of events. */
export function RedeliverRange({ id }: { id: string }) {
  const trpc = useTRPC();
  const router = useRouter();
  const form = useId();
  const [open, setOpen] = useState(false);
  const [typed, setTyped] = useState(nothing);
  const [all, setAll] = useState(false);
  const send = useMutation(
    trpc.webhooks.redeliverRange.mutationOptions({
      onSuccess: ({ deliveries }) => {
        setOpen(false);
        toast({ title: deliveries === 0 ? "Nothing in this range has to be sent again" : `${deliveries} ${deliveries === 1 ? "event is" : "events are"} sent again` });
        router.refresh();
      },
    }),
  );
  const faults = faultsOf(send.error);
  const wrong = faults.rest ?? faults.fields[""];

  function submit(event: SubmitEvent<HTMLFormElement>) {
    event.preventDefault();
    const instants = { ...(typed.since && { since: new Date(typed.since).toISOString() }), ...(typed.until && { until: new Date(typed.until).toISOString() }) };
    const numbers = { ...(typed.firstEvent && { firstEvent: Number(typed.firstEvent) }), ...(typed.lastEvent && { lastEvent: Number(typed.lastEvent) }) };
    send.mutate({ id, ...instants, ...numbers, undeliveredOnly: !all });
  }

  const field = (name: keyof typeof nothing, label: string, type: "datetime-local" | "number") => (
    <TextField label={label} type={type} optional {...(type === "number" ? { min: 1 } : {})} value={typed[name]} onChange={(event) => setTyped((before) => ({ ...before, [name]: event.target.value }))} error={faults.fields[name]} />
  );
  return (
    <Dialog
      open={open} onOpenChange={(next) => { setOpen(next); send.reset(); }}
      trigger={<Button size="small" icon="undo">Redeliver a range</Button>}
      title="Redeliver a range" description="In the order in which it happened, behind what waits. At most 1,000 deliveries at once."
      footer={<><DialogClose><Button>Cancel</Button></DialogClose><Button variant="primary" type="submit" form={form} pending={send.isPending}>Send again</Button></>}
    >
      <form id={form} method="post" noValidate onSubmit={submit} className="grid gap-4">
        {wrong && <Notice tone="refuse" title={wrong} live />}
        <div className="grid gap-4 sm:grid-cols-2">{field("since", "From", "datetime-local")}{field("until", "Until", "datetime-local")}</div>
        <div className="grid gap-4 sm:grid-cols-2">{field("firstEvent", "From event", "number")}{field("lastEvent", "To event", "number")}</div>
        <CheckboxField label="Also what has arrived" checked={all} onChange={(event) => setAll(event.target.checked)} hint="Otherwise only what was given up." />
      </form>
    </Dialog>
  );
}
