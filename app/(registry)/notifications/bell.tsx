"use client";

import { useQuery, useQueryClient } from "@tanstack/react-query";
import dynamic from "next/dynamic";
import { useEffect, useRef, useState } from "react";
import { useTRPC } from "#app/_trpc/client.tsx";
import { Icon } from "#app/_ui/icon.tsx";
import { usePulse } from "./use-pulse.ts";

const Newest = dynamic(() => import("./newest.tsx").then((found) => found.Newest), { ssr: false });

/** The bell above every page, with how much is unread; it opens the newest. */
export function NotificationBell() {
  const trpc = useTRPC();
  const queries = useQueryClient();
  const { data } = useQuery(trpc.notifications.count.queryOptions());
  const unread = data?.unread ?? 0;
  const [open, setOpen] = useState(false);
  const button = useRef<HTMLButtonElement>(null!);
  usePulse();

  // What the lists hold has changed with the count.
  const known = useRef(unread);
  useEffect(() => {
    if (known.current === unread) return;
    known.current = unread;
    void queries.invalidateQueries({ queryKey: trpc.notifications.list.pathKey() });
  }, [unread, queries, trpc]);

  return (
    <>
      <button
        ref={button} type="button" aria-haspopup="dialog" aria-expanded={open} title="Notifications" onClick={() => setOpen(!open)}
        aria-label={unread === 0 ? "Notifications" : `Notifications, ${unread >= 100 ? "99+" : unread} unread`}
        className="relative inline-flex size-8 items-center justify-center rounded-sm text-ink-soft hover:bg-hover hover:text-ink pointer-coarse:size-10"
      >
        <Icon name="bell" size={16} />
        {unread > 0 && (
          <span aria-hidden className="absolute top-0 end-0 min-w-4 rounded-full bg-ink px-1 text-center font-mono text-[0.625rem] leading-4 text-paper tabular-nums">{unread >= 100 ? "99+" : unread}</span>
        )}
      </button>
      {open && <Newest anchor={button} onClose={() => setOpen(false)} />}
    </>
  );
}
