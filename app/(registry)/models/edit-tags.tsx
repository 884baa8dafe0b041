"use client";

import { useMutation } from "@tanstack/react-query";
import { useRouter } from "next/navigation";
import { useId, useState, useTransition, type SubmitEvent } from "react";
import { useTRPC } from "#app/_trpc/client.tsx";
import { messageOf } from "#app/_trpc/faults.ts";
import { Button, IconButton } from "#app/_ui/button.tsx";
import { Dialog, DialogClose } from "#app/_ui/dialog.tsx";
import { Notice } from "#app/_ui/notice.tsx";
import { TagPicker } from "./tag-picker.tsx";

/** Changes the tags of one model, or of one version of it. @param version `team/model@7`; left out for the model itself */
export function EditTags({ model, version, tags }: { model: string; version?: string; tags: readonly string[] }) {
  const trpc = useTRPC();
  const router = useRouter();
  const form = useId();
  const [open, setOpen] = useState(false);
  const [chosen, setChosen] = useState(tags);
  const [refreshing, startRefresh] = useTransition();
  const what = version ?? model;
  // It closes when the page has what was saved, so that it never opens with what was there before.
  const shown = () => startRefresh(() => { setOpen(false); router.refresh(); });
  const assign = useMutation(trpc.tags.assign.mutationOptions({ onSuccess: shown }));

  function show(next: boolean) {
    setOpen(next);
    if (!next) return;
    setChosen(tags);
    assign.reset();
  }

  function submit(event: SubmitEvent<HTMLFormElement>) {
    event.preventDefault();
    const add = chosen.filter((tag) => !tags.includes(tag));
    const remove = tags.filter((tag) => !chosen.includes(tag));
    if (add.length + remove.length === 0) setOpen(false);
    else assign.mutate({ ...(version ? { versions: [version] } : { models: [model] }), add, remove });
  }

  return (
    <Dialog
      open={open} onOpenChange={show} trigger={<IconButton icon="tag" label={`Edit the tags of ${what}`} size="small" />} title={`Tags of ${what}`}
      description="Words that people find it by. What they mean, administrators say."
      footer={<><DialogClose><Button>Cancel</Button></DialogClose><Button type="submit" form={form} variant="primary" pending={assign.isPending || refreshing}>Save the tags</Button></>}
    >
      <form id={form} noValidate onSubmit={submit} className="grid min-h-40 content-start gap-4">
        {assign.error && <Notice tone="refuse" title="They were not saved" live>{messageOf(assign.error)}</Notice>}
        <TagPicker label="Tags" model={model} chosen={chosen} onChoose={setChosen} />
      </form>
    </Dialog>
  );
}
