import Link from "next/link";
import { Badge } from "#app/_ui/badge.tsx";
import { undecidedStates, type Promotion, type PromotionState } from "#server/promotions/schema.ts";
import { counted } from "../words.ts";
import { ChangedFiles } from "./changed-files.tsx";
import { ChangedFacts, FactList } from "./changed-facts.tsx";
import { datasetFacts, isReordered, otherFacts, signatureFacts } from "./declared-facts.ts";
import { compareFacts, differing, flatten, type Facts } from "./fact-changes.ts";
import { compareFiles } from "./file-changes.ts";
import { Fold } from "./fold.tsx";
import { compareMetrics, type MetricRow } from "./metric-comparison.ts";
import { MetricsPanel } from "./metrics-panel.tsx";
import type { Whole } from "./read-promotion.ts";

/** Each part of a version that is compared fact by fact. */
const parts: { title: string; one: string; of: (version: Whole) => Facts; holds: (version: Whole) => string }[] = [
  { title: "Parameters", one: "parameter", of: ({ metadata }) => metadata.parameters, holds: ({ metadata }) => counted(flatten(metadata.parameters).size, "parameter") },
  {
    title: "Signature", one: "tensor", of: ({ metadata }) => signatureFacts(metadata.signature),
    holds: ({ metadata: { signature } }) => `${counted(signature?.inputs.length ?? 0, "input")} and ${counted(signature?.outputs.length ?? 0, "output")}`,
  },
  { title: "Datasets", one: "fact", of: ({ metadata }) => datasetFacts(metadata.datasets), holds: ({ metadata }) => counted(metadata.datasets.length, "dataset") },
  { title: "Environment", one: "package", of: ({ metadata }) => metadata.environment, holds: ({ metadata }) => counted(Object.keys(metadata.environment).length, "package") },
  { title: "Other facts", one: "fact", of: otherFacts, holds: () => "as it was declared" },
];

const tenseOf = (state: PromotionState) => (state === "applied" ? "past" : (undecidedStates as readonly string[]).includes(state) ? "present" : "unreal");
const changeTitles = { present: "What changes", past: "What changed", unreal: "What would have changed" };
const firstTitles = { present: "What would be live", past: "What went live", unreal: "What would have been live" };

/** The candidate beside what is live: what differs in full, what does not in a line. */
export function WhatChanges({ candidate, live, promotion }: { candidate: Whole; live: Whole | null; promotion: Pick<Promotion, "state" | "stage"> }) {
  const metrics = compareMetrics(candidate.metrics, live?.metrics);
  const files = compareFiles(candidate.listed, live?.listed ?? []);
  const names = { candidate: `v${candidate.number}`, live: live ? `v${live.number}, ${promotion.state === "open" ? "live" : "before"}` : undefined };
  const compared = parts.map((part) => ({ ...part, changes: compareFacts(part.of(candidate), live ? part.of(live) : {}) }));
  const reordered = live !== null && isReordered(candidate.metadata.signature, live.metadata.signature);
  const partial = candidate.partial || (live?.partial ?? false);
  const sameFiles = live !== null && !partial && differing(files).length === 0;
  const stays = live ? compared.filter(({ title, changes }) => changes.length > 0 && differing(changes).length === 0 && !(title === "Signature" && reordered)) : [];
  const moves = compared.filter((part) => part.changes.length > 0 && !stays.includes(part));
  return (
    <>
      <div className="-mb-3 flex flex-wrap items-center gap-x-3 gap-y-1.5">
        <h2>{(live ? changeTitles : firstTitles)[tenseOf(promotion.state)]} in {promotion.stage}</h2>
        {live && <Tally metrics={metrics} />}
        <Link href={`/models/${candidate.model}/versions/${candidate.number}`} className="link text-ink-soft sm:ms-auto">Card and use of v{candidate.number}</Link>
      </div>
      <MetricsPanel rows={metrics} names={names} />
      {moves.map(({ title, one, changes }) =>
        live ? (
          <ChangedFacts key={title} title={title} one={one} changes={changes} names={names}>
            {title === "Signature" && reordered && <p className="py-1.5 text-wait">The tensors are in another order: callers that pass them by position have to change.</p>}
          </ChangedFacts>
        ) : (
          <FactList key={title} title={title} values={changes} />
        ),
      )}
      {!sameFiles && <ChangedFiles changes={files} names={names} partial={partial} />}
      {(stays.length > 0 || sameFiles) && (
        <section aria-label="What stays" className="border-t-2 border-line-strong pt-1">
          {stays.map(({ title, of, holds }) => (
            <Fold key={title} summary={<>{title} <span className="text-ink-soft">the same, {holds(candidate)}</span></>}>
              <FactList values={[...flatten(of(candidate))].map(([name, value]) => ({ name, candidate: value }))} />
            </Fold>
          ))}
          {sameFiles && (
            <Fold summary={<>Files <span className="text-ink-soft">the same, {counted(files.length, "file")}</span></>}>
              <FactList values={files.map((file) => ({ name: file.path, candidate: `sha256:${file.candidate?.sha256 ?? ""}` }))} />
            </Fold>
          )}
        </section>
      )}
    </>
  );
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
