"use client";

import { useQuery } from "@tanstack/react-query";
import { useMemo, useState } from "react";
import { messageOf } from "#app/_trpc/faults.ts";
import { useTRPC } from "#app/_trpc/client.tsx";
import { Button } from "#app/_ui/button.tsx";
import { Select } from "#app/_ui/field.tsx";
import { Notice } from "#app/_ui/notice.tsx";
import { Panel } from "#app/_ui/panel.tsx";
import { SkeletonText } from "#app/_ui/skeleton.tsx";
import type { Comparison } from "#server/comparisons/schema.ts";
import { counted } from "../promotions/words.ts";
import type { Heads } from "./differences.tsx";
import { compareWords, type Passage } from "./word-diff.ts";

/** The cards of two of the versions, word by word: the baseline's, and one that is chosen. */
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
  const forever = { staleTime: Infinity, enabled: !same };
  const [old, now] = [useQuery(trpc.versions.card.queryOptions({ reference: before }, forever)), useQuery(trpc.versions.card.queryOptions({ reference: after }, forever))];
  const passages = useMemo(() => compareWords(old.data?.markdown ?? "", now.data?.markdown ?? ""), [old.data, now.data]);
  if (same) return <p className="px-2 py-1.5 text-ink-soft">The two have the same card, or none.</p>;
  const error = old.error ?? now.error;
  if (error) return <Notice tone="refuse" title={messageOf(error)} live action={<Button onClick={() => void Promise.all([old.refetch(), now.refetch()])}>Try again</Button>} />;
  if (old.isPending || now.isPending) return <SkeletonText lines={6} />;
  return (
    <div tabIndex={0} role="group" aria-label="The cards, word by word" className="max-h-[32rem] overflow-auto rounded-sm border border-line bg-surface px-4 py-3 leading-relaxed break-words whitespace-pre-wrap">
      {passages.map((passage, at) => <PassageText key={at} passage={passage} first={at === 0} last={at === passages.length - 1} />)}
      {(old.data?.truncated === true || now.data?.truncated === true) && <p className="pt-2 text-wait">The cards are longer than this: their beginnings are compared.</p>}
    </div>
  );
}

/** So many lines around a change are shown of what is the same. */
const context = 3;

function PassageText({ passage, first, last }: { passage: Passage; first: boolean; last: boolean }) {
  if (passage.kind === "changed") {
    return (
      <p className="-mx-2 rounded-sm bg-hover px-2">
        {passage.parts.map(({ kind, text }, at) => {
          if (kind === "added") return <ins key={at} className="rounded-[2px] bg-allow-wash text-allow no-underline decoration-allow underline-offset-2 [text-decoration-line:underline]"><span className="sr-only">added: </span>{text}</ins>;
          if (kind === "removed") return <del key={at} className="rounded-[2px] bg-refuse-wash text-refuse"><span className="sr-only">removed: </span>{text}</del>;
          return <span key={at}>{text}</span>;
        })}
      </p>
    );
  }
  const { lines } = passage;
  const [head, tail] = [first ? 0 : context, last ? 0 : context];
  if (lines.length <= head + tail + 2) return <p className="text-ink-soft">{lines.join("\n")}</p>;
  const hidden = lines.slice(head, lines.length - tail);
  return (
    <>
      {head > 0 && <p className="text-ink-soft">{lines.slice(0, head).join("\n")}</p>}
      <details className="text-ink-soft"><summary className="w-fit text-small hover:text-ink">{counted(hidden.length, "line")} the same</summary>{hidden.join("\n")}</details>
      {tail > 0 && <p className="text-ink-soft">{lines.slice(lines.length - tail).join("\n")}</p>}
    </>
  );
}
