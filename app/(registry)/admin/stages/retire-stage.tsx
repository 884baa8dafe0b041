"use client";

import { useMutation } from "@tanstack/react-query";
import { useId, useState, type SubmitEvent } from "react";
import { useTRPC } from "#app/_trpc/client.tsx";
import { faultsOf, listedBy } from "#app/_trpc/faults.ts";
import { Button, LinkButton } from "#app/_ui/button.tsx";
import { Dialog, DialogClose } from "#app/_ui/dialog.tsx";
import { TextAreaField } from "#app/_ui/field.tsx";
import { Link } from "#app/_ui/link.tsx";
import { Notice } from "#app/_ui/notice.tsx";
import { toast } from "#app/_ui/toast.tsx";
import type { KeptStage } from "#server/stages/schema.ts";
import { useStagesChanged } from "./use-stages-changed.ts";

const counted = (count: number, one: string) => `${count} ${one}${count === 1 ? "" : "s"}`;

/** Takes a stage out of use, with a reason; while a model is live there or a policy names it, the registry says which. */
export function RetireStage({ stage: { name, live, open: waiting } }: { stage: KeptStage }) {
  const trpc = useTRPC();
  const changed = useStagesChanged();
  const form = useId();
  const [open, setOpen] = useState(false);
  const [reason, setReason] = useState("");
  const retire = useMutation(
    trpc.stages.retire.mutationOptions({
      onSuccess: async ({ failed }) => {
        setOpen(false);
        toast({ title: `${name} is retired`, ...(failed > 0 ? { detail: `${counted(failed, "promotion")} to it ended as failed.` } : {}) });
        await changed();
      },
    }),
  );
  const faults = faultsOf(retire.error);
  const models = listedBy(retire.error, "models");

  function submit(event: SubmitEvent<HTMLFormElement>) {
    event.preventDefault();
    retire.mutate({ name, reason });
  }

  return (
    <Dialog
      open={open}
      onOpenChange={(next) => { setOpen(next); retire.reset(); }}
      trigger={<Button size="small" variant="quiet">Retire<span className="sr-only"> {name}</span></Button>}
      title={`Retire ${name}`}
      description={`Nothing can be promoted to ${name} any more. What was live there and when stays on record, and so does its name: no other stage or alias can have it.`}
      footer={<><DialogClose><Button>Keep it</Button></DialogClose><Button variant="danger" type="submit" form={form} pending={retire.isPending}>Retire {name}</Button></>}
    >
      <form id={form} noValidate onSubmit={submit} className="grid gap-4">
        {faults.rest ? (
          <Notice tone="refuse" title={`${name} was not retired`} live action={models.length === 0 ? <LinkButton size="small" href="/admin/policies">Show the policies</LinkButton> : undefined}>
            {faults.rest}
            {models.length > 0 && <ul className="mt-1.5 grid gap-1">{models.map((model) => <li key={model}><Link href={`/models/${model}/stages`} className="link">{model}</Link></li>)}</ul>}
          </Notice>
        ) : live > 0 && <Notice tone="wait" title={`${counted(live, "model")} ${live === 1 ? "has" : "have"} a version there`}>It can be retired once nothing is live there: request the removal of each first.</Notice>}
        {waiting > 0 && <Notice tone="wait" title={`${counted(waiting, "promotion")} to it ${waiting === 1 ? "is" : "are"} not decided`}>{waiting === 1 ? "It ends" : "They end"} as failed, with the reason that you give.</Notice>}
        <TextAreaField label="Why" autoFocus rows={2} value={reason} onChange={(event) => setReason(event.target.value)} error={faults.fields["reason"]} hint="It stays on record, and is told to those whose promotions end." />
      </form>
    </Dialog>
  );
}
