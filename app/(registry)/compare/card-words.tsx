"use client";

import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { messageOf } from "#app/_trpc/faults.ts";
import { useTRPC } from "#app/_trpc/client.tsx";
import { Button } from "#app/_ui/button.tsx";
import { Select } from "#app/_ui/field.tsx";
import { Notice } from "#app/_ui/notice.tsx";
import { Panel } from "#app/_ui/panel.tsx";
import { SkeletonText } from "#app/_ui/skeleton.tsx";
import type { Comparison } from "#server/comparisons/schema.ts";
import { TextDiff } from "../text-diff.tsx";
import type { Heads } from "./differences.tsx";

/** The cards of two of the versions, line by line: the baseline's, and one that is chosen. */
export function CardWords({ cards, heads, given, chosen }: { cards: Comparison["cards"]; heads: Heads; given: readonly string[]; chosen: string | undefined }) {
  const asked = chosen === undefined ? -1 : given.indexOf(chosen);
  const differing = cards.findIndex((card, at) => at !== heads.baseline && card !== cards[heads.baseline]);
  const [from, setFrom] = useState(heads.baseline);
  const [to, setTo] = useState(asked >= 0 ? asked : differing >= 0 ? differing : heads.baseline === 0 ? 1 : 0);
  const options = heads.names.map((name, at) => <option key={heads.references[at]} value={at}>{name}{cards[at] === null ? ", without a card" : ""}</option>);
  return (
    <Panel
      title="Card" anchor="part-card"
      actions={(
        <span className="flex flex-wrap items-center gap-1.5 text-small [&_.control]:min-h-7 [&_.control]:py-0.5 [&_.control]:text-small">
          <span>from</span><Select aria-label="Card before" value={from} onChange={(event) => setFrom(Number(event.target.value))}>{options}</Select>
          <span>to</span><Select aria-label="Card after" value={to} onChange={(event) => setTo(Number(event.target.value))}>{options}</Select>
        </span>
      )}
    >
      <Words key={`${from} ${to}`} before={heads.references[from]!} after={heads.references[to]!} same={cards[from] === cards[to]} />
    </Panel>
  );
}

function Words({ before, after, same }: { before: string; after: string; same: boolean }) {
  const trpc = useTRPC();
  const diff = useQuery(trpc.cards.diff.queryOptions({ from: { reference: before }, to: { reference: after } }, { enabled: !same }));
  if (same) return <p className="px-2 py-1.5 text-ink-soft">The two have the same card, or none.</p>;
  if (diff.error) return <Notice tone="refuse" title={messageOf(diff.error)} live action={<Button onClick={() => void diff.refetch()}>Try again</Button>} />;
  if (diff.isPending) return <SkeletonText lines={6} />;
  return <TextDiff label="The cards, line by line" lines={diff.data.lines} />;
}
