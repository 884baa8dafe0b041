import { createHash } from "node:crypto";
import canonicalize from "canonicalize";
import type { Report } from "../checks/schema.ts";
import type { Metadata } from "../versions/schema.ts";
import type { Evidence, PromotionKind } from "./schema.ts";

/** What goes into the evidence. */
export interface EvidenceFacts {
  model: string;
  stage: string;
  kind: PromotionKind;
  round: number;
  candidate: {
    number: number;
    /** Digest of the manifest: of every file, and of all that was declared. */
    digest: string;
    metadata: Omit<Metadata, "tags">;
    /** SHA-256 of the card as it is shown: of its last revision; null where there is none. */
    card: string | null;
    /** What was found in the files' headers, in one digest. */
    scan: string;
  };
  /** The version that would be replaced; null when it is the stage's first. */
  baseline: { number: number; digest: string } | null;
  /** The last reports of the checks that the policy names. */
  reports: readonly Pick<Report, "check" | "status" | "numbers" | "summary">[];
}

/**
 * What an approval is of: SHA-256 over the canonical JSON (RFC 8785) of the manifest's digest, the card, metrics,
 * parameters, lineage, scan and check results, and the baseline. What was signed in one round does not count in another,
 * even when everything has come back to what it was. A check that is only queued or running is as if nobody had reported.
 * @returns the digest, `sha256:` and 64 hex digits, and its parts, by which a change can be named
 */
export function evidenceOf({ candidate, baseline, reports, ...target }: EvidenceFacts): Evidence {
  const { metrics, parameters, datasets, code, run, parents, environment } = candidate.metadata;
  const checks = reports
    .filter(({ status }) => status === "passed" || status === "failed")
    .map(({ check, status, numbers, summary }) => ({ check, status, numbers, summary }))
    .toSorted((one, other) => (one.check < other.check ? -1 : 1));
  const parts = [
    { name: "version", value: candidate.digest },
    { name: "card", value: candidate.card ?? "none" },
    { name: "metrics", value: digestOf(metrics) },
    { name: "parameters", value: digestOf(parameters) },
    { name: "lineage", value: digestOf({ datasets, code, run, parents, environment }) },
    { name: "scan", value: candidate.scan },
    { name: "checks", value: digestOf(checks) },
    { name: "live", value: baseline?.digest ?? "none" },
  ];
  const numbers = { candidateNumber: candidate.number, baselineNumber: baseline?.number ?? null };
  return { digest: digestOf({ schema: "countersign.evidence/2", ...target, ...numbers, parts: Object.fromEntries(parts.map(({ name, value }) => [name, value])) }), parts };
}

function digestOf(value: unknown): string {
  return `sha256:${createHash("sha256").update(canonicalize(value) ?? "null").digest("hex")}`;
}
