"use client";

import { useTRPCClient } from "#app/_trpc/client.tsx";
import { RenameDialog } from "./rename-dialog.tsx";

/** Gives a tag another name, on everything that it hangs on. */
export function RenameTag({ name }: { name: string }) {
  const client = useTRPCClient();
  return (
    <RenameDialog
      name={name} what="tag" description="Models, versions and drafts that bear it keep it under its new name, and searches find them by that at once."
      hint="With the name of its group before it, where it has one." detail="On everything that it hangs on."
      onRename={(input) => client.tags.rename.mutate(input)}
    />
  );
}
