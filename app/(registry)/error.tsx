"use client";

import { useEffect } from "react";
import { Button, LinkButton } from "#app/_ui/button.tsx";
import { Copy } from "#app/_ui/copy.tsx";
import { Icon } from "#app/_ui/icon.tsx";

export default function PageFailed({ error, retry }: { error: unknown; retry: () => void }) {
  useEffect(() => {
    console.error(error);
  }, [error]);
  const mark = typeof error === "object" && error !== null && "digest" in error && typeof error.digest === "string" ? error.digest : null;
  return (
    <div role="alert" className="mx-auto grid max-w-xl justify-items-start gap-3 py-12">
      <Icon name="alert" size={24} className="text-refuse" />
      <h1 className="text-title tracking-tight">This page could not be shown</h1>
      <p className="text-ink-soft">The registry failed to answer, or can’t be reached. Nothing was changed by it. Try again; if it stays so, tell whoever runs this registry{mark === null ? "" : ", with this mark of the error in its log"}.</p>
      {mark !== null && <Copy text={mark} label="Copy the mark of the error" />}
      <div className="mt-1 flex flex-wrap gap-2">
        <Button icon="undo" onClick={retry}>Try again</Button>
        <LinkButton variant="quiet" href="/models">Back to the catalogue</LinkButton>
      </div>
    </div>
  );
}
