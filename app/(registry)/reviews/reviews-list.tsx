"use client";

import { useQuery } from "@tanstack/react-query";
import { useChanges } from "#app/_trpc/changes.tsx";
import { useTRPC } from "#app/_trpc/client.tsx";
import { messageOf } from "#app/_trpc/faults.ts";
import { Button, LinkButton } from "#app/_ui/button.tsx";
import { EmptyState } from "#app/_ui/empty-state.tsx";
import { Notice } from "#app/_ui/notice.tsx";
import { RelativeTime } from "#app/_ui/relative-time.tsx";
import { SkeletonTable } from "#app/_ui/skeleton.tsx";
import { Table, type Column } from "#app/_ui/table.tsx";
import type { PromotionFilter, PromotionSummary } from "#server/promotions/schema.ts";
import { StateBadge } from "../promotions/state-badge.tsx";
import { asLine, titleOf } from "../promotions/words.ts";
import { hrefOf, listOf, tabs, type TabName } from "./tabs.ts";

const title: Column<PromotionSummary> = { key: "title", header: "Promotion", cell: (promotion) => <Title promotion={promotion} />, width: "20rem" };
const replaces: Column<PromotionSummary> = { key: "replaces", header: "Replaces", cell: ({ baseline }) => (baseline === null ? <span className="text-ink-soft">nothing</span> : <code>v{baseline}</code>) };
const reason: Column<PromotionSummary> = { key: "reason", header: "Reason", cell: (promotion) => <span className="line-clamp-2 max-w-md text-ink-soft">{asLine(promotion.reason)}</span> };
const requester: Column<PromotionSummary> = { key: "requester", header: "Requested by", cell: (promotion) => <span className="lg:whitespace-nowrap">{promotion.requester.name}</span> };
const asked: Column<PromotionSummary> = { key: "asked", header: "Requested", align: "end", cell: (promotion) => <RelativeTime at={promotion.createdAt} /> };
const round: Column<PromotionSummary> = { key: "round", header: "Round", align: "end", mono: true, cell: (promotion) => promotion.round };
const standing: Column<PromotionSummary> = { key: "standing", header: "State", cell: (promotion) => <Standing promotion={promotion} /> };
const outcome: Column<PromotionSummary> = { ...standing, header: "Outcome" };
const closed: Column<PromotionSummary> = { key: "closed", header: "Decided", align: "end", cell: ({ closedAt }) => closedAt && <RelativeTime at={closedAt} /> };

const columns: Record<TabName, readonly Column<PromotionSummary>[]> = {
  waiting: [title, standing, replaces, reason, requester, round, asked],
  mine: [title, standing, replaces, reason, round, asked],
  decided: [title, outcome, reason, requester, closed],
};

/** What is asked, and of which model: both name the row's link. */
function Title({ promotion }: { promotion: PromotionSummary }) {
  return (
    <>
      {titleOf(promotion)}
      <span className="sr-only">, </span>
      <code className="block font-normal text-ink-soft">{promotion.model}</code>
    </>
  );
}

/** How it stands, in a word, and when it goes into effect by itself. */
function Standing({ promotion }: { promotion: PromotionSummary }) {
  const { appliesAt } = promotion;
  return (
    <span className="inline-flex flex-wrap items-center gap-x-2">
      <StateBadge promotion={promotion} />
      {appliesAt !== null && <span className="text-small text-ink-soft"><RelativeTime at={appliesAt} /></span>}
    </span>
  );
}

/** One of the lists, kept up to date while it is looked at. */
export function ReviewsList({ tab, filter, cursor, admin }: { tab: TabName; filter: PromotionFilter; cursor: string | undefined; admin: boolean }) {
  const trpc = useTRPC();
  const { data, error, refetch, isFetching } = useQuery({ ...trpc.promotions.list.queryOptions(listOf(filter, cursor)), refetchInterval: 10_000 });
  useChanges(() => void refetch());
  if (error && !data) {
    return <Notice tone="refuse" title={messageOf(error)} action={<Button pending={isFetching} onClick={() => void refetch()}>Try again</Button>} live />;
  }
  if (!data) return <SkeletonTable rows={5} widths={["24%", "20%", "30%", "14%"]} />;
  if (data.items.length === 0) return <Empty tab={tab} later={cursor !== undefined} admin={admin} />;
  return (
    <div className="grid gap-4">
      <Table caption={tabs.find((each) => each.tab === tab)?.label ?? "Reviews"} columns={columns[tab]} rows={data.items} rowKey={({ id }) => id} rowHref={({ id }) => `/promotions/${id}`} />
      <Pages tab={tab} cursor={cursor} next={data.nextCursor} />
    </div>
  );
}

function Pages({ tab, cursor, next }: { tab: TabName; cursor: string | undefined; next: string | null }) {
  if (cursor === undefined && next === null) return null;
  return (
    <nav aria-label="Pages" className="flex gap-2">
      {cursor !== undefined && <LinkButton href={hrefOf(tab)}>The latest</LinkButton>}
      {next !== null && <LinkButton href={`/reviews?tab=${tab}&cursor=${encodeURIComponent(next)}`} icon="arrow-right">Older</LinkButton>}
    </nav>
  );
}

function Empty({ tab, later, admin }: { tab: TabName; later: boolean; admin: boolean }) {
  if (later) return <EmptyState icon="reviews" title="Nothing older" action={<LinkButton href={hrefOf(tab)}>The latest</LinkButton>}>This is the end of the list.</EmptyState>;
  switch (tab) {
    case "waiting":
      return (
        <EmptyState icon="reviews" title="Nothing waits for your signature">
          Promotions that you may sign come here: of models of teams where you are a reviewer or maintainer{admin ? ", or anywhere, since you are an administrator" : ""}, requested by somebody else and of a version that you did not make.
        </EmptyState>
      );
    case "mine":
      return (
        <EmptyState icon="arrow-up" title="You have no open request" action={<LinkButton href="/models" icon="catalogue">Choose a model</LinkButton>}>
          Ask on a version's page that a stage should name it, or from where the version was made. It moves as soon as somebody else has signed.
        </EmptyState>
      );
    case "decided":
      return (
        <EmptyState icon="history" title="Nothing decided yet">
          Promotions that you requested, reviewed or ended come here once they are applied, rejected, withdrawn, expired or superseded.
        </EmptyState>
      );
  }
}
