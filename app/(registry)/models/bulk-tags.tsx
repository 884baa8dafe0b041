"use client";

import { useMutation } from "@tanstack/react-query";
import { useId, useState, type ReactElement, type SubmitEvent } from "react";
import { useTRPC } from "#app/_trpc/client.tsx";
import { messageOf } from "#app/_trpc/faults.ts";
import { Button } from "#app/_ui/button.tsx";
import { Dialog, DialogClose } from "#app/_ui/dialog.tsx";
import { CheckboxField } from "#app/_ui/field.tsx";
import { Notice } from "#app/_ui/notice.tsx";
import { toast } from "#app/_ui/toast.tsx";
import { mostTagged } from "#server/tags/schema.ts";
import { TagPicker } from "./tag-picker.tsx";

/**
 * Adds and removes tags of many things at once; of those that are refused, it says why.
 * @param models `team/model`
 * @param versions `team/model@7`
 * @param tags those that some of them have, as far as they are known: they can be taken off
 * @param onTagged when something was changed
 */
export function BulkTags({ models = [], versions = [], tags, trigger, onTagged }: {
  models?: readonly string[]; versions?: readonly string[]; tags: readonly string[]; trigger: ReactElement; onTagged: () => void;
}) {
  const trpc = useTRPC();
  const form = useId();
  const [open, setOpen] = useState(false);
  const [add, setAdd] = useState<readonly string[]>([]);
  const [remove, setRemove] = useState<readonly string[]>([]);
  const [replace, setReplace] = useState(false);
  const count = models.length + versions.length;
  const assign = useMutation(
    trpc.tags.assign.mutationOptions({
      onSuccess: ({ done, refused }) => {
        onTagged();
        if (refused.length > 0) return;
        setOpen(false);
        toast({ title: done.length === 1 ? `${done[0]?.reference} is tagged` : `${done.length} are tagged`, tone: "allow" });
      },
    }),
  );

  function show(next: boolean) {
    setOpen(next);
    if (!next) return;
    assign.reset();
    setAdd([]);
    setRemove([]);
    setReplace(false);
  }

  function submit(event: SubmitEvent<HTMLFormElement>) {
    event.preventDefault();
    assign.mutate({ models: [...models], versions: [...versions], add: [...add], remove: [...remove], replace });
  }

  const refused = assign.data?.refused ?? [];
  return (
    <Dialog
      open={open} onOpenChange={show} trigger={trigger} title={count === 1 ? `Tag ${[...models, ...versions][0]}` : `Tag ${count} ${versions.length === 0 ? "models" : models.length === 0 ? "versions" : "things"}`}
      footer={<><DialogClose><Button>{refused.length > 0 ? "Close" : "Cancel"}</Button></DialogClose><Button type="submit" form={form} variant="primary" pending={assign.isPending} disabled={add.length + remove.length === 0 || count > mostTagged}>Save the tags</Button></>}
    >
      <form id={form} noValidate onSubmit={submit} className="grid gap-4">
        {count > mostTagged && <Notice tone="wait" title={`At most ${mostTagged} can be tagged at once`}>Choose fewer of the {count}.</Notice>}
        {assign.error && <Notice tone="refuse" title="Nothing was tagged" live>{messageOf(assign.error)}</Notice>}
        {refused.length > 0 && (
          <Notice tone="wait" title={`${assign.data?.done.length} tagged, ${refused.length} not`} live>
            <ul className="mt-1 grid max-h-40 gap-1 overflow-y-auto">{refused.map(({ reference, message }) => <li key={reference}>{message}</li>)}</ul>
          </Notice>
        )}
        <TagPicker label="Add" chosen={add} onChoose={setAdd} />
        {tags.length > 0 && <TagPicker label="Take off" chosen={remove} onChoose={setRemove} fixed={tags.filter((tag) => !add.includes(tag))} />}
        <CheckboxField label="Replace the other one of an exclusive group" checked={replace} onChange={(event) => setReplace(event.target.checked)} hint="Otherwise what has another one stays as it is." />
      </form>
    </Dialog>
  );
}
