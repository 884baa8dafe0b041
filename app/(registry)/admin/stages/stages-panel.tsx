"use client";

import { useMutation, useQuery } from "@tanstack/react-query";
import { useEffect, useRef, useState } from "react";
import { StageSwatch } from "#app/(registry)/models/stage-swatch.tsx";
import { useTRPC } from "#app/_trpc/client.tsx";
import { messageOf } from "#app/_trpc/faults.ts";
import { Badge } from "#app/_ui/badge.tsx";
import { Button, IconButton } from "#app/_ui/button.tsx";
import { Link } from "#app/_ui/link.tsx";
import { Notice } from "#app/_ui/notice.tsx";
import { Count } from "#app/_ui/number.tsx";
import { SkeletonTable } from "#app/_ui/skeleton.tsx";
import { RowActions, Table, type Column } from "#app/_ui/table.tsx";
import { toast } from "#app/_ui/toast.tsx";
import type { KeptStage } from "#server/stages/schema.ts";
import { ChangeStage } from "./change-stage.tsx";
import { moveName } from "./move-name.ts";
import { RetiredStages } from "./retired-stages.tsx";
import { RetireStage } from "./retire-stage.tsx";
import type { TeamChoice } from "./stage-fields.tsx";
import { useStagesChanged } from "./use-stages-changed.ts";

type Direction = "up" | "down";

/** The stages in their order, which two buttons of each change; those that were retired stand apart. */
export function StagesPanel({ teams }: { teams: readonly TeamChoice[] }) {
  const trpc = useTRPC();
  const changed = useStagesChanged();
  const { data, error, refetch, isFetching } = useQuery(trpc.stages.kept.queryOptions());
  const [moved, setMoved] = useState<{ name: string; direction: Direction } | null>(null);
  const [said, setSaid] = useState("");
  const place = useRef<HTMLDivElement>(null);
  const reorder = useMutation(
    trpc.stages.reorder.mutationOptions({
      onSuccess: changed,
      onError: (refusal) => toast({ title: "The order was not changed", detail: messageOf(refusal), tone: "refuse" }),
      onSettled: () => setSaid(""),
    }),
  );

  // A row that moves loses the focus: the button that moved it gets it back, or its twin where it is at the end now.
  useEffect(() => {
    if (!moved) return;
    const buttons = [moved.direction, moved.direction === "up" ? "down" : "up"].map((direction) => place.current?.querySelector<HTMLButtonElement>(`#move-${direction}-${moved.name}`));
    buttons.find((button) => button && !button.disabled)?.focus();
  }, [moved]);

  if (!data) {
    if (error) return <Notice tone="refuse" title={messageOf(error)} action={<Button pending={isFetching} onClick={() => void refetch()}>Try again</Button>} live />;
    return <SkeletonTable rows={3} widths={["8%", "14%", "30%", "14%", "8%", "8%", "12%"]} />;
  }
  const order = reorder.isPending ? reorder.variables.names : null;
  const inUse = data.filter(({ retiredAt }) => retiredAt === null);
  const shown = order ? inUse.toSorted((one, other) => order.indexOf(one.name) - order.indexOf(other.name)) : inUse;
  const names = shown.map(({ name }) => name);

  function move(name: string, direction: Direction) {
    const next = moveName(names, name, direction === "up" ? -1 : 1);
    if (!next || reorder.isPending) return;
    reorder.mutate({ names: next });
    setMoved({ name, direction });
    setSaid(`${name} is number ${next.indexOf(name) + 1} of ${next.length}`);
  }

  const columns: Column<KeptStage>[] = [
    {
      key: "order", header: "Order", quiet: true, width: "5rem",
      cell: ({ name }) => (
        <span className="inline-flex">
          <IconButton id={`move-up-${name}`} icon="arrow-up" size="small" label={`Move ${name} up`} disabled={name === names[0]} onClick={() => move(name, "up")} />
          <IconButton id={`move-down-${name}`} icon="arrow-down" size="small" label={`Move ${name} down`} disabled={name === names.at(-1)} onClick={() => move(name, "down")} />
        </span>
      ),
    },
    {
      key: "name", header: "Stage", lead: true,
      cell: ({ name, color }) => <span className="inline-flex items-center gap-2"><StageSwatch color={color} /><span className="font-medium">{name}</span>{name === names.at(-1) && <Badge tone="seal">last</Badge>}</span>,
    },
    { key: "description", header: "Description", width: "34%", cell: ({ description }) => (description === "" ? <span className="text-ink-faint">—</span> : <span className="text-ink-soft">{description}</span>) },
    { key: "tells", header: "Told of every move", cell: ({ tells }) => (tells.length === 0 ? <span className="text-ink-soft">the model’s team</span> : tells.join(", ")) },
    { key: "live", header: "Live", align: "end", cell: ({ live }) => <Count value={live} /> },
    { key: "open", header: "Undecided", align: "end", cell: ({ open }) => <Count value={open} /> },
    { key: "policy", header: "Policy", cell: ({ name }) => <Link href={`/admin/policies/${name}`} className="link">Policy<span className="sr-only"> for {name}</span></Link> },
    { key: "acts", header: "Acts", quiet: true, align: "end", cell: (stage) => <RowActions><ChangeStage stage={stage} teams={teams} /><RetireStage stage={stage} /></RowActions> },
  ];
  return (
    <div ref={place} className="grid gap-8">
      <Table caption="Stages" columns={columns} rows={shown} rowKey={({ name }) => name} />
      <p role="status" className="sr-only">{said}</p>
      <RetiredStages stages={data.filter(({ retiredAt }) => retiredAt !== null)} />
    </div>
  );
}
