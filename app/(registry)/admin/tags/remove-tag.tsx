"use client";

import { useMutation, useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { useTRPC } from "#app/_trpc/client.tsx";
import { messageOf } from "#app/_trpc/faults.ts";
import { Button } from "#app/_ui/button.tsx";
import { Dialog, DialogClose } from "#app/_ui/dialog.tsx";
import { Link } from "#app/_ui/link.tsx";
import { Notice } from "#app/_ui/notice.tsx";
import { Skeleton } from "#app/_ui/skeleton.tsx";
import { toast } from "#app/_ui/toast.tsx";
import type { Touched } from "#server/tags/schema.ts";
import { useTagsChanged } from "./use-tags-changed.ts";

/** Deletes a tag, after showing what it hangs on. */
export function RemoveTag({ name }: { name: string }) {
  const trpc = useTRPC();
  const changed = useTagsChanged();
  const [open, setOpen] = useState(false);
  const touched = useQuery(trpc.tags.touched.queryOptions({ name }, { enabled: open, staleTime: 0 }));
  const remove = useMutation(
    trpc.tags.remove.mutationOptions({
      onSuccess: async () => {
        setOpen(false);
        toast({ title: `${name} is deleted` });
        await changed();
      },
    }),
  );
  const error = remove.error ?? touched.error;
  return (
    <Dialog
      open={open} onOpenChange={(next) => { setOpen(next); remove.reset(); }}
      trigger={<Button size="small" variant="quiet">Delete<span className="sr-only"> {name}</span></Button>}
      title={`Delete ${name}`} description="It is taken off everything that bears it, and out of the vocabulary. What bore it is not kept but for the count: merge it into another tag to keep that."
      footer={<><DialogClose><Button>Keep it</Button></DialogClose><Button variant="danger" pending={remove.isPending} disabled={!touched.data} onClick={() => remove.mutate({ name })}>Delete {name}</Button></>}
    >
      <div className="grid gap-3">
        {error && <Notice tone="refuse" title={messageOf(error)} live />}
        {touched.data ? <WhatBears touched={touched.data} /> : !error && <Skeleton height="3rem" />}
      </div>
    </Dialog>
  );
}

function WhatBears({ touched: { models, versions, drafts } }: { touched: Touched }) {
  if (models.count + versions.count + drafts === 0) return <p>Nothing bears it.</p>;
  return (
    <div role="status" className="grid gap-2">
      {[{ of: models, one: "model", many: "models" }, { of: versions, one: "version", many: "versions" }].map(({ of, one, many }) => of.count > 0 && (
        <div key={one}>
          <p className="font-medium">{of.count.toLocaleString("en")} {of.count === 1 ? `${one} bears` : `${many} bear`} it</p>
          <ul className="grid">
            {of.first.map((reference) => <li key={reference}><Link className="link" href={`/models/${reference.replace("@", "/versions/")}`}>{reference}</Link></li>)}
            {of.count > of.first.length && <li className="text-ink-soft">and {(of.count - of.first.length).toLocaleString("en")} more</li>}
          </ul>
        </div>
      ))}
      {drafts > 0 && <p>{drafts} {drafts === 1 ? "draft bears" : "drafts bear"} it.</p>}
    </div>
  );
}
