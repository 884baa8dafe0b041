import { demandId } from "../policies/demands.ts";
import type { CheckDemand } from "../policies/schema.ts";
import type { Scan } from "../promotions/schema.ts";
import type { Metadata } from "../versions/schema.ts";
import type { Outcome, OutcomeStatus, Report } from "./schema.ts";
import { incompatibilities } from "./signature.ts";

const hour = 60 * 60 * 1000;

/** A time that the candidate was live in a stage. */
export interface Stay {
  stage: string;
  from: Date;
  /** Null while it still is. */
  until: Date | null;
}

/** What automatic checks look at. */
export interface CheckedFacts {
  now: Date;
  candidate: {
    metadata: Omit<Metadata, "tags">;
    hasCard: boolean;
    scan: Scan;
  };
  /** The version that the stage names; null when it names none. */
  live: { number: number; metadata: Omit<Metadata, "tags"> } | null;
  stays: readonly Stay[];
  /** The last report of each external check. */
  reports: ReadonlyMap<string, Report>;
}

type Finding = Pick<Outcome, "title" | "status" | "why"> & Partial<Pick<Outcome, "findings" | "report">>;

/**
 * How a version stands to the automatic demands of a policy. What is missing, or can't be compared, fails.
 * @param enforced whether the demands count, or are only tried
 */
export function outcomesOf(demands: readonly CheckDemand[], facts: CheckedFacts, enforced: boolean): Outcome[] {
  return demands.map((demand) => ({ findings: [], report: null, ...findingOf(demand, facts), id: demandId(demand), enforced }));
}

function findingOf(demand: CheckDemand, facts: CheckedFacts): Finding {
  switch (demand.kind) {
    case "metric":
      return bounded(demand, facts);
    case "metric_vs_live":
      return noWorse(demand, facts);
    case "metadata":
      return declared(demand.keys, facts);
    case "card":
      return facts.candidate.hasCard
        ? { title: "Model card", status: "passed", why: "It has a card." }
        : { title: "Model card", status: "missing", why: "It has no card: there is no README.md among the files, and nobody has written one." };
    case "lineage":
      return traced(facts);
    case "files_verified":
      return verified(facts);
    case "safe_serialization":
      return safe(facts);
    case "signature_compatible":
      return compatible(facts);
    case "soak":
      return soaked(demand, facts);
    case "external":
      return reported(demand.name, facts);
  }
}

function bounded({ metric, atLeast, atMost }: Extract<CheckDemand, { kind: "metric" }>, { candidate }: CheckedFacts): Finding {
  const bounds = [atLeast === undefined ? [] : `at least ${atLeast}`, atMost === undefined ? [] : `at most ${atMost}`].flat().join(" and ");
  const title = `${metric} ${bounds}`;
  const value = metricOf(candidate.metadata, metric);
  if (value === undefined) return { title, status: "missing", why: `The version declares no metric ${metric}.` };
  const holds = (atLeast === undefined || value >= atLeast) && (atMost === undefined || value <= atMost);
  return { title, status: holds ? "passed" : "failed", why: `${metric} is ${value}${holds ? "" : `, and has to be ${bounds}`}.` };
}

function noWorse({ metric, better, tolerance }: Extract<CheckDemand, { kind: "metric_vs_live" }>, { candidate, live }: CheckedFacts): Finding {
  const title = `${metric} no worse than live${tolerance > 0 ? ` by more than ${tolerance}` : ""}`;
  const value = metricOf(candidate.metadata, metric);
  if (value === undefined) return { title, status: "missing", why: `The version declares no metric ${metric}.` };
  if (!live) return { title, status: "passed", why: `Nothing is live yet; ${metric} is ${value}.` };
  const before = metricOf(live.metadata, metric);
  if (before === undefined) return { title, status: "passed", why: `v${live.number}, which is live, declares no ${metric}; here it is ${value}.` };
  const loss = better === "higher" ? before - value : value - before;
  // What is written in decimals is compared in decimals: 0.9 − 0.85 is not more than 0.05.
  const holds = loss <= tolerance + Math.max(Math.abs(before), Math.abs(value), tolerance) * 1e-12;
  const sign = value >= before ? "+" : "−";
  return { title, status: holds ? "passed" : "failed", why: `${metric} is ${value}, and ${before} in v${live.number}, which is live (${sign}${Number(Math.abs(value - before).toPrecision(4))}).` };
}

function metricOf(metadata: CheckedFacts["candidate"]["metadata"], name: string): number | undefined {
  const value = Object.hasOwn(metadata.metrics, name) ? metadata.metrics[name] : undefined;
  return value !== undefined && Number.isFinite(value) ? value : undefined;
}

function declared(keys: readonly string[], { candidate }: CheckedFacts): Finding {
  const missing = keys.filter((key) => isEmpty(valueAt(candidate.metadata, key)));
  return {
    title: "Required metadata",
    status: missing.length === 0 ? "passed" : "missing",
    why: missing.length === 0 ? `${keys.join(", ")}: declared.` : `${missing.length} of ${keys.length} keys hold nothing.`,
    findings: missing.map((key) => `${key} is missing`),
  };
}

/** What lies under a path such as `code.commit`; a key that holds dots itself is found as well. */
function valueAt(from: unknown, path: string): unknown {
  if (typeof from !== "object" || from === null) return undefined;
  if (Object.hasOwn(from, path)) return (from as Record<string, unknown>)[path];
  for (let dot = path.indexOf("."); dot > 0; dot = path.indexOf(".", dot + 1)) {
    const head = path.slice(0, dot);
    if (!Object.hasOwn(from, head)) continue;
    const found = valueAt((from as Record<string, unknown>)[head], path.slice(dot + 1));
    if (found !== undefined) return found;
  }
  return undefined;
}

