import type { Metadata } from "next";
import { cache } from "react";
import { api, load } from "#app/_trpc/server.tsx";
import { Badge } from "#app/_ui/badge.tsx";
import { LinkButton } from "#app/_ui/button.tsx";
import { Notice } from "#app/_ui/notice.tsx";
import { PageHeader } from "#app/_ui/page.tsx";
import { RelativeTime } from "#app/_ui/relative-time.tsx";
import { touchedFilters } from "#server/lineage/schema.ts";
import { LiftRecall } from "../../lineage/lift-recall.tsx";
import { impactHref, versionHref } from "../../lineage/node-words.ts";
import { recalledName } from "../../lineage/recall-words.ts";
import { Touched } from "../../lineage/touched.tsx";
import { queryParam, type SearchParams } from "../../models/query-param.ts";

type Params = Promise<{ id: string }>;

const readRecall = cache(async (id: string) => await load((await api()).lineage.recall({ id })));

export async function generateMetadata({ params }: { params: Params }): Promise<Metadata> {
  return { title: `Recall of ${recalledName(await readRecall((await params).id))}` };
}

export default async function RecallPage({ params, searchParams }: { params: Params; searchParams: SearchParams }) {
  const recall = await readRecall((await params).id);
  const given = await queryParam(searchParams, "show");
  const show = touchedFilters.find((filter) => filter === given) ?? "all";
  const cursor = await queryParam(searchParams, "cursor");
  const impact = await load((await api()).lineage.impact({ of: `recall:${recall.id}`, show, ...(cursor === undefined ? {} : { cursor }) }));
  const name = recalledName(recall);
  const subject = recall.reference ? versionHref(recall.reference) : recall.subject === null ? null : impactHref(recall.subject);
  return (
    <>
      <PageHeader
        crumbs={[{ label: "Lineage", href: "/datasets" }, { label: "Recalls", href: "/recalls" }, { label: name }]}
        title={<>Recall of {name}</>}
        badges={recall.lifted ? <Badge icon="undo">lifted</Badge> : <Badge tone="refuse">in force</Badge>}
        lead={<>Recalled <RelativeTime at={recall.at} /> by {recall.by.name}</>}
        act={<>{subject !== null && <LinkButton href={subject} icon="lineage">{recall.reference ? "Its lineage" : "The data"}</LinkButton>}{recall.canLift && <LiftRecall id={recall.id} name={name} />}</>}
      />
      <div className="mb-6 grid max-w-3xl gap-3">
        <Notice tone={recall.lifted ? "neutral" : "refuse"} title={recall.reason}>{recall.lifted ? null : `What it touches goes to no stage until ${recall.kind === "dataset" ? "an administrator" : "a maintainer of the model"} lifts it.`}</Notice>
        {recall.lifted && <Notice tone="allow" title={`Lifted by ${recall.lifted.by.name}`}>{recall.lifted.reason} <RelativeTime at={recall.lifted.at} /></Notice>}
      </div>
      <Touched impact={impact} show={show} cursor={cursor} hrefOf={(change) => `/recalls/${recall.id}?${new URLSearchParams(change).toString()}`} />
    </>
  );
}
