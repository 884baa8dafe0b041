"use client";

import { useEffect } from "react";
import { Brand } from "#app/_ui/brand.tsx";
import { Button } from "#app/_ui/button.tsx";
import "./globals.css";

/** Stands in for the root layout itself when that failed, so it brings the document along. */
export default function EverythingFailed({ error, retry }: { error: unknown; retry: () => void }) {
  useEffect(() => {
    console.error(error);
  }, [error]);
  return (
    <html lang="en">
      <body>
        <title>Something failed · Countersign</title>
        <main role="alert" className="mx-auto flex min-h-dvh w-full max-w-96 flex-col items-start justify-center gap-4 px-5 py-10">
          <Brand />
          <h1 className="text-title tracking-tight">The registry could not show anything</h1>
          <p className="text-ink-soft">It failed before the page began. Nothing was changed by it. Try again; if it stays so, tell whoever runs this registry.</p>
          <Button onClick={retry}>Try again</Button>
        </main>
      </body>
    </html>
  );
}
