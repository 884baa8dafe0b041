"use client";

import { useMutation } from "@tanstack/react-query";
import { useState } from "react";
import { useTRPC } from "#app/_trpc/client.tsx";
import { faultsOf } from "#app/_trpc/faults.ts";
import { toast } from "#app/_ui/toast.tsx";
import { RenameDialog } from "./rename-dialog.tsx";
import { useTagsChanged } from "./use-tags-changed.ts";

/** Gives a group another name, and its tags on everything that they hang on. */
export function RenameGroup({ name }: { name: string }) {
  const trpc = useTRPC();
  const changed = useTagsChanged();
  const [open, setOpen] = useState(false);
  const rename = useMutation(
    trpc.tags.renameGroup.mutationOptions({
      onSuccess: async (_, { to }) => {
        setOpen(false);
        toast({ title: `The group ${name} is called ${to} now`, detail: "And so are its tags, on everything that they hang on." });
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
      name={name} what="group" description="Its tags are named after it. Models, versions and drafts that bear them keep them under their new names, and searches find them by those at once."
      hint="Before the colon of each of its tags."
      open={open} onOpenChange={show} faults={faultsOf(rename.error)} pending={rename.isPending} onRename={(to) => rename.mutate({ name, to })}
    />
  );
}
