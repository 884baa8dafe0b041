"use client";

import { useEffect, useRef } from "react";
import { Button, type ButtonVariant } from "#app/_ui/button.tsx";
import { chosenFiles, type Dropped } from "./dropped.ts";

/** Two buttons that open the browser's own dialogs, for those who do not drag. */
export function FilePicker({ onChosen, variant = "secondary", small = false }: { onChosen: (chosen: Dropped[]) => void; variant?: ButtonVariant; small?: boolean }) {
  const files = useRef<HTMLInputElement>(null);
  const folder = useRef<HTMLInputElement>(null);

  // React's types know no such attribute, and the browser knows the property.
  useEffect(() => {
    if (folder.current) folder.current.webkitdirectory = true;
  }, []);

  function take(input: HTMLInputElement) {
    const chosen = chosenFiles(input.files);
    // The same file can be chosen again.
    input.value = "";
    if (chosen.length > 0) onChosen(chosen);
  }

  const size = small ? "small" : "medium";
  return (
    <>
      <Button size={size} variant={variant} icon="folder" onClick={() => folder.current?.click()}>Add a folder</Button>
      <Button size={size} variant={variant} icon="file" onClick={() => files.current?.click()}>Add files</Button>
      <input ref={folder} type="file" hidden multiple data-testid="folder" aria-label="Folder" onChange={(event) => take(event.target)} />
      <input ref={files} type="file" hidden multiple data-testid="files" aria-label="Files" onChange={(event) => take(event.target)} />
    </>
  );
}
