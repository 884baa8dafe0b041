"use client";

import { useMutation } from "@tanstack/react-query";
import { useId, useState, type SubmitEvent } from "react";
import { faultsOf } from "#app/_trpc/faults.ts";
import { Button } from "#app/_ui/button.tsx";
import { Dialog, DialogClose } from "#app/_ui/dialog.tsx";
import { TextField } from "#app/_ui/field.tsx";
import { Notice } from "#app/_ui/notice.tsx";
import { toast } from "#app/_ui/toast.tsx";
import { useTagsChanged } from "./use-tags-changed.ts";

/** Gives a tag or a group another name. @param detail what is told once it is done, beside its new name */
export function RenameDialog({ name, what, description, hint, detail, onRename }: {
  name: string; what: "tag" | "group"; description: string; hint: string; detail: string;
  onRename: (input: { name: string; to: string }) => Promise<unknown>;
}) {
  const form = useId();
  const changed = useTagsChanged();
  const [open, setOpen] = useState(false);
  const [to, setTo] = useState(name);
  const called = what === "group" ? `the group ${name}` : name;
  const rename = useMutation({
    mutationFn: onRename,
    onSuccess: async (_, input) => {
      setOpen(false);
      toast({ title: `${what === "group" ? `The group ${name}` : name} is called ${input.to} now`, detail });
      await changed();
    },
  });
  const faults = faultsOf(rename.error);

  function show(next: boolean) {
    setOpen(next);
    if (!next) return;
    setTo(name);
    rename.reset();
  }

  function submit(event: SubmitEvent<HTMLFormElement>) {
    event.preventDefault();
    rename.mutate({ name, to });
  }

  return (
    <Dialog
      open={open} onOpenChange={show}
      trigger={<Button size="small" variant="quiet">Rename<span className="sr-only"> {called}</span></Button>}
      title={`Rename ${called}`} description={description}
      footer={<><DialogClose><Button>Cancel</Button></DialogClose><Button variant="primary" type="submit" form={form} pending={rename.isPending} disabled={to === name || to === ""}>Rename the {what}</Button></>}
    >
      <form id={form} noValidate onSubmit={submit} className="grid gap-4">
        {faults.rest && <Notice tone="refuse" title="It was not renamed" live>{faults.rest}</Notice>}
        <TextField label="New name" mono autoFocus autoComplete="off" spellCheck={false} autoCapitalize="none" value={to} onChange={(event) => setTo(event.target.value.trim())} hint={hint} error={faults.fields["to"] ?? faults.fields["name"]} />
      </form>
    </Dialog>
  );
}
