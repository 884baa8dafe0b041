"use client";

import { useMutation } from "@tanstack/react-query";
import { useState } from "react";
import { useTRPC } from "#app/_trpc/client.tsx";
import { faultsOf } from "#app/_trpc/faults.ts";
import { Button } from "#app/_ui/button.tsx";
import { Dialog, DialogClose } from "#app/_ui/dialog.tsx";
import { CheckboxField, TextField } from "#app/_ui/field.tsx";
import { Notice } from "#app/_ui/notice.tsx";
import type { Promotion } from "#server/promotions/schema.ts";
import { useDesk } from "../desk.tsx";
import { useSettled } from "../use-settled.ts";
import { readAsked } from "./read-asked.ts";

/** Asks several at once: those who are suggested, by name, and any others by their address or their team. */
export function AskOthers({ suggested }: { suggested: Promotion["suggested"] }) {
  const { subject } = useDesk();
  const trpc = useTRPC();
  const settled = useSettled();
  const [open, setOpen] = useState(false);
  const [chosen, setChosen] = useState<readonly string[]>([]);
  const [others, setOthers] = useState("");
  const ask = useMutation(
    trpc.reviews.ask.mutationOptions({
      onSuccess: async () => {
        setOpen(false);
        setChosen([]);
        setOthers("");
        await settled();
      },
    }),
  );
  const faults = faultsOf(ask.error);
  const named = readAsked(others);

  function toggle(email: string) {
    setChosen(chosen.includes(email) ? chosen.filter((each) => each !== email) : [...chosen, email]);
  }

  return (
    <Dialog
      open={open}
      onOpenChange={(next) => { setOpen(next); ask.reset(); }}
      trigger={<Button size="small" variant="quiet" icon="plus">Ask…</Button>}
      title="Ask for a review"
      description="They are told, and see it among what waits for them. Asking somebody again reminds them."
      footer={
        <>
          <DialogClose><Button>Cancel</Button></DialogClose>
          <Button variant="primary" pending={ask.isPending} onClick={() => ask.mutate({ id: subject.id, people: [...chosen, ...named.people], teams: named.teams })}>Ask</Button>
        </>
      }
    >
      <div className="grid gap-4">
        {(faults.rest ?? faults.fields["people"]) && <Notice tone="refuse" title={faults.rest ?? faults.fields["people"] ?? ""} live />}
        {suggested.length > 0 && (
          <fieldset className="grid gap-2">
            <legend className="mb-1 font-medium">Who could sign</legend>
            {suggested.map(({ id, name, email, because }) => <CheckboxField key={id} label={name} hint={because} checked={chosen.includes(email)} onChange={() => toggle(email)} />)}
          </fieldset>
        )}
        <TextField label="Others" optional value={others} onChange={(event) => setOthers(event.target.value)} hint="E-mail addresses or names of teams, with commas between them." placeholder="rita@example.com, risk" />
      </div>
    </Dialog>
  );
}
