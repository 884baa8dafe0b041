"use client";
import { useSyncExternalStore } from "react";
import { formatInstant, formatRelativeTime } from "./format.ts";

const pulse = 30_000;
const readers = new Set<() => void>();
let timer: ReturnType<typeof setInterval> | undefined;

/** One clock for all the times on a page. */
function subscribe(reader: () => void) {
  readers.add(reader);
  timer ??= setInterval(() => { for (const each of readers) each(); }, pulse);
  return () => {
    readers.delete(reader);
    if (readers.size === 0) {
      clearInterval(timer);
      timer = undefined;
    }
  };
}

const now = () => Math.floor(Date.now() / pulse) * pulse;

/** How long ago, or how soon; the exact instant on hover. The server's words stay until the clock moves on. */
export function RelativeTime({ at }: { at: Date | string | number }) {
  const instant = new Date(at).getTime();
  const moment = useSyncExternalStore(subscribe, now, now);
  return (
    <time dateTime={Number.isNaN(instant) ? undefined : new Date(instant).toISOString()} title={formatInstant(instant)} suppressHydrationWarning className="whitespace-nowrap">
      {formatRelativeTime(instant, Math.max(moment, Math.min(instant, moment + pulse)))}
    </time>
  );
}
