"use client";

import { useQuery } from "@tanstack/react-query";
import { Popover } from "radix-ui";
import type { RefObject } from "react";
import { useTRPC } from "#app/_trpc/client.tsx";
import { messageOf } from "#app/_trpc/faults.ts";
import { Button, IconButton } from "#app/_ui/button.tsx";
import { Link } from "#app/_ui/link.tsx";
import { Notice } from "#app/_ui/notice.tsx";
import { Skeleton } from "#app/_ui/skeleton.tsx";
import "#app/_ui/style-nonce.ts";
import { NotificationItem } from "./notification-item.tsx";
import { useReading } from "./use-reading.ts";

const shown = 8;

/** The newest notifications, under the bell. */
export function Newest({ anchor, onClose }: { anchor: RefObject<HTMLButtonElement>; onClose: () => void }) {
  const trpc = useTRPC();
  const { data, error } = useQuery(trpc.notifications.list.queryOptions({ limit: shown }));
  const { read, readUpTo, isReading } = useReading();
  const items = data?.items ?? [];
  const [newest] = items;
  const isAnyUnread = items.some(({ readAt }) => readAt === null);
  return (
    <Popover.Root open onOpenChange={(open) => { if (!open) onClose(); }}>
      <Popover.Anchor virtualRef={anchor} />
      <Popover.Portal>
        <Popover.Content
          align="end" sideOffset={4} collisionPadding={8} aria-label="Notifications"
          // The bell closes what it has opened: that it lies outside would open it again.
          onInteractOutside={(event) => { if (event.target instanceof Node && anchor.current?.contains(event.target)) event.preventDefault(); }}
          onCloseAutoFocus={(event) => {
            event.preventDefault();
            anchor.current?.focus();
          }}
          className="z-60 flex max-h-(--radix-popover-content-available-height) w-[min(26rem,calc(100vw-1rem))] animate-appear flex-col rounded-md border border-line-strong bg-raised shadow-float"
        >
          <header className="flex min-h-10 items-center justify-between gap-2 border-b border-line ps-3 pe-1">
            <h2>Notifications</h2>
            <div className="flex items-center gap-1">
              {isAnyUnread && newest && <Button variant="quiet" size="small" pending={isReading} onClick={() => readUpTo(newest.id)}>Mark all as read</Button>}
              <IconButton icon="close" label="Close" onClick={onClose} />
            </div>
          </header>
          <div className="min-h-0 overflow-y-auto px-1">
            {error && !data && <div className="p-2"><Notice tone="refuse" title={messageOf(error)} live /></div>}
            {!data && !error && <div className="grid gap-2 p-2"><Skeleton height="2.5rem" /><Skeleton height="2.5rem" /><Skeleton height="2.5rem" /></div>}
            {data && items.length === 0 && <p className="px-2 py-4 text-ink-soft">Nothing yet. What waits for your signature, who mentions you and what became of your requests comes here.</p>}
            <ul>
              {items.map((notification) => (
                <NotificationItem
                  key={notification.id} notification={notification}
                  onOpen={() => {
                    if (notification.readAt === null) read(notification.id);
                    onClose();
                  }}
                />
              ))}
            </ul>
          </div>
          <footer className="flex justify-between border-t border-line px-3 py-2 text-small">
            <Link href="/notifications" className="link" onClick={onClose}>All notifications</Link>
            <Link href="/settings/notifications" className="link" onClick={onClose}>Choose what you hear of</Link>
          </footer>
        </Popover.Content>
      </Popover.Portal>
    </Popover.Root>
  );
}
