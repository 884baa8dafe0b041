"use client";

import { useQuery } from "@tanstack/react-query";
import { useMemo } from "react";
import { useTRPC } from "#app/_trpc/client.tsx";
import { messageOf } from "#app/_trpc/faults.ts";
import { Button, IconButton, LinkButton } from "#app/_ui/button.tsx";
import { EmptyState } from "#app/_ui/empty-state.tsx";
import { Notice } from "#app/_ui/notice.tsx";
import { Panel } from "#app/_ui/panel.tsx";
import { Shortcuts, type Shortcut } from "#app/_ui/shortcuts.tsx";
import { SkeletonTable } from "#app/_ui/skeleton.tsx";
import { byDay } from "./by-day.ts";
import { NotificationItem } from "./notification-item.tsx";
import { hrefOf, type Shown } from "./shown.ts";
import { useReading } from "./use-reading.ts";

/** The row that has the focus, which then goes on to the next: the row may leave the list. */
function takeFocused(): HTMLElement | undefined {
  const rows = [...document.querySelectorAll<HTMLElement>("main [data-notification]")];
  const at = rows.findIndex((row) => row.contains(document.activeElement));
  (rows[at + 1] ?? rows[at - 1])?.querySelector<HTMLElement>(".row-link")?.focus();
  return rows[at];
}

/** What somebody was told of, by day; `e` reads the row that has the focus, and `m` mutes its promotion. */
export function NotificationsList({ shown, cursor, now }: { shown: Shown; cursor: string | undefined; now: number }) {
  const trpc = useTRPC();
  const { data, error, refetch, isFetching } = useQuery(trpc.notifications.list.queryOptions({ unread: shown === "unread", ...(cursor ? { cursor } : {}) }));
  const { read, readUpTo, isReading, mute } = useReading();
  const shortcuts = useMemo(
    (): Shortcut[] => [
      { keys: "e", label: "Mark as read", group: "Notifications", action: () => {
        const id = takeFocused()?.dataset["notification"];
        if (id) read(id);
      } },
      { keys: "m", label: "Mute the promotion", group: "Notifications", action: () => {
        const promotion = takeFocused()?.dataset["promotion"];
        if (promotion) mute(promotion);
      } },
    ],
    [read, mute],
  );
  if (error && !data) return <Notice tone="refuse" title={messageOf(error)} action={<Button pending={isFetching} onClick={() => void refetch()}>Try again</Button>} live />;
  if (!data) return <SkeletonTable rows={5} widths={["60%", "20%", "20%"]} />;
  const [newest] = data.items;
  return (
    <div className="grid max-w-3xl gap-6">
      <Shortcuts shortcuts={shortcuts} />
      {newest && data.items.some(({ readAt }) => readAt === null) && <div><Button pending={isReading} icon="check" onClick={() => readUpTo(newest.id)}>{cursor ? "Mark these and all older ones as read" : "Mark all as read"}</Button></div>}
      {data.items.length === 0 && <Empty shown={shown} later={cursor !== undefined} />}
      {byDay(data.items, now).map((group) => (
        <Panel key={group.day} title={group.day}>
          <ul>
            {group.items.map((notification) => (
              <NotificationItem
                key={notification.id} notification={notification} onOpen={() => { if (notification.readAt === null) read(notification.id); }}
                acts={(
                  <>
                    {notification.readAt === null && <IconButton size="small" icon="check" label="Mark as read" onClick={() => read(notification.id)} />}
                    {notification.promotion !== null && <IconButton size="small" icon="bell-off" label="Mute this promotion" onClick={() => mute(notification.promotion!)} />}
                  </>
                )}
              />
            ))}
          </ul>
        </Panel>
      ))}
      {(cursor !== undefined || data.nextCursor !== null) && (
        <nav aria-label="Pages" className="flex gap-2">
          {cursor !== undefined && <LinkButton href={hrefOf(shown)}>The latest</LinkButton>}
          {data.nextCursor !== null && <LinkButton href={hrefOf(shown, data.nextCursor)} icon="arrow-right">Older</LinkButton>}
        </nav>
      )}
    </div>
  );
}

function Empty({ shown, later }: { shown: Shown; later: boolean }) {
  if (later) return <EmptyState icon="bell" title="Nothing older" action={<LinkButton href={hrefOf(shown)}>The latest</LinkButton>}>This is the end of the list.</EmptyState>;
  if (shown === "unread") return <EmptyState icon="bell" title="You have read everything" action={<LinkButton href={hrefOf("all")}>What you have read</LinkButton>}>What waits for your signature, who mentions you and what became of your requests comes here, without a reload.</EmptyState>;
  return <EmptyState icon="bell" title="Nothing yet" action={<LinkButton href="/settings/notifications" icon="settings">Choose what you hear of</LinkButton>}>You are told when a promotion waits for your signature, when somebody mentions or answers you, what became of what you requested, and before your tokens expire.</EmptyState>;
}
