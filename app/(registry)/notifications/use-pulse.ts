"use client";

import { useQueryClient } from "@tanstack/react-query";
import { useCallback, useEffect, useRef } from "react";
import { useChanges } from "#app/_trpc/changes.tsx";
import { useTRPC } from "#app/_trpc/client.tsx";

/** What hangs on no model is looked for so often, in milliseconds. */
const everyMs = 60_000;
/** So long after something has happened, people were told of it. */
const toldMs = 1500;

/** Asks again how much is unread when there may be more: when something has happened, and once more when it was told of. Once, in the frame. */
export function usePulse(): void {
  const trpc = useTRPC();
  const queries = useQueryClient();
  const waiting = useRef<{ timer?: ReturnType<typeof setTimeout> | undefined; again: boolean }>({ again: false });

  const look = useCallback(() => {
    if (document.visibilityState === "visible") void queries.invalidateQueries({ queryKey: trpc.notifications.count.queryKey() });
  }, [queries, trpc]);

  const hear = useCallback(() => {
    const state = waiting.current;
    if (state.timer !== undefined) {
      state.again = true;
      return;
    }
    look();
    const later = () => {
      look();
      state.timer = state.again ? setTimeout(later, toldMs) : undefined;
      state.again = false;
    };
    state.timer = setTimeout(later, toldMs);
  }, [look]);

  useChanges(hear);
  useEffect(() => {
    const state = waiting.current;
    const every = setInterval(look, everyMs);
    return () => {
      clearInterval(every);
      clearTimeout(state.timer);
      state.timer = undefined;
    };
  }, [look]);
}
