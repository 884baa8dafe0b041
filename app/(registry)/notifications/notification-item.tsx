"use client";

import type { ReactNode } from "react";
import { Icon } from "#app/_ui/icon.tsx";
import { Link } from "#app/_ui/link.tsx";
import { RelativeTime } from "#app/_ui/relative-time.tsx";
import type { Notification } from "#server/notifications/schema.ts";
import { kindIcons } from "./kind-icons.ts";

/** One notification: its sentence leads to what it is about, and is read with that. `acts` stand at its end. */
export function NotificationItem({ notification, onOpen, acts }: { notification: Notification; onOpen: () => void; acts?: ReactNode }) {
  const { id, kind, title, detail, path, model, promotion, at, readAt } = notification;
  const isUnread = readAt === null;
  return (
    <li data-notification={id} data-promotion={promotion ?? undefined} className="relative flex items-start gap-3 border-b border-line px-2 py-2.5 last:border-b-0 hover:bg-hover">
      <Icon name={kindIcons[kind]} size={16} className={`mt-0.5 ${isUnread ? "text-ink" : "text-ink-faint"}`} />
      <div className="min-w-0 grow">
        <Link href={path} onClick={onOpen} className={`row-link break-words after:absolute after:inset-0 ${isUnread ? "font-medium" : "text-ink-soft"}`}>
          {isUnread && <span className="sr-only">Unread: </span>}
          {title}
        </Link>
        {detail !== "" && <p className="line-clamp-2 text-ink-soft [overflow-wrap:anywhere]">{detail}</p>}
        <p className="text-small text-ink-soft">
          {model !== null && <><code>{model}</code>, </>}
          <RelativeTime at={at} />
        </p>
      </div>
      {isUnread && <span aria-hidden className="mt-1.75 size-2 shrink-0 rounded-full bg-ink" />}
      {acts && <div className="relative z-1 flex shrink-0 gap-1">{acts}</div>}
    </li>
  );
}
