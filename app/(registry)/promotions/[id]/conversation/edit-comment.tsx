"use client";

import { useMutation } from "@tanstack/react-query";
import { useState, type ReactNode } from "react";
import { useTRPC } from "#app/_trpc/client.tsx";
import { faultsOf } from "#app/_trpc/faults.ts";
import { Button, IconButton } from "#app/_ui/button.tsx";
import { Notice } from "#app/_ui/notice.tsx";
import { useSettled } from "../use-settled.ts";
import { MentionField } from "./mention-field.tsx";

/** What a comment says, as it was rendered; and for who wrote it the way to change it. What it said before is kept. */
export function EditComment({ id, body, mine, children }: { id: string; body: string; mine: boolean; children: ReactNode }) {
  const trpc = useTRPC();
  const settled = useSettled();
  const [text, setText] = useState<string | null>(null);
  const edit = useMutation(
    trpc.reviews.edit.mutationOptions({
      onSuccess: async () => {
        setText(null);
        await settled();
      },
    }),
  );
  if (!mine) return children;
  if (text === null) {
    return (
      <div className="flex items-start justify-between gap-3">
        <div className="min-w-0">{children}</div>
        <IconButton icon="edit" size="small" label="Change this comment" onClick={() => setText(body)} />
      </div>
    );
  }
  const faults = faultsOf(edit.error);
  return (
    <div className="grid gap-2">
      {faults.rest && <Notice tone="refuse" title={faults.rest} live />}
      <MentionField label="Your comment" rows={3} autoFocus value={text} onText={setText} error={faults.fields["body"]} hint="What it said before can still be read." />
      <div className="flex flex-wrap gap-2">
        <Button size="small" pending={edit.isPending} onClick={() => edit.mutate({ comment: id, body: text })}>Save</Button>
        <Button size="small" variant="quiet" onClick={() => { setText(null); edit.reset(); }}>Cancel</Button>
      </div>
    </div>
  );
}
