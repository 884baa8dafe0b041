"use client";

import { useMutation } from "@tanstack/react-query";
import { useRouter } from "next/navigation";
import { useState, type SubmitEvent } from "react";
import { useFreshSignIn } from "#app/(registry)/fresh-sign-in.tsx";
import { useTRPC } from "#app/_trpc/client.tsx";
import { faultsOf } from "#app/_trpc/faults.ts";
import { Button } from "#app/_ui/button.tsx";
import { TextField } from "#app/_ui/field.tsx";
import { Notice } from "#app/_ui/notice.tsx";
import { toast } from "#app/_ui/toast.tsx";

/** For how long the record is kept. */
export function RetentionForm({ keepMonths }: { keepMonths: number | null }) {
  const trpc = useTRPC();
  const router = useRouter();
  const saved = keepMonths === null ? "" : String(keepMonths);
  const [typed, setTyped] = useState(saved);
  const signIn = useFreshSignIn();
  const save = useMutation(
    trpc.audit.setRetention.mutationOptions({
      onSuccess: ({ keepMonths: kept }) => {
        toast({ title: kept === null ? "The record is kept for ever" : `The record is kept for ${kept} months` });
        router.refresh();
      },
    }),
  );
  const faults = faultsOf(save.error);

  async function send() {
    const months = typed.trim();
    try {
      await signIn.prove();
      await save.mutateAsync({ keepMonths: months === "" ? null : Number(months) });
    } catch {
      // Told beside the fields.
    }
  }

  function submit(event: SubmitEvent<HTMLFormElement>) {
    event.preventDefault();
    void send();
  }

  return (
    <form noValidate onSubmit={submit} className="grid gap-2">
      {faults.rest && <Notice tone="refuse" title="This was not changed" live>{faults.rest}</Notice>}
      <TextField
        label="Months that entries are kept" inputMode="numeric" autoComplete="off" placeholder="for ever" value={typed} onChange={(event) => setTyped(event.target.value)}
        hint="Older ones are exported beside the checkpoints and then removed, up to a checkpoint. Empty: for ever." error={faults.fields["keepMonths"]}
      />
      {typed.trim() !== saved && signIn.fields}
      <div><Button type="submit" pending={signIn.pending || save.isPending} disabled={typed.trim() === saved}>Save</Button></div>
    </form>
  );
}
