"use client";

import { useQueryClient } from "@tanstack/react-query";
import { useCallback, useEffect } from "react";
import { useTRPC } from "#app/_trpc/client.tsx";

/** What hangs on no model, or came while nobody listened, is looked for so often, in milliseconds. */
const everyMs = 15_000;

/** Asks again how much is unread when there may be more. Once, in the frame. */
export function usePulse(): void {
  const trpc = useTRPC();
  const queries = useQueryClient();
  const look = useCallback(() => {
    if (document.visibilityState === "visible") void queries.invalidateQueries({ queryKey: trpc.notifications.count.queryKey() });
  }, [queries, trpc]);
  useEffect(() => {
    const timer = setInterval(look, everyMs);
    return () => clearInterval(timer);
  }, [look]);
}
