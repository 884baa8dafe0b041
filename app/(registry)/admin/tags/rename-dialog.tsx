"use client";

import { useId, useState, type SubmitEvent } from "react";
import type { Faults } from "#app/_trpc/faults.ts";
import { Button } from "#app/_ui/button.tsx";
import { Dialog, DialogClose } from "#app/_ui/dialog.tsx";
import { TextField } from "#app/_ui/field.tsx";
import { Notice } from "#app/_ui/notice.tsx";

/** Asks for another name of a tag or a group. */
export function RenameDialog({ name, what, description, hint, open, onOpenChange, faults, pending, onRename }: {
  name: string; what: "tag" | "group"; description: string; hint: string;
  open: boolean; onOpenChange: (open: boolean) => void;
  faults: Faults; pending: boolean; onRename: (to: string) => void;
}) {
  const form = useId();
  const [to, setTo] = useState(name);

  function show(next: boolean) {
    if (next) setTo(name);
    onOpenChange(next);
  }

  function submit(event: SubmitEvent<HTMLFormElement>) {
    event.preventDefault();
    onRename(to);
  }

  return (
    <Dialog
      open={open} onOpenChange={show}
      trigger={<Button size="small" variant="quiet">Rename<span className="sr-only"> {what === "group" ? "the group " : ""}{name}</span></Button>}
      title={`Rename ${what === "group" ? "the group " : ""}${name}`} description={description}
      footer={<><DialogClose><Button>Cancel</Button></DialogClose><Button variant="primary" type="submit" form={form} pending={pending} disabled={to === name || to === ""}>Rename the {what}</Button></>}
    >
      <form id={form} noValidate onSubmit={submit} className="grid gap-4">
        {faults.rest && <Notice tone="refuse" title="It was not renamed" live>{faults.rest}</Notice>}
        <TextField label="New name" mono autoFocus autoComplete="off" spellCheck={false} autoCapitalize="none" value={to} onChange={(event) => setTo(event.target.value.trim())} hint={hint} error={faults.fields["to"] ?? faults.fields["name"]} />
      </form>
    </Dialog>
  );
}
