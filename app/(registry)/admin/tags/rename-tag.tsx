"use client";

import { useMutation } from "@tanstack/react-query";
import { useState } from "react";
import { useTRPC } from "#app/_trpc/client.tsx";
import { faultsOf } from "#app/_trpc/faults.ts";
import { toast } from "#app/_ui/toast.tsx";
import { RenameDialog } from "./rename-dialog.tsx";
import { useTagsChanged } from "./use-tags-changed.ts";

/** Gives a tag another name, on everything that it hangs on. */
export function RenameTag({ name }: { name: string }) {
  const trpc = useTRPC();
  const changed = useTagsChanged();
  const [open, setOpen] = useState(false);
  const rename = useMutation(
    trpc.tags.rename.mutationOptions({
      onSuccess: async (_, { to }) => {
        setOpen(false);
        toast({ title: `${name} is called ${to} now`, detail: "On everything that it hangs on." });
        await changed();
      },
    }),
  );

  function show(next: boolean) {
    setOpen(next);
    if (next) rename.reset();
  }

  return (
    <RenameDialog
      name={name} what="tag" description="Models, versions and drafts that bear it keep it under its new name, and searches find them by that at once."
      hint="With the name of its group before it, where it has one."
      open={open} onOpenChange={show} faults={faultsOf(rename.error)} pending={rename.isPending} onRename={(to) => rename.mutate({ name, to })}
    />
  );
}
