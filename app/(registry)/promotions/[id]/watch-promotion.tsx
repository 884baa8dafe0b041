"use client";

import { useQuery } from "@tanstack/react-query";
import { useRouter } from "next/navigation";
import { useEffect, useRef } from "react";
import { useTRPC } from "#app/_trpc/client.tsx";
import { toast } from "#app/_ui/toast.tsx";
import type { Promotion } from "#server/promotions/schema.ts";
import { verdictDeeds } from "../words.ts";

/** What can differ between two readings of the same promotion. */
const fingerprint = (promotion: Promotion) => [promotion.state, promotion.evidenceDigest, promotion.reviews.at(-1)?.id, promotion.candidate.stages.join()].join(" ");

/**
 * Asks every few seconds, while the page is looked at, whether somebody else has acted, and then has the server render it
 * anew. It shows nothing itself: what is shown is always one whole reading.
 */
export function WatchPromotion({ promotion, me }: { promotion: Promotion; me: string }) {
  const trpc = useTRPC();
  const router = useRouter();
  const { data } = useQuery({
    ...trpc.promotions.get.queryOptions({ id: promotion.id }),
    initialData: promotion,
    refetchInterval: promotion.state === "open" ? 4000 : 30_000,
  });
  const shown = fingerprint(promotion);
  const found = fingerprint(data);
  const reviews = useRef(promotion.reviews.length);

  useEffect(() => {
    if (found !== shown) router.refresh();
  }, [found, shown, router]);

  useEffect(() => {
    for (const { reviewer, verdict } of data.reviews.slice(reviews.current)) {
      if (reviewer.id !== me) toast({ title: `${reviewer.name} ${verdictDeeds[verdict]}` });
    }
    reviews.current = Math.max(reviews.current, data.reviews.length);
  }, [data.reviews, me]);

  return null;
}
