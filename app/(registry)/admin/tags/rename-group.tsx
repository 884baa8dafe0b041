"use client";

import { useTRPCClient } from "#app/_trpc/client.tsx";
import { RenameDialog } from "./rename-dialog.tsx";

/** Gives a group another name, and its tags on everything that they hang on. */
export function RenameGroup({ name }: { name: string }) {
  const client = useTRPCClient();
  return (
    <RenameDialog
      name={name} what="group" description="Its tags are named after it. Models, versions and drafts that bear them keep them under their new names, and searches find them by those at once."
      hint="Before the colon of each of its tags." detail="And so are its tags, on everything that they hang on."
      onRename={(input) => client.tags.renameGroup.mutate(input)}
    />
  );
}
