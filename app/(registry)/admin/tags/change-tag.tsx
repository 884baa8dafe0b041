"use client";

import { useMutation } from "@tanstack/react-query";
import { useId, useState, type SubmitEvent } from "react";
import { useTRPC } from "#app/_trpc/client.tsx";
import { faultsOf } from "#app/_trpc/faults.ts";
import { Button } from "#app/_ui/button.tsx";
import { Dialog, DialogClose } from "#app/_ui/dialog.tsx";
import { Notice } from "#app/_ui/notice.tsx";
import { toast } from "#app/_ui/toast.tsx";
import type { TagDetail } from "#server/tags/schema.ts";
import { TagFields, type TagTyped } from "./tag-fields.tsx";
import { useTagsChanged } from "./use-tags-changed.ts";

/** Changes what a tag means, how it is shown and who may apply it. */
export function ChangeTag({ tag }: { tag: TagDetail }) {
  const trpc = useTRPC();
  const changed = useTagsChanged();
  const form = useId();
  const [open, setOpen] = useState(false);
  const [typed, setTyped] = useState<TagTyped>(tag);
  const change = useMutation(
    trpc.tags.change.mutationOptions({
      onSuccess: async () => {
        setOpen(false);
        toast({ title: `${tag.name} is changed` });
        await changed();
      },
    }),
  );
  const faults = faultsOf(change.error);

  function show(next: boolean) {
    setOpen(next);
    if (!next) return;
    change.reset();
    setTyped(tag);
  }

  function submit(event: SubmitEvent<HTMLFormElement>) {
    event.preventDefault();
    const { description, color, appliers } = typed;
    change.mutate({ name: tag.name, description, color, appliers });
  }

  return (
    <Dialog
      open={open} onOpenChange={show}
      trigger={<Button size="small" icon="edit">Change<span className="sr-only"> {tag.name}</span></Button>}
      title={`Change ${tag.name}`}
      footer={<><DialogClose><Button>Cancel</Button></DialogClose><Button variant="primary" type="submit" form={form} pending={change.isPending}>Change the tag</Button></>}
    >
      <form id={form} noValidate onSubmit={submit} className="grid gap-4">
        {faults.rest && <Notice tone="refuse" title="It was not changed" live>{faults.rest}</Notice>}
        <TagFields typed={typed} onType={(part) => setTyped((before) => ({ ...before, ...part }))} faults={faults} />
      </form>
    </Dialog>
  );
}
