"use client";

import { keepPreviousData, useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useRouter } from "next/navigation";
import { useState } from "react";
import { useSettled } from "#app/(registry)/policies/use-settled.ts";
import { useTRPC } from "#app/_trpc/client.tsx";
import { faultsOf, messageOf } from "#app/_trpc/faults.ts";
import { Button } from "#app/_ui/button.tsx";
import { Dialog, DialogClose } from "#app/_ui/dialog.tsx";
import { TextField } from "#app/_ui/field.tsx";
import { Notice } from "#app/_ui/notice.tsx";
import { toast } from "#app/_ui/toast.tsx";
import { tagSchema } from "#server/tags/schema.ts";
import { heldBy, planOf, toggled, type Plan } from "./tag-plan.ts";
import { TagRow } from "./tag-row.tsx";

/** A model, or a version as `team/model@7`, and the tags that it has. */
export interface Tagged {
  reference: string;
  tags: readonly string[];
}

const nothing: Plan = new Map();

/** Adds tags to models or versions, and takes them off: the same ones for all. What is refused is told of each. */
export function TagDialog({ things, open, onOpenChange, onDone }: { things: readonly Tagged[]; open: boolean; onOpenChange: (open: boolean) => void; onDone?: () => void }) {
  const trpc = useTRPC();
  const router = useRouter();
  const queries = useQueryClient();
  const [text, setText] = useState("");
  const [plan, setPlan] = useState(nothing);
  const models = new Set(things.map(({ reference }) => reference.split("@")[0]));
  const [model] = models;
  const suggested = useQuery({
    ...trpc.tags.suggest.queryOptions({ text: useSettled(text, 120), ...(models.size === 1 && model ? { model } : {}), limit: 100 }),
    enabled: open, placeholderData: keepPreviousData,
  });
  const apply = useMutation(
    trpc.tags.apply.mutationOptions({
      onSuccess: async ({ done, refused }) => {
        router.refresh();
        await queries.invalidateQueries({ queryKey: trpc.search.pathKey() });
        if (refused.length > 0) return;
        close();
        toast({ title: done.length === 1 ? `${done[0]?.reference} is tagged` : `${done.length} are tagged`, tone: "allow" });
        onDone?.();
      },
    }),
  );
  const marks = suggested.data?.items ?? [];
  const typed = text.trim().toLowerCase();
  const held = [...new Set(things.flatMap(({ tags }) => tags))].filter((tag) => tag.includes(typed));
  const loose = [...plan.keys(), ...held].filter((tag, index, all) => all.indexOf(tag) === index && marks.every(({ name }) => name !== tag)).map((name) => ({ name, color: "slate" as const, description: "", group: null, exclusive: false }));
  const isNew = suggested.data?.free === true && typed !== "" && tagSchema.safeParse(typed).success && [...marks, ...loose].every(({ name }) => name !== typed);
  const { add, remove } = planOf(plan);
  const refused = apply.data?.refused ?? [];
  const what = things.length === 1 ? (things[0]?.reference ?? "") : `${things.length} ${things[0]?.reference.includes("@") ? "versions" : "models"}`;

  function close() {
    onOpenChange(false);
    setText("");
    setPlan(nothing);
    apply.reset();
  }

  function send() {
    const references = things.map(({ reference }) => reference);
    apply.mutate({ models: references.filter((each) => !each.includes("@")), versions: references.filter((each) => each.includes("@")), add, remove, replace: true });
  }

  return (
    <Dialog
      open={open}
      onOpenChange={(next) => (next ? onOpenChange(true) : close())}
      title={`Tags of ${what}`}
      description={things.length > 1 ? "What is ticked here is added to each of them, and what is unticked is taken off each." : undefined}
      footer={(
        <>
          <DialogClose><Button>{refused.length > 0 ? "Close" : "Cancel"}</Button></DialogClose>
          <Button variant="primary" disabled={add.length + remove.length === 0} pending={apply.isPending} onClick={send}>Save the tags</Button>
        </>
      )}
    >
      <div className="grid gap-3">
        {apply.error && <Notice tone="refuse" title="Nothing was tagged" live>{faultsOf(apply.error).rest ?? messageOf(apply.error)}</Notice>}
        {refused.length > 0 && (
          <Notice tone="wait" title={`${refused.length} of ${things.length} were not tagged`} live>
            <ul className="mt-1 grid gap-1">{refused.map(({ reference, message }) => <li key={reference}><code>{reference}</code>: {message}</li>)}</ul>
          </Notice>
        )}
        <TextField label="Find a tag" value={text} maxLength={100} autoFocus autoComplete="off" spellCheck={false} onChange={(event) => setText(event.target.value)} />
        {suggested.isError && <Notice tone="refuse" title="The tags could not be loaded" live>{messageOf(suggested.error)}</Notice>}
        <div role="group" aria-label="Tags" aria-busy={suggested.isFetching} className="grid max-h-72 overflow-y-auto">
          {[...loose, ...marks].map((mark) => (
            <TagRow key={mark.name} mark={mark} state={plan.get(mark.name) ?? heldBy(things, mark.name)} onToggle={() => setPlan(toggled(plan, mark, things, marks))} />
          ))}
          {isNew && <Button variant="quiet" icon="plus" onClick={() => { setPlan(new Map(plan).set(typed, "all")); setText(""); }}>Add the new tag <code>{typed}</code></Button>}
          {suggested.isSuccess && marks.length + loose.length === 0 && !isNew && (
            <p className="py-2 text-ink-soft">{typed === "" ? "There are no tags yet that you may apply. Administrators keep the vocabulary." : <>No tag that you may apply has <code>{typed}</code> in its name. Administrators keep the vocabulary.</>}</p>
          )}
        </div>
      </div>
    </Dialog>
  );
}
