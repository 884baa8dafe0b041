import Link from "next/link";
import type { ReactNode } from "react";
import { Badge } from "#app/_ui/badge.tsx";
import { Markdown } from "#app/_ui/markdown.tsx";
import { Panel } from "#app/_ui/panel.tsx";
import { Seal } from "#app/_ui/seal.tsx";
import { Timeline, type TimelineEntry } from "#app/_ui/timeline.tsx";
import type { AuditEntry } from "#server/audit/schema.ts";
import type { Promotion } from "#server/promotions/schema.ts";
import type { Review } from "#server/reviews/schema.ts";
import { verdictDeeds } from "../words.ts";
import { historyOf, type Happening } from "./history.ts";

/** Who said what, and what became of it, in order. */
export function Conversation({ promotion, log }: { promotion: Promotion; log: readonly AuditEntry[] }) {
  const story = historyOf(promotion, log);
  return (
    <Panel title="Conversation" count={promotion.reviews.length}>
      <div className="pt-2"><Timeline entries={story.map((happening, index) => entryOf(happening, index, promotion))} /></div>
    </Panel>
  );
}

function entryOf(happening: Happening, index: number, promotion: Promotion): TimelineEntry {
  const { kind, at } = happening;
  const base = { key: `${index}-${kind}`, at };
  const { version, stage, model } = promotion;
  switch (kind) {
    case "requested":
      return { ...base, icon: promotion.kind === "rollback" ? "undo" : "arrow-up", title: <><By name={happening.by} /> {promotion.kind === "rollback" ? `returned ${stage} to v${version}` : `asked that ${stage} name v${version}`}</> };
    case "evidence_changed":
      return {
        ...base, icon: "history", tone: "wait",
        title: <>The evidence changed{happening.round ? `: round ${happening.round} began` : ""}</>,
        children: <p className="text-ink-soft">{happening.because === "" ? "The stage names another version now." : `${capital(happening.because)}.`} Approvals of earlier evidence no longer count.</p>,
      };
    case "applied":
      return { ...base, icon: "deployments", tone: "allow", title: <>{stage} named <Link className="link" href={`/models/${model}/versions/${version}`}>v{version}</Link>{happening.by && <>, by the act of <By name={happening.by} /></>}</> };
    case "withdrawn":
      return { ...base, icon: "undo", title: happening.by ? <><By name={happening.by} /> withdrew it</> : "It was withdrawn" };
    case "superseded":
      return {
        ...base, icon: "arrow-right",
        title: promotion.supersededBy ? <>It was superseded by <Link className="link" href={`/promotions/${promotion.supersededBy}`}>another promotion</Link></> : "It was superseded",
      };
    default:
      return { ...base, icon: "info", title: <>It is {kind} now</> };
    case "review":
      return { ...base, key: happening.review.id, ...reviewEntry(happening.review, happening.standing, promotion) };
  }
}

type Standing = Extract<Happening, { kind: "review" }>["standing"];

function reviewEntry(review: Review, standing: Standing, promotion: Promotion): Pick<TimelineEntry, "icon" | "tone" | "title" | "children"> {
  const { verdict, reviewer, comment, evidenceDigest, round } = review;
  const stands = standing === "counts";
  const badge: ReactNode = standing === "earlier_round" && verdict !== "comment"
    ? <Badge title={`The evidence is another since round ${round}`}>of round {round}</Badge>
    : standing === "replaced" && <Badge title="A later verdict of the same reviewer counts, or the reviewer may no longer sign">no longer counts</Badge>;
  const object = verdict === "approve" ? ` v${promotion.version}` : "";
  const icons = { approve: stands ? "seal" : "history", request_changes: "stop", comment: "comment" } as const;
  return {
    icon: icons[verdict],
    tone: verdict === "request_changes" && stands ? "refuse" : verdict === "approve" && stands ? "seal" : "neutral",
    title: <span className="inline-flex flex-wrap items-center gap-x-2"><span><By name={reviewer.name} /> {verdictDeeds[verdict]}{object}</span>{badge}</span>,
    children: (
      <div className="grid gap-3">
        {comment !== "" && <div className="rounded-sm border border-line bg-surface px-3.5 py-2.5"><Markdown text={comment} /></div>}
        {verdict === "approve" && (
          <Seal digest={evidenceDigest} state={stands ? "signed" : "void"} centre={`v${promotion.version}`} detail={stands ? "the evidence that was signed" : "signed evidence that is no longer the present one"}>
            {stands ? `Signed by ${reviewer.name}` : `Lapsed: ${reviewer.name}`}
          </Seal>
        )}
      </div>
    ),
  };
}

function By({ name }: { name: string }) {
  return <span className="font-medium">{name}</span>;
}

const capital = (text: string) => `${text[0]?.toUpperCase() ?? ""}${text.slice(1)}`;
