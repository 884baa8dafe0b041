"use client";

import { useInfiniteQuery } from "@tanstack/react-query";
import { useState } from "react";
import { useTRPC } from "#app/_trpc/client.tsx";
import { Badge } from "#app/_ui/badge.tsx";
import { Link } from "#app/_ui/link.tsx";
import { Duration } from "#app/_ui/number.tsx";
import { RelativeTime } from "#app/_ui/relative-time.tsx";
import { SealMark } from "#app/_ui/seal.tsx";
import { Table, type Column } from "#app/_ui/table.tsx";
import type { Move } from "#server/pointers/schema.ts";
import { LoadMore } from "../../../../load-more.tsx";
import { listed } from "../../signers.tsx";
import { tenures } from "../../stage-history.ts";
import { movesInput } from "./moves-input.ts";

type Tenure = Move & { until: string | null };

/** Every move of the stages and aliases, the latest first, with how long each lasted. */
export function MoveHistory({ model, stages }: { model: string; stages: readonly string[] }) {
  const trpc = useTRPC();
  const [pointer, setPointer] = useState("");
  const list = useInfiniteQuery(trpc.pointers.moves.infiniteQueryOptions(movesInput(model), { getNextPageParam: (page) => page.nextCursor }));
  const all = tenures(list.data?.pages.flatMap((page) => page.items) ?? []);
  const names = [...new Set([...stages, ...all.map((move) => move.pointer)])].filter((name) => all.some((move) => move.pointer === name));
  const rows = pointer === "" ? all : all.filter((move) => move.pointer === pointer);
  if (list.isSuccess && all.length === 0) return <p className="py-2 text-ink-soft">Nothing has moved yet. Every promotion, rollback and alias will stand here, for ever.</p>;
  return (
    <>
      {names.length > 1 && (
        <div role="group" aria-label="Which moves" className="mb-2 flex flex-wrap gap-1">
          {["", ...names].map((name) => (
            <button
              key={name} type="button" aria-pressed={pointer === name} onClick={() => setPointer(name)}
              className="h-7 rounded-sm border border-transparent px-2 text-small text-ink-soft hover:bg-hover aria-pressed:border-edge aria-pressed:bg-surface aria-pressed:font-medium aria-pressed:text-ink pointer-coarse:h-9"
            >
              {name === "" ? "All" : name}
            </button>
          ))}
        </div>
      )}
      <Table caption={`Moves of ${model}`} columns={columnsFor(model)} rows={rows} rowKey={(move) => move.id} />
      <LoadMore pages={list}>Load earlier moves</LoadMore>
    </>
  );
}

function columnsFor(model: string): Column<Tenure>[] {
  return [
    {
      key: "version", header: "Version", lead: true,
      cell: ({ pointer, to }) => <span className="font-medium">{pointer} <VersionLink model={model} number={to} /></span>,
    },
    { key: "kind", header: "How", cell: (move) => <How move={move} /> },
    { key: "replaced", header: "Replaced", cell: ({ from }) => (from === null ? <span className="text-ink-faint">—</span> : <VersionLink model={model} number={from} />) },
    { key: "since", header: "From", cell: ({ at }) => <RelativeTime at={at} /> },
    {
      key: "lasted", header: "For",
      cell: ({ at, to, until }) => (to === null
        ? <span className="text-ink-faint">—</span>
        : until === null ? <Badge tone="allow">now</Badge> : <span className="text-ink-soft"><Duration milliseconds={Date.parse(until) - Date.parse(at)} /></span>),
    },
    { key: "by", header: "Moved by", cell: ({ by }) => <span className="text-ink-soft">{by.name}</span> },
    { key: "signed", header: "Signed by", cell: (move) => <Signed move={move} /> },
    { key: "promotion", header: "Request", cell: ({ promotionId }) => promotionId && <Link href={`/promotions/${promotionId}`} className="link">Promotion</Link> },
  ];
}

function VersionLink({ model, number }: { model: string; number: number | null }) {
  if (number === null) return <span className="font-normal text-ink-soft">removed</span>;
  return <Link href={`/models/${model}/versions/${number}`} className="link font-mono text-[0.8125rem]">v{number}</Link>;
}

function How({ move }: { move: Move }) {
  if (move.kind === "rollback") return <Badge tone="wait" icon="undo">rolled back</Badge>;
  return <span className="text-ink-soft">{move.kind === "promote" ? "promoted" : move.to === null ? "alias removed" : "alias set"}</span>;
}

function Signed({ move }: { move: Move }) {
  if (move.approvedBy.length > 0) {
    return <span className="inline-flex items-center gap-1.5"><SealMark size={14} />{listed(move.approvedBy.map(({ name }) => name))}</span>;
  }
  return <span className="text-ink-soft">{move.kind === "rollback" ? "signed before" : "—"}</span>;
}
