"use client";

import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { useTRPC } from "#app/_trpc/client.tsx";
import { messageOf } from "#app/_trpc/faults.ts";
import { Button } from "#app/_ui/button.tsx";
import { Notice } from "#app/_ui/notice.tsx";
import { SkeletonText } from "#app/_ui/skeleton.tsx";
import { TextDiff } from "../../../text-diff.tsx";

/** A card as a promotion names it; without a revision it is the version's README.md. */
export interface CardAt {
  reference: string;
  revision: number | undefined;
}

/** The two model cards, line by line. They are fetched when somebody wants to read them. */
export function ChangedCard({ candidate, live }: { candidate: CardAt; live: CardAt }) {
  const [open, setOpen] = useState(false);
  return (
    <details onToggle={(event) => setOpen(event.currentTarget.open)}>
      <summary className="w-fit rounded-sm py-1.5 hover:bg-hover">Read what changed in the card</summary>
      {open && <CardLines candidate={candidate} live={live} />}
    </details>
  );
}

function CardLines({ candidate, live }: { candidate: CardAt; live: CardAt }) {
  const { data, error, isPending, refetch } = useQuery(useTRPC().cards.diff.queryOptions({ from: live, to: candidate }, { staleTime: Infinity }));
  if (error) return <Notice tone="refuse" title={messageOf(error)} live action={<Button onClick={() => void refetch()}>Try again</Button>} />;
  if (isPending) return <SkeletonText lines={6} />;
  return <TextDiff label="Lines of the card" lines={data.lines} />;
}
