"use client";

import { useMutation } from "@tanstack/react-query";
import { useId, useState, type SubmitEvent } from "react";
import { TagPicker } from "#app/(registry)/models/tag-picker.tsx";
import { useTRPC } from "#app/_trpc/client.tsx";
import { faultsOf, reasonOf } from "#app/_trpc/faults.ts";
import { Button } from "#app/_ui/button.tsx";
import { Dialog, DialogClose } from "#app/_ui/dialog.tsx";
import { CheckboxField } from "#app/_ui/field.tsx";
import { Notice } from "#app/_ui/notice.tsx";
import { toast } from "#app/_ui/toast.tsx";
import { useTagsChanged } from "./use-tags-changed.ts";

/** Puts another tag in the place of one, everywhere. */
export function MergeTag({ name }: { name: string }) {
  const trpc = useTRPC();
  const changed = useTagsChanged();
  const form = useId();
  const [open, setOpen] = useState(false);
  const [into, setInto] = useState<string | null>(null);
  const [replace, setReplace] = useState(false);
  const merge = useMutation(
    trpc.tags.merge.mutationOptions({
      onSuccess: async ({ models, versions }) => {
        setOpen(false);
        toast({ title: `${name} is merged into ${into}`, detail: `${models} ${models === 1 ? "model" : "models"} and ${versions} ${versions === 1 ? "version" : "versions"} bear that now.` });
        await changed();
      },
    }),
  );
  const faults = faultsOf(merge.error);

  function show(next: boolean) {
    setOpen(next);
    if (!next) return;
    merge.reset();
    setInto(null);
    setReplace(false);
  }

  function submit(event: SubmitEvent<HTMLFormElement>) {
    event.preventDefault();
    if (into !== null) merge.mutate({ name, into, replace });
  }

  return (
    <Dialog
      open={open} onOpenChange={show}
      trigger={<Button size="small" variant="quiet">Merge<span className="sr-only"> {name}</span></Button>}
      title={`Merge ${name} into another tag`} description={`Everything that bears ${name} gets the other one in its place, and ${name} is gone.`}
      footer={<><DialogClose><Button>Cancel</Button></DialogClose><Button variant="danger" type="submit" form={form} pending={merge.isPending} disabled={into === null || into === name}>Merge the tag</Button></>}
    >
      <form id={form} noValidate onSubmit={submit} className="grid min-h-40 content-start gap-4">
        {merge.error && <Notice tone="refuse" title="It was not merged" live>{faults.rest ?? Object.values(faults.fields)[0]}</Notice>}
        <TagPicker label="Into" chosen={into === null ? [] : [into]} onChoose={(tags) => setInto(tags.at(-1) ?? null)} />
        {(reasonOf(merge.error) === "tag_conflict" || replace) && <CheckboxField label="Let the other ones of the group give way" checked={replace} onChange={(event) => setReplace(event.target.checked)} hint="They are taken off what would have two." />}
      </form>
    </Dialog>
  );
}
