import { Badge } from "#app/_ui/badge.tsx";
import { Link } from "#app/_ui/link.tsx";
import { undecidedStates, type Promotion } from "#server/promotions/schema.ts";
import { datasetFacts, flatten, isReordered, lineageFacts, otherFacts, signatureFacts, type Facts } from "#server/versions/declared-facts.ts";
import type { VersionDetail } from "#server/versions/schema.ts";
import { counted } from "../../words.ts";
import { AboutButton } from "../conversation/about-button.tsx";
import { Fold } from "../fold.tsx";
import { CardPart } from "./card-part.tsx";
import { ChangedFacts, FactList } from "./changed-facts.tsx";
import { ChangedFiles } from "./changed-files.tsx";
import { ChangedTensors } from "./changed-tensors.tsx";
import { compareFacts, differing } from "./fact-changes.ts";
import { compareMetrics, type MetricRow } from "#app/(registry)/models/metric-comparison.ts";
import { MetricsPanel } from "./metrics-panel.tsx";

interface Part {
  part: string;
  title: string;
  one: string;
  of: (version: VersionDetail) => Facts;
  /** What it holds, in a few words. */
  holds: (version: VersionDetail) => string;
}

/** Each part of a version that is compared fact by fact. */
const parameters: Part = { part: "parameters", title: "Parameters", one: "parameter", of: ({ metadata }) => metadata.parameters, holds: ({ metadata }) => counted(flatten(metadata.parameters).size, "parameter") };
const declared: Part[] = [
  {
    part: "signature", title: "Signature", one: "tensor", of: ({ metadata }) => signatureFacts(metadata.signature),
    holds: ({ metadata: { signature } }) => `${counted(signature?.inputs.length ?? 0, "input")} and ${counted(signature?.outputs.length ?? 0, "output")}`,
  },
  { part: "data", title: "Data", one: "fact", of: ({ metadata }) => datasetFacts(metadata.datasets), holds: ({ metadata }) => counted(metadata.datasets.length, "dataset") },
  { part: "lineage", title: "Lineage", one: "fact", of: ({ metadata }) => lineageFacts(metadata), holds: () => "as it was declared" },
  { part: "environment", title: "Environment", one: "package", of: ({ metadata }) => metadata.environment, holds: ({ metadata }) => counted(Object.keys(metadata.environment).length, "package") },
  { part: "facts", title: "Other facts", one: "fact", of: otherFacts, holds: () => "as it was declared" },
];

/** The candidate beside what is live: what differs in full, what does not in a line. */
export function WhatChanges({ promotion }: { promotion: Promotion }) {
  const { candidate, compared, kind } = promotion;
  // What is taken out is what is live: there is nothing to compare it with.
  const live = kind === "remove" ? null : promotion.live;
  const undecided = (undecidedStates as readonly string[]).includes(promotion.state);
  const metrics = compareMetrics(candidate, live);
  const names = { candidate: `v${candidate.number}`, live: live ? `v${live.number}, ${undecided ? "live" : "before"}` : undefined };
  const reordered = live !== null && isReordered(candidate.metadata.signature, live.metadata.signature);
  const facts = [parameters, ...declared].map((part) => ({ ...part, changes: compareFacts(part.of(candidate), live ? part.of(live) : {}) })).filter(({ changes }) => changes.length > 0);
  const stays = facts.filter(({ part, changes }) => live === null || (differing(changes).length === 0 && !(part === "signature" && reordered)));
  const sameFiles = live !== null && compared.changedFiles === 0;
  const shown = (part: string) =>
    facts
      .filter((each) => each.part === part && !stays.includes(each))
      .map(({ title, one, changes }) => (
        <ChangedFacts key={part} part={part} title={title} one={one} changes={changes} names={names}>
          {part === "signature" && reordered && <p className="py-1.5 text-wait">The tensors are in another order: callers that pass them by position have to change.</p>}
        </ChangedFacts>
      ));
  return (
    <>
      <div className="-mb-3 flex flex-wrap items-center gap-x-3 gap-y-1.5">
        <h2>{headingOf(promotion, live)}</h2>
        {live && <Tally metrics={metrics} />}
        <span className="flex flex-wrap gap-x-4 sm:ms-auto">
          {live && <Link href={`/compare?versions=${live.reference},${candidate.reference}`} className="link text-ink-soft">Compare in full</Link>}
          <Link href={`/models/${candidate.model}/versions/${candidate.number}`} className="link text-ink-soft">All about v{candidate.number}</Link>
        </span>
      </div>
      <MetricsPanel rows={metrics} names={names} />
      {shown("parameters")}
      {!sameFiles && <ChangedFiles compared={compared} names={names} all={`/models/${candidate.model}/versions/${candidate.number}/files`} />}
      {live !== null && compared.changedTensors > 0 && <ChangedTensors compared={compared} names={names} />}
      {shown("signature")}
      {shown("data")}
      <CardPart card={compared.card} candidate={candidate} live={live} />
      {shown("lineage")}
      {shown("environment")}
      {shown("facts")}
      {(stays.length > 0 || sameFiles) && (
        <section aria-label={live ? "What stays" : "What it is"} className="border-t-2 border-line-strong pt-1">
          {stays.map(({ part, title, of, holds }) => (
            <Fold key={part} anchor={`part-${part}`} summary={<>{title} <span className="text-ink-soft">{live ? "the same, " : ""}{holds(candidate)}</span></>} act={<AboutButton about={part} quiet />}>
              <FactList values={[...flatten(of(candidate))].map(([name, value]) => ({ name, candidate: value }))} />
            </Fold>
          ))}
          {sameFiles && (
            <p id="part-files" className="border-b border-line py-1.5 ps-5">
              Files <span className="text-ink-soft">the same, {counted(compared.sameFiles, "file")}</span>
            </p>
          )}
        </section>
      )}
    </>
  );
}

/** What this part of the page tells, in the tense of the state. */
function headingOf({ kind, state, stage, version }: Promotion, live: VersionDetail | null): string {
  const undecided = (undecidedStates as readonly string[]).includes(state);
  if (kind === "remove") return undecided ? `v${version}, which would leave ${stage}` : state === "applied" ? `v${version}, which left ${stage}` : `v${version}, which stayed in ${stage}`;
  if (live) return `${undecided ? "What changes" : state === "applied" ? "What changed" : "What would have changed"} in ${stage}`;
  return `${undecided ? "What would be live" : state === "applied" ? "What went live" : "What would have been live"} in ${stage}`;
}

function Tally({ metrics }: { metrics: readonly MetricRow[] }) {
  const of = (verdict: MetricRow["verdict"]) => metrics.filter((row) => row.verdict === verdict).length;
  const [worse, better, different, same] = [of("worse"), of("better"), of("different"), of("same")];
  return (
    <span className="flex flex-wrap gap-1.5">
      {worse > 0 && <Badge tone="refuse" icon="warning">{counted(worse, "metric")} worse</Badge>}
      {better > 0 && <Badge tone="allow">{counted(better, "metric")} better</Badge>}
      {different > 0 && <Badge>{different} different</Badge>}
      {same > 0 && <Badge icon="equal">{same} the same</Badge>}
    </span>
  );
}
