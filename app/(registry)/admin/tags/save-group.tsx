"use client";

import { useMutation } from "@tanstack/react-query";
import { useId, useState, type SubmitEvent } from "react";
import { useTRPC } from "#app/_trpc/client.tsx";
import { faultsOf } from "#app/_trpc/faults.ts";
import { Button } from "#app/_ui/button.tsx";
import { Dialog, DialogClose } from "#app/_ui/dialog.tsx";
import { CheckboxField, TextAreaField, TextField } from "#app/_ui/field.tsx";
import { Notice } from "#app/_ui/notice.tsx";
import type { TagGroup } from "#server/tags/schema.ts";
import { useTagsChanged } from "./use-tags-changed.ts";

const empty = { name: "", description: "", exclusive: false };

/** Adds a group of tags, or changes one. @param group left out for a new one */
export function SaveGroup({ group }: { group?: TagGroup }) {
  const trpc = useTRPC();
  const changed = useTagsChanged();
  const form = useId();
  const [open, setOpen] = useState(false);
  const [typed, setTyped] = useState(empty);
  const save = useMutation(trpc.tags.saveGroup.mutationOptions({ onSuccess: async () => { setOpen(false); await changed(); } }));
  const faults = faultsOf(save.error);

  function show(next: boolean) {
    setOpen(next);
    if (!next) return;
    save.reset();
    setTyped(group ? { name: group.name, description: group.description, exclusive: group.exclusive } : empty);
  }

  function submit(event: SubmitEvent<HTMLFormElement>) {
    event.preventDefault();
    save.mutate(typed);
  }

  return (
    <Dialog
      open={open} onOpenChange={show}
      trigger={group ? <Button size="small" icon="edit">Change<span className="sr-only"> {group.name}</span></Button> : <Button size="small" icon="plus">Add a group</Button>}
      title={group ? `Change the group ${group.name}` : "Add a group"}
      footer={<><DialogClose><Button>Cancel</Button></DialogClose><Button variant="primary" type="submit" form={form} pending={save.isPending}>Save the group</Button></>}
    >
      <form id={form} noValidate onSubmit={submit} className="grid gap-4">
        {faults.rest && <Notice tone="refuse" title="It was not saved" live>{faults.rest}</Notice>}
        {!group && <TextField label="Name" mono autoFocus autoComplete="off" spellCheck={false} autoCapitalize="none" placeholder="risk" value={typed.name} onChange={(event) => setTyped({ ...typed, name: event.target.value.trim() })} hint="Its tags are named after it: risk:high." error={faults.fields["name"]} />}
        <TextAreaField label="Description" optional rows={2} maxLength={300} value={typed.description} onChange={(event) => setTyped({ ...typed, description: event.target.value })} error={faults.fields["description"]} />
        <CheckboxField label="Exclusive" checked={typed.exclusive} onChange={(event) => setTyped({ ...typed, exclusive: event.target.checked })} hint="A model or version has at most one of its tags." />
      </form>
    </Dialog>
  );
}
