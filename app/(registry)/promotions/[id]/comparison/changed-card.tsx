"use client";

import { useQuery } from "@tanstack/react-query";
import { useMemo, useState } from "react";
import { useTRPC } from "#app/_trpc/client.tsx";
import { messageOf } from "#app/_trpc/faults.ts";
import { Button } from "#app/_ui/button.tsx";
import { Notice } from "#app/_ui/notice.tsx";
import { SkeletonText } from "#app/_ui/skeleton.tsx";
import { counted } from "../../words.ts";
import { compareLines, foldSame, type Line } from "./line-diff.ts";

/** The two model cards, line by line. They are fetched when somebody wants to read them. */
export function ChangedCard({ candidate, live }: { candidate: string; live: string }) {
  const [open, setOpen] = useState(false);
  return (
    <details onToggle={(event) => setOpen(event.currentTarget.open)}>
      <summary className="w-fit rounded-sm py-1.5 hover:bg-hover">Read what changed in the card</summary>
      {open && <CardLines candidate={candidate} live={live} />}
    </details>
  );
}

function CardLines({ candidate, live }: { candidate: string; live: string }) {
  const trpc = useTRPC();
  const forever = { staleTime: Infinity };
  const [now, before] = [useQuery(trpc.versions.card.queryOptions({ reference: candidate }, forever)), useQuery(trpc.versions.card.queryOptions({ reference: live }, forever))];
  const pieces = useMemo(() => foldSame(compareLines(before.data?.markdown ?? "", now.data?.markdown ?? "")), [before.data, now.data]);
  const error = now.error ?? before.error;
  if (error) {
    return (
      <Notice tone="refuse" title={messageOf(error)} live action={<Button onClick={() => void Promise.all([now.refetch(), before.refetch()])}>Try again</Button>} />
    );
  }
  if (now.isPending || before.isPending) return <SkeletonText lines={6} />;
  const truncated = now.data?.truncated === true || before.data?.truncated === true;
  return (
    <div tabIndex={0} role="group" aria-label="Lines of the card" className="overflow-x-auto rounded-sm border border-line bg-sunken py-2 font-mono text-[0.8125rem]">
      {pieces.map((piece, index) =>
        piece.kind === "lines" ? (
          <Lines key={index} lines={piece.lines} />
        ) : (
          <details key={index}>
            <summary className="px-3 py-0.5 font-sans text-small text-ink-soft hover:bg-hover">{counted(piece.lines.length, "line")} unchanged</summary>
            <Lines lines={piece.lines} />
          </details>
        ),
      )}
      {truncated && <p className="px-3 pt-2 font-sans text-wait">The cards are longer than this: the beginnings are compared. The digest covers all of them.</p>}
    </div>
  );
}

const looks: Record<Line["kind"], { sign: string; word: string; wash: string }> = {
  same: { sign: " ", word: "", wash: "text-ink-soft" },
  added: { sign: "+", word: "added: ", wash: "bg-allow-wash" },
  removed: { sign: "\u2212", word: "removed: ", wash: "bg-refuse-wash text-ink-soft" },
};

function Lines({ lines }: { lines: readonly Line[] }) {
  return lines.map(({ kind, text }, index) => {
    const { sign, word, wash } = looks[kind];
    return (
      <div key={index} className={`grid grid-cols-[1.25rem_minmax(0,1fr)] px-3 ${wash}`}>
        <span aria-hidden>{sign}</span>
        <span className="whitespace-pre-wrap break-words"><span className="sr-only">{word}</span>{text}</span>
      </div>
    );
  });
}
