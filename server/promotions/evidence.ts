import { createHash } from "node:crypto";
import canonicalize from "canonicalize";

/**
 * What an approval is of: SHA-256 over the canonical JSON (RFC 8785) of what the stage would move to and from. A
 * version's digest covers its files and all that was declared of it, so that nothing of it can change unseen.
 * @param evidence.candidate digest of the version to go live
 * @param evidence.baseline digest of the version that it replaces; null when it is the stage's first
 * @param evidence.round what was signed in one round does not count in another, even when the stage has come back
 * @returns `sha256:` and 64 hex digits
 */
export function evidenceDigest(evidence: {
  model: string;
  stage: string;
  candidate: string;
  candidateNumber: number;
  baseline: string | null;
  baselineNumber: number | null;
  round: number;
}): string {
  const canonical = canonicalize({ schema: "countersign.evidence/1", ...evidence }) ?? "";
  return `sha256:${createHash("sha256").update(canonical).digest("hex")}`;
}
