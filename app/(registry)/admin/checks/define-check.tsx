"use client";

import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useRouter } from "next/navigation";
import { useId, useState, type SubmitEvent } from "react";
import { useTRPC } from "#app/_trpc/client.tsx";
import { faultsOf } from "#app/_trpc/faults.ts";
import { Button } from "#app/_ui/button.tsx";
import { Dialog, DialogClose } from "#app/_ui/dialog.tsx";
import { TextAreaField, TextField } from "#app/_ui/field.tsx";
import { Notice } from "#app/_ui/notice.tsx";
import { toast } from "#app/_ui/toast.tsx";

/** Names a check that pipelines will report. */
export function DefineCheck() {
  const trpc = useTRPC();
  const queries = useQueryClient();
  const router = useRouter();
  const form = useId();
  const [open, setOpen] = useState(false);
  const [name, setName] = useState("");
  const [description, setDescription] = useState("");
  const define = useMutation(
    trpc.checks.define.mutationOptions({
      onSuccess: async () => {
        setOpen(false);
        toast({ title: `The check ${name} is defined`, detail: "It needs a token that is pinned to it.", action: { label: "Create a token", onSelect: () => router.push("/settings/tokens") } });
        setName("");
        setDescription("");
        router.refresh();
        await queries.invalidateQueries({ queryKey: trpc.checks.pathKey() });
      },
    }),
  );
  const faults = faultsOf(define.error);

  function submit(event: SubmitEvent<HTMLFormElement>) {
    event.preventDefault();
    define.mutate({ name, description });
  }

  return (
    <Dialog
      open={open}
      onOpenChange={(next) => { setOpen(next); define.reset(); }}
      trigger={<Button variant="primary" icon="plus">Define a check</Button>}
      title="Define a check"
      description="It blocks nothing by itself: a policy has to demand it."
      footer={<><DialogClose><Button>Cancel</Button></DialogClose><Button variant="primary" type="submit" form={form} pending={define.isPending}>Define the check</Button></>}
    >
      <form id={form} noValidate onSubmit={submit} className="grid gap-4">
        {faults.rest && <Notice tone="refuse" title="It was not defined" live>{faults.rest}</Notice>}
        <TextField label="Name" mono autoFocus autoComplete="off" spellCheck={false} autoCapitalize="none" placeholder="bias-audit" value={name} onChange={(event) => setName(event.target.value)} hint="Pipelines report by it, and tokens are pinned to it. It can’t be changed later." error={faults.fields["name"]} />
        <TextAreaField label="Description" optional rows={2} maxLength={300} value={description} onChange={(event) => setDescription(event.target.value)} hint="What it looks at, and who runs it." error={faults.fields["description"]} />
      </form>
    </Dialog>
  );
}