function isEmpty(value: unknown): boolean {
  if (value === undefined || value === null) return true;
  if (typeof value === "string") return value.trim() === "";
  if (Array.isArray(value)) return value.length === 0;
  return typeof value === "object" && Object.keys(value).length === 0;
}

function traced({ candidate: { metadata } }: CheckedFacts): Finding {
  const findings = [
    ...metadata.datasets.filter(({ digest }) => digest === undefined).map(({ name }) => `the dataset ${name} has no digest`),
    ...(metadata.code === undefined ? ["the code's repository and commit are missing"] : []),
    ...(Object.keys(metadata.environment).length === 0 ? ["the environment is missing"] : []),
  ];
  const complete = findings.length === 0;
  return { title: "Complete lineage", status: complete ? "passed" : "missing", why: complete ? "Datasets, code and environment are known." : "It can't be made again from what is known.", findings };
}

function verified({ candidate: { scan } }: CheckedFacts): Finding {
  const title = "Files verified";
  if (scan.damaged > 0) return { title, status: "failed", why: `The stored bytes of ${files(scan.damaged)} are damaged.` };
  if (scan.unreadable > 0) return { title, status: "failed", why: `${files(scan.unreadable)} can't be read as what ${scan.unreadable === 1 ? "it claims" : "they claim"} to be.` };
  if (scan.pending > 0) return { title, status: "pending", why: `${files(scan.pending)} of ${scan.files} still to be looked into.` };
  return { title, status: "passed", why: `${files(scan.files)} looked into, none damaged.` };
}

function safe({ candidate: { scan } }: CheckedFacts): Finding {
  const title = "Safe serialization";
  if (scan.runsCode > 0) return { title, status: "failed", why: `Loading ${files(scan.runsCode)} runs code.` };
  if (scan.mayRunCode > 0) return { title, status: "failed", why: `Loading ${files(scan.mayRunCode)} may run code: pickles, and formats that can't be looked into.` };
  if (scan.pending > 0) return { title, status: "pending", why: `${files(scan.pending)} of ${scan.files} still to be looked into.` };
  return { title, status: "passed", why: "No file can run code when it is loaded." };
}

function files(count: number): string {
  return count === 1 ? "1 file" : `${count} files`;
}

function compatible({ candidate, live }: CheckedFacts): Finding {
  const title = "Signature compatible with live";
  if (!candidate.metadata.signature) return { title, status: "missing", why: "The version declares no signature." };
  if (!live) return { title, status: "passed", why: "Nothing is live yet." };
  if (!live.metadata.signature) return { title, status: "passed", why: `v${live.number}, which is live, declares no signature.` };
  const findings = incompatibilities(candidate.metadata.signature, live.metadata.signature);
  return findings.length === 0
    ? { title, status: "passed", why: `Callers of v${live.number} can call it.` }
    : { title, status: "failed", why: `Callers of v${live.number} would break.`, findings };
}

function soaked({ stage, hours }: Extract<CheckDemand, { kind: "soak" }>, { now, stays }: CheckedFacts): Finding {
  const title = `${hours} hours in ${stage}`;
  const spent = stays.filter((stay) => stay.stage === stage).reduce((sum, { from, until }) => sum + Math.max(0, (until ?? now).getTime() - from.getTime()), 0);
  if (spent >= hours * hour) return { title, status: "passed", why: `It has been live in ${stage} for ${inHours(spent)}.` };
  const isThere = stays.some((stay) => stay.stage === stage && stay.until === null);
  if (isThere) return { title, status: "pending", why: `It has been live in ${stage} for ${inHours(spent)} so far.` };
  return { title, status: "missing", why: spent === 0 ? `It was never live in ${stage}.` : `It was live in ${stage} for ${inHours(spent)}, and is not any more.` };
}

function inHours(milliseconds: number): string {
  const hours = milliseconds / hour;
  return `${hours < 10 ? Math.floor(hours * 10) / 10 : Math.floor(hours)} hours`;
}

/** When a soak time that is running will be over; null for anything else. */
export function soakedAt(demand: CheckDemand, { now, stays }: Pick<CheckedFacts, "now" | "stays">): Date | null {
  if (demand.kind !== "soak") return null;
  const there = stays.filter((stay) => stay.stage === demand.stage);
  if (!there.some((stay) => stay.until === null)) return null;
  const spent = there.reduce((sum, { from, until }) => sum + Math.max(0, (until ?? now).getTime() - from.getTime()), 0);
  const left = demand.hours * hour - spent;
  return left > 0 ? new Date(now.getTime() + left) : null;
}

const reportWords: Record<Report["status"], { status: OutcomeStatus; why: string }> = {
  queued: { status: "pending", why: "It is waiting to be run." },
  running: { status: "pending", why: "It is being run." },
  passed: { status: "passed", why: "It passed." },
  failed: { status: "failed", why: "It failed." },
};

function reported(name: string, { reports }: CheckedFacts): Finding {
  const report = reports.get(name);
  if (!report) return { title: name, status: "missing", why: "Nobody has reported it yet." };
  const { status, why } = reportWords[report.status];
  return { title: name, status, why: report.summary || why, report };
}
