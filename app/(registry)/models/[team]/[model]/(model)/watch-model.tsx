"use client";

import { useRouter } from "next/navigation";
import { useEffect, useRef } from "react";
import { useChanges } from "#app/_trpc/changes.tsx";

/** The page is rendered anew at most so often, in milliseconds. */
const everyMs = 500;

/** Has the server render the page anew when something has happened about its model, or with null about any: at once, and of much that happens now and then. */
export function WatchModel({ model }: { model: string | null }) {
  const router = useRouter();
  const refreshedAt = useRef(0);
  const waiting = useRef<NodeJS.Timeout>(undefined);
  useChanges((models) => {
    if (models !== null && model !== null && !models.includes(model)) return;
    waiting.current ??= setTimeout(() => {
      waiting.current = undefined;
      refreshedAt.current = Date.now();
      router.refresh();
    }, Math.max(0, refreshedAt.current + everyMs - Date.now()));
  });
  useEffect(() => () => {
    clearTimeout(waiting.current);
    waiting.current = undefined;
  }, []);
  return null;
}
