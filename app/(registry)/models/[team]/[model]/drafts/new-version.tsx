"use client";

import { useState } from "react";
import { Button, IconButton } from "#app/_ui/button.tsx";
import type { Alternative } from "#app/_ui/code-block.tsx";
import { Menu, MenuItem } from "#app/_ui/menu.tsx";
import { PushDialog } from "../push-dialog.tsx";
import { PageDrop } from "./page-drop.tsx";
import { useNewDraft } from "./use-new-draft.ts";

/** The ways to a model's next version: a draft here, also by dropping files on the page, or a push from where it was trained. */
export function NewVersion({ model, next, login, push }: { model: string; next: number; login: string; push: readonly Alternative[] }) {
  const { begin, isPending } = useNewDraft(model);
  const [isPushing, setPushing] = useState(false);
  return (
    <>
      <PageDrop label={`Drop them to begin a new version of ${model}`} onDropped={begin} />
      <div className="flex gap-1">
        <Button variant="primary" icon="upload" pending={isPending} onClick={() => begin()}>New version</Button>
        <Menu trigger={<IconButton icon="chevron-down" label="More ways to register" variant="secondary" />}>
          <MenuItem icon="upload" onSelect={() => begin()}>Upload it here</MenuItem>
          <MenuItem icon="terminal" onSelect={() => setPushing(true)}>Push from the command line…</MenuItem>
        </Menu>
      </div>
      <PushDialog next={next} login={login} push={push} open={isPushing} onOpenChange={setPushing} />
    </>
  );
}
