/** Promotions to try decisions on: an ordinary one, of which a test changes what it is about. */
import type { Report } from "../checks/schema.ts";
import type { MergedRules, Rules } from "../policies/schema.ts";
import { complete } from "../policies/strictest.ts";
import type { Facts, Viewer } from "./evaluate.ts";
import type { Signature } from "./standing.ts";

export const now = new Date("2026-05-04T12:00:00Z");

/** So many hours after the sample's instant. */
export function later(hours: number): Date {
  return new Date(now.getTime() + hours * 60 * 60 * 1000);
}

export const metadata: Facts["candidate"]["metadata"] = {
  description: "Flags payments that are likely to be fraud.",
  framework: "scikit-learn",
  task: "classification",
  metrics: { auc: 0.93, latency: 12 },
  parameters: { depth: 6 },
  datasets: [{ name: "transactions", role: "training", digest: `sha256:${"a".repeat(64)}` }],
  code: { repository: "https://example.com/fraud", commit: "abc123" },
  environment: { python: "3.13" },
  attributes: { owner: "risk" },
};

export const person = (name: string) => ({ id: name.toLowerCase(), name });

/** A verdict of yesterday on the present evidence, by a reviewer of the team. */
export function signature(name: string, verdict: Signature["verdict"] = "approve", change: Partial<Signature> = {}): Signature {
  return { reviewer: person(name), verdict, evidenceDigest: "now", at: later(-24), entitled: true, dismissed: false, role: "reviewer", teams: ["risk"], ...change };
}

export function report(status: Report["status"], change: Partial<Report> = {}): Report {
  return { id: "1", check: "bias", status, summary: "", url: null, numbers: {}, run: null, by: person("Robot"), at: now.toISOString(), ...change };
}

/** One that Rex has requested of a version that Ann has made. */
export function facts(change: Partial<Facts> = {}): Facts {
  return {
    now,
    kind: "promote",
    state: "open",
    stage: "production",
    team: "risk",
    requester: person("Rex"),
    author: person("Ann"),
    makers: [],
    evidenceDigest: "now",
    roundAt: later(-48),
    notBefore: null,
    candidate: { metadata, hasCard: true, scan: { files: 2, pending: 0, runsCode: 0, mayRunCode: 0, unreadable: 0, damaged: 0 } },
    live: { number: 1, metadata },
    stays: [],
    reports: new Map(),
    reviews: [],
    openThreads: 0,
    recalls: [],
    deploying: null,
    ...change,
  };
}

/** The same with other metrics of the candidate. */
export function withMetrics(metrics: Record<string, number>, change: Partial<Facts> = {}): Facts {
  const given = facts(change);
  return { ...given, candidate: { ...given.candidate, metadata: { ...metadata, metrics } } };
}

export function rules(given: Rules = {}): MergedRules {
  return complete(given);
}

/** Somebody who may do everything. */
export function viewer(name: string, change: Partial<Viewer> = {}): Viewer {
  return { id: name.toLowerCase(), maySign: true, mayApply: true, mayDismiss: true, mayResolve: true, ...change };
}
