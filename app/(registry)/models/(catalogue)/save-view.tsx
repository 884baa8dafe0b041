"use client";

import dynamic from "next/dynamic";
import { useState } from "react";
import { Button } from "#app/_ui/button.tsx";
import type { Asked } from "./address.ts";

const ViewDialog = dynamic(() => import("./view-dialog.tsx").then((file) => file.ViewDialog));

/** Keeps what is shown as a new view. */
export function SaveView({ asked, columns, onShow }: { asked: Asked; columns: readonly string[]; onShow: (href: string) => void }) {
  const [open, setOpen] = useState(false);
  return (
    <>
      <Button size="small" icon="plus" onClick={() => setOpen(true)}>Save view</Button>
      {open && <ViewDialog asked={asked} columns={columns} view={null} onClose={() => setOpen(false)} onShow={onShow} />}
    </>
  );
}
