"use client";

import { useQuery } from "@tanstack/react-query";
import { useRouter } from "next/navigation";
import { useEffect, useRef } from "react";
import { useChanges } from "#app/_trpc/changes.tsx";
import { useTRPC } from "#app/_trpc/client.tsx";
import { toast } from "#app/_ui/toast.tsx";
import { undecidedStates } from "#server/promotions/schema.ts";
import { verdictDeeds } from "../words.ts";
import { useDesk } from "./desk.tsx";
import { markOf } from "./subject.ts";

/**
 * Asks whether there is something new when something has happened about the model, and every few seconds, while the page is
 * looked at; and then has the server render it anew. It shows nothing itself: what is shown is always one whole reading.
 */
export function WatchPromotion() {
  const { subject } = useDesk();
  const trpc = useTRPC();
  const router = useRouter();
  const isOpen = (undecidedStates as readonly string[]).includes(subject.state);
  const { data, refetch } = useQuery({ ...trpc.promotions.pulse.queryOptions({ id: subject.id }), refetchInterval: isOpen ? 5000 : 15_000, retry: false });
  useChanges((models) => {
    if (models === null || models.includes(subject.model)) void refetch();
  });
  const found = data && markOf(data);
  const known = useRef(subject.reviews.length);

  useEffect(() => {
    if (found === undefined || found === subject.mark) return undefined;
    router.refresh();
    // A refresh may come to nothing: it is asked for until what is shown is what is so.
    const again = setInterval(() => router.refresh(), 5000);
    return () => clearInterval(again);
  }, [found, subject.mark, router]);

  useEffect(() => {
    for (const { reviewer, verdict } of subject.reviews.slice(known.current)) {
      if (reviewer.id !== subject.you.id) toast({ title: `${reviewer.name} ${verdictDeeds[verdict]}` });
    }
    known.current = Math.max(known.current, subject.reviews.length);
  }, [subject.reviews, subject.you.id]);

  return null;
}
