"use client";

import { keepPreviousData, useInfiniteQuery } from "@tanstack/react-query";
import { useSearchParams } from "next/navigation";
import { messageOf } from "#app/_trpc/faults.ts";
import { useTRPC } from "#app/_trpc/client.tsx";
import { Button, LinkButton } from "#app/_ui/button.tsx";
import { EmptyState } from "#app/_ui/empty-state.tsx";
import { Notice } from "#app/_ui/notice.tsx";
import { RelativeTime } from "#app/_ui/relative-time.tsx";
import { Table, type Column } from "#app/_ui/table.tsx";
import type { ModelSummary } from "#server/models/schema.ts";
import { LoadMore } from "../load-more.tsx";
import { ModelName } from "../model-name.tsx";
import { StageBadge } from "../stage-badge.tsx";
import { VisibilityBadge } from "../visibility-badge.tsx";
import { FilterBar } from "./filter-bar.tsx";
import { listInput, readFilters } from "./filters.ts";

/** The list of models, which follows the address: what is typed changes both, without asking for a new page. */
export function Catalogue({ teams }: { teams: readonly { slug: string; name: string }[] }) {
  const trpc = useTRPC();
  const params = useSearchParams();
  const filters = readFilters({ q: params.get("q"), team: params.get("team") });
  const list = useInfiniteQuery(
    trpc.models.list.infiniteQueryOptions(listInput(filters), { getNextPageParam: (page) => page.nextCursor, placeholderData: keepPreviousData }),
  );
  const models = list.data?.pages.flatMap((page) => page.items) ?? [];
  const count = `${models.length}${list.hasNextPage ? "+" : ""} ${models.length === 1 ? "model" : "models"}`;
  return (
    <div className="grid gap-3">
      <FilterBar filters={filters} teams={teams} busy={list.isPlaceholderData} count={list.isPending ? "" : count} />
      {list.isError && models.length === 0 && (
        <Notice tone="refuse" title="The catalogue could not be loaded" live action={<Button size="small" onClick={() => void list.refetch()}>Try again</Button>}>
          {messageOf(list.error)}
        </Notice>
      )}
      {list.isSuccess && models.length === 0 && <NothingFound {...filters} />}
      {models.length > 0 && (
        <div className={list.isPlaceholderData ? "opacity-60" : undefined}>
          <Table caption="Models" columns={columns} rows={models} rowKey={(model) => model.id} rowHref={(model) => `/models/${model.reference}`} />
          <LoadMore pages={list} />
        </div>
      )}
    </div>
  );
}

const columns: readonly Column<ModelSummary>[] = [
  { key: "model", header: "Model", cell: ({ team, name, visibility }) => <span className="inline-flex flex-wrap items-center gap-x-2 gap-y-0.5"><ModelName team={team} name={name} />{visibility === "internal" && <VisibilityBadge visibility={visibility} />}</span> },
  { key: "description", header: "Description", width: "100%", cell: ({ description }) => <OneLine text={description} /> },
  {
    key: "newest", header: "Newest", mono: true,
    cell: ({ newestVersion }) => (newestVersion === null ? <span className="text-ink-faint">none yet</span> : `v${newestVersion}`),
  },
  { key: "stages", header: "Live", cell: ({ stages }) => <Stages stages={stages} /> },
  { key: "task", header: "Task and framework", cell: ({ task, framework }) => <Kind task={task} framework={framework} /> },
  { key: "updated", header: "Updated", cell: ({ updatedAt }) => <span className="text-ink-soft"><RelativeTime at={updatedAt} /></span> },
];

/** One line in a column, all of it on hover; as much as it needs where the row is a card. */
function OneLine({ text }: { text: string }) {
  if (text === "") return <span className="text-ink-faint">—</span>;
  return <span title={text} className="block w-full min-w-24 truncate text-ink-soft [contain:inline-size] @max-[30rem]:min-w-0 @max-[30rem]:whitespace-normal">{text}</span>;
}

function Kind({ task, framework }: { task: string | null; framework: string | null }) {
  if (task === null) return <span className="text-ink-faint">—</span>;
  return <span className="inline-flex flex-wrap gap-x-1.5 @5xl:flex-nowrap @5xl:whitespace-nowrap"><span>{task}</span><span className="text-ink-soft">{framework}</span></span>;
}

function Stages({ stages }: { stages: ModelSummary["stages"] }) {
  if (stages.length === 0) return <span className="text-ink-faint">nowhere</span>;
  return (
    <span className="inline-flex flex-wrap gap-1 @5xl:flex-nowrap">
      {stages.map(({ stage, version }) => <StageBadge key={stage} stage={stage} version={version} />)}
    </span>
  );
}

function NothingFound({ search, team }: { search: string; team: string }) {
  const what = search ? `has “${search}” in its name, description, task or framework` : "is here";
  return (
    <EmptyState icon="search" title="No model found" action={<LinkButton href="/models">Show all models</LinkButton>}>
      No model{team ? ` of the team ${team}` : ""} that you may see {what}. Every word has to be found, in any order.
    </EmptyState>
  );
}
