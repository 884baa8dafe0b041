"use client";

import { useState } from "react";
import { IconButton } from "#app/_ui/button.tsx";
import { Menu, MenuItem } from "#app/_ui/menu.tsx";
import { ArchiveVersion } from "./archive-version.tsx";
import { DeleteVersion } from "./delete-version.tsx";

type Act = "archive" | "delete";

/** What else can be done with a version: retiring it, and deleting it. */
export function VersionMenu({ model, number, archived }: { model: string; number: number; archived: boolean }) {
  const [act, setAct] = useState<Act | null>(null);
  const dialog = (which: Act) => ({ model, number, open: act === which, onOpenChange: (open: boolean) => setAct(open ? which : null) });
  return (
    <>
      <Menu trigger={<IconButton icon="more" label={`More about v${number}`} variant="secondary" />}>
        <MenuItem icon={archived ? "undo" : "archive"} onSelect={() => setAct("archive")}>{archived ? "Take out of the archive…" : "Archive version…"}</MenuItem>
        <MenuItem danger icon="delete" onSelect={() => setAct("delete")}>Delete version…</MenuItem>
      </Menu>
      <ArchiveVersion {...dialog("archive")} archived={archived} />
      <DeleteVersion {...dialog("delete")} />
    </>
  );
}
