"use client";

import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useRouter } from "next/navigation";
import { useId, useState, type SubmitEvent } from "react";
import { useTRPC } from "#app/_trpc/client.tsx";
import { faultsOf } from "#app/_trpc/faults.ts";
import { Button } from "#app/_ui/button.tsx";
import { Dialog, DialogClose } from "#app/_ui/dialog.tsx";
import { SelectField, TextAreaField } from "#app/_ui/field.tsx";
import { Notice } from "#app/_ui/notice.tsx";
import { toast } from "#app/_ui/toast.tsx";
import type { RollbackTargets } from "#server/promotions/schema.ts";
import { MetricsBeside } from "./metrics-beside.tsx";

/**
 * Returns a stage to a version that was signed for before: at once, or once it is reviewed, as the policy has it.
 * @param refusal why it can't be done; null when it can
 */
export function RollBack({
  model, stage, present, targets: { suggested, versions, policy }, refusal,
}: { model: string; stage: string; present: number; targets: RollbackTargets; refusal: string | null }) {
  const trpc = useTRPC();
  const queries = useQueryClient();
  const router = useRouter();
  const id = useId();
  const [open, setOpen] = useState(false);
  const [to, setTo] = useState(suggested ?? versions[0]);
  const [reason, setReason] = useState("");
  const atOnce = policy === "at_once";
  const rollback = useMutation(
    trpc.promotions.rollback.mutationOptions({
      onSuccess: async ({ version, id: promotion, state }) => {
        setOpen(false);
        setReason("");
        const there = `/promotions/${promotion}`;
        if (state === "applied") {
          toast({
            title: `${stage} names v${version} again`,
            detail: `At once: v${version} was signed for before.`,
            tone: "allow",
            action: { label: "Show the promotion", onSelect: () => router.push(there) },
          });
          router.refresh();
        } else router.push(there);
        await queries.invalidateQueries();
      },
    }),
  );
  const faults = faultsOf(rollback.error);

  function change(next: boolean) {
    setOpen(next);
    if (!next) return;
    rollback.reset();
    setTo(suggested ?? versions[0]);
  }

  function submit(event: SubmitEvent<HTMLFormElement>) {
    event.preventDefault();
    rollback.mutate({ model, stage, from: present, to, reason });
  }

  if (refusal !== null) {
    return (
      <div className="flex flex-wrap items-center gap-x-3 gap-y-1">
        <Button size="small" icon="undo" disabled aria-describedby={`${id}-refusal`}>Roll back…</Button>
        <p id={`${id}-refusal`} className="min-w-0 flex-1 text-small text-ink-soft">{refusal}</p>
      </div>
    );
  }
  return (
    <Dialog
      open={open}
      onOpenChange={change}
      trigger={<Button size="small" variant="danger" icon="undo">Roll back…</Button>}
      title={`Roll ${stage} back to v${to}`}
      width="wide"
      description={
        atOnce
          ? <>{stage} names <span className="font-mono">v{present}</span> now. It names <span className="font-mono">v{to}</span> the moment you roll back: that version was signed for before, so nobody has to sign again.</>
          : <>{stage} names <span className="font-mono">v{present}</span> now. The policy has a rollback reviewed too: it names <span className="font-mono">v{to}</span> once somebody else has signed for it.</>
      }
      footer={(
        <>
          <DialogClose><Button>Cancel</Button></DialogClose>
          <Button type="submit" form={id} variant="primary" pending={rollback.isPending}>{atOnce ? `Roll back to v${to}` : `Ask to roll back to v${to}`}</Button>
        </>
      )}
    >
      <form id={id} noValidate onSubmit={submit} className="grid gap-4">
        {faults.rest && <Notice tone="refuse" title="It was not rolled back" live>{faults.rest}</Notice>}
        <SelectField
          label="Back to" name="to" value={to} onChange={(event) => setTo(Number(event.target.value))} error={faults.fields["to"]}
          hint={`Versions that ${stage} has named before.`}
        >
          {versions.map((number) => <option key={number} value={number}>{number === suggested ? `v${number}, live before v${present}` : `v${number}`}</option>)}
        </SelectField>
        <TextAreaField label="Why" name="reason" required autoFocus value={reason} onChange={(event) => setReason(event.target.value)} error={faults.fields["reason"]} hint="What went wrong. It stays in the history for ever." />
        {to !== undefined && <MetricsBeside key={to} model={model} version={to} present={present} />}
      </form>
    </Dialog>
  );
}
