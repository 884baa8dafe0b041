"use client";

import { useEffect, useEffectEvent, useState } from "react";
import { Icon } from "#app/_ui/icon.tsx";
import { toast } from "#app/_ui/toast.tsx";
import { droppedFiles, type Dropped } from "./dropped.ts";

/** Takes files and folders that are dropped anywhere on the page, and says so while they hover above it. */
export function PageDrop({ label, onDropped }: { label: string; onDropped: (dropped: Dropped[]) => void }) {
  const [hovering, setHovering] = useState(false);

  const take = useEffectEvent(async (transfer: DataTransfer) => {
    try {
      onDropped(await droppedFiles(transfer));
    } catch {
      toast({ title: "What was dropped could not be read", detail: "The browser may not open one of its folders. Choose it with “Add a folder” instead.", tone: "refuse" });
    }
  });

  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | undefined;
    const bringsFiles = (event: DragEvent) => event.dataTransfer?.types.includes("Files") ?? false;

    function over(event: DragEvent) {
      if (!bringsFiles(event)) return;
      event.preventDefault();
      setHovering(true);
      clearTimeout(timer);
      // Nothing tells reliably that they were carried off the window; but while they hover, this is called all the time.
      timer = setTimeout(() => setHovering(false), 300);
    }
    function drop(event: DragEvent) {
      if (!bringsFiles(event) || !event.dataTransfer) return;
      event.preventDefault();
      clearTimeout(timer);
      setHovering(false);
      void take(event.dataTransfer);
    }
    window.addEventListener("dragover", over);
    window.addEventListener("drop", drop);
    return () => {
      clearTimeout(timer);
      window.removeEventListener("dragover", over);
      window.removeEventListener("drop", drop);
    };
  }, []);

  if (!hovering) return null;
  return (
    <div className="pointer-events-none fixed inset-0 z-50 grid animate-appear place-items-center bg-shade p-4">
      <div className="grid w-full max-w-lg justify-items-center gap-3 rounded-md border-2 border-dashed border-line-strong bg-raised px-6 py-12 text-center shadow-float">
        <Icon name="upload" size={24} />
        <p className="font-medium">{label}</p>
      </div>
    </div>
  );
}
