"use client";

import { useMutation } from "@tanstack/react-query";
import { useId, useState, type SubmitEvent } from "react";
import { useTRPC } from "#app/_trpc/client.tsx";
import { faultsOf } from "#app/_trpc/faults.ts";
import { Button } from "#app/_ui/button.tsx";
import { Dialog, DialogClose } from "#app/_ui/dialog.tsx";
import { TextField } from "#app/_ui/field.tsx";
import { Notice } from "#app/_ui/notice.tsx";
import { toast } from "#app/_ui/toast.tsx";
import { useTagsChanged } from "./use-tags-changed.ts";

/** Gives a tag another name, on everything that it hangs on. */
export function RenameTag({ name }: { name: string }) {
  const trpc = useTRPC();
  const changed = useTagsChanged();
  const form = useId();
  const [open, setOpen] = useState(false);
  const [to, setTo] = useState(name);
  const rename = useMutation(
    trpc.tags.rename.mutationOptions({
      onSuccess: async () => {
        setOpen(false);
        toast({ title: `${name} is called ${to} now`, detail: "On everything that it hangs on." });
        await changed();
      },
    }),
  );
  const faults = faultsOf(rename.error);

  function show(next: boolean) {
    setOpen(next);
    if (!next) return;
    rename.reset();
    setTo(name);
  }

  function submit(event: SubmitEvent<HTMLFormElement>) {
    event.preventDefault();
    rename.mutate({ name, to });
  }

  return (
    <Dialog
      open={open} onOpenChange={show}
      trigger={<Button size="small" variant="quiet">Rename<span className="sr-only"> {name}</span></Button>}
      title={`Rename ${name}`} description="Models, versions and drafts that bear it keep it under its new name, and searches find them by that at once."
      footer={<><DialogClose><Button>Cancel</Button></DialogClose><Button variant="primary" type="submit" form={form} pending={rename.isPending} disabled={to === name || to === ""}>Rename the tag</Button></>}
    >
      <form id={form} noValidate onSubmit={submit} className="grid gap-4">
        {faults.rest && <Notice tone="refuse" title="It was not renamed" live>{faults.rest}</Notice>}
        <TextField label="New name" mono autoFocus autoComplete="off" spellCheck={false} autoCapitalize="none" value={to} onChange={(event) => setTo(event.target.value.trim())} hint="With the name of its group before it, where it has one." error={faults.fields["to"] ?? faults.fields["name"]} />
      </form>
    </Dialog>
  );
}
