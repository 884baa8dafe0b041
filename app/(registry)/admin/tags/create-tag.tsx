"use client";

import { useMutation, useQuery } from "@tanstack/react-query";
import { useId, useState, type SubmitEvent } from "react";
import { useTRPC } from "#app/_trpc/client.tsx";
import { faultsOf } from "#app/_trpc/faults.ts";
import { Button } from "#app/_ui/button.tsx";
import { Dialog, DialogClose } from "#app/_ui/dialog.tsx";
import { SelectField, TextField } from "#app/_ui/field.tsx";
import { Notice } from "#app/_ui/notice.tsx";
import { toast } from "#app/_ui/toast.tsx";
import { TagFields, type TagTyped } from "./tag-fields.tsx";
import { useTagsChanged } from "./use-tags-changed.ts";

const empty: TagTyped = { description: "", color: "blue", appliers: "contributors" };

/** Takes a tag into the vocabulary. */
export function CreateTag() {
  const trpc = useTRPC();
  const changed = useTagsChanged();
  const form = useId();
  const { data: groups } = useQuery(trpc.tags.groups.queryOptions());
  const [open, setOpen] = useState(false);
  const [group, setGroup] = useState("");
  const [word, setWord] = useState("");
  const [typed, setTyped] = useState(empty);
  const name = group === "" ? word : `${group}:${word}`;
  const create = useMutation(
    trpc.tags.create.mutationOptions({
      onSuccess: async () => {
        setOpen(false);
        toast({ title: `${name} is in the vocabulary now`, tone: "allow" });
        setWord("");
        setTyped(empty);
        await changed();
      },
    }),
  );
  const faults = faultsOf(create.error);

  function submit(event: SubmitEvent<HTMLFormElement>) {
    event.preventDefault();
    create.mutate({ name, ...typed });
  }

  return (
    <Dialog
      open={open} onOpenChange={(next) => { setOpen(next); create.reset(); }}
      trigger={<Button variant="primary" icon="plus">Create a tag</Button>}
      title="Create a tag"
      footer={<><DialogClose><Button>Cancel</Button></DialogClose><Button variant="primary" type="submit" form={form} pending={create.isPending}>Create the tag</Button></>}
    >
      <form id={form} noValidate onSubmit={submit} className="grid gap-4">
        {faults.rest && <Notice tone="refuse" title="It was not created" live>{faults.rest}</Notice>}
        <TextField
          label="Word" mono autoFocus autoComplete="off" spellCheck={false} autoCapitalize="none" placeholder="nlp" value={word} onChange={(event) => setWord(event.target.value.trim())}
          hint={<>It is called <code>{name === "" ? "word" : name}</code>. A word that is in use already is taken over with everything that it hangs on.</>} error={faults.fields["name"]}
        />
        <SelectField label="Group" value={group} onChange={(event) => setGroup(event.target.value)}>
          <option value="">None</option>
          {groups?.map((each) => <option key={each.name} value={each.name}>{each.name}{each.exclusive ? " (exclusive)" : ""}</option>)}
        </SelectField>
        <TagFields typed={typed} onType={(part) => setTyped((before) => ({ ...before, ...part }))} faults={faults} />
      </form>
    </Dialog>
  );
}
