"use client";

import { useRouter } from "next/navigation";
import { useEffect, useRef, useState } from "react";
import { useChanges } from "#app/_trpc/changes.tsx";
import type { WebhookPlace } from "#server/webhooks/schema.ts";

/** How often the page is read: after something has happened, while something waits, and for what nobody tells a page of. In milliseconds. */
const every = { lively: 1000, waiting: 2000, quiet: 20_000 };
/** What has happened is noted, sent and answered within a few seconds of it. */
const livelyMs = 4000;

/**
 * Has the page read again and again, as long as somebody looks at it: while something waits, and with `follows` after each event of what
 * the webhook is about. Events that are about no model reach no page: for these it is read now and then.
 */
export function KeepFresh({ active, follows }: { active: boolean; follows?: WebhookPlace }) {
  const router = useRouter();
  const [lively, setLively] = useState(false);
  const calm = useRef<NodeJS.Timeout>(undefined);
  useChanges((models) => {
    if (!follows || !(models === null || models.some((model) => concerns(follows, model)))) return;
    setLively(true);
    clearTimeout(calm.current);
    calm.current = setTimeout(() => setLively(false), livelyMs);
  });
  useEffect(() => () => clearTimeout(calm.current), []);
  const ms = lively ? every.lively : active ? every.waiting : follows ? every.quiet : null;
  useEffect(() => {
    if (ms === null) return undefined;
    const timer = setInterval(() => {
      if (document.visibilityState === "visible") router.refresh();
    }, ms);
    return () => clearInterval(timer);
  }, [ms, router]);
  return null;
}

function concerns(place: WebhookPlace, model: string): boolean {
  if (place.kind === "site") return true;
  return place.kind === "team" ? model.startsWith(`${place.team}/`) : model === place.model;
}
