import { hash as digest } from "node:crypto";
import canonicalize from "canonicalize";

/** What the first entry names as its predecessor. */
export const genesisHash = "0".repeat(64);

/** The form that entries are written in now: what of an entry its hash covers. */
export const currentForm = 2;

/** What an entry holds beside its place in the chain. */
export interface EntryFacts {
  seq: number;
  /** ISO 8601, to the millisecond. */
  at: string;
  actorId: string;
  actorName: string;
  credential: string;
  onBehalfOf: string | null;
  address: string;
  userAgent: string;
  requestId: string;
  action: string;
  modelId: string | null;
  target: string;
  outcome: string;
  reason: string | null;
  details: Record<string, unknown>;
  form: number;
}

export interface ChainedEntry extends EntryFacts {
  previousHash: string;
  hash: string;
}

/**
 * The hash of an entry: SHA-256 over the previous hash followed by the entry's canonical JSON (RFC 8785).
 * Form 2 covers every field but the two hashes; form 1, of older entries, leaves out `onBehalfOf`, `userAgent`, `outcome`,
 * `reason` and `form`.
 * @param previousHash 64 hex digits
 * @returns 64 hex digits
 */
export function entryHash(previousHash: string, facts: EntryFacts): string {
  const { seq, at, actorId, actorName, credential, onBehalfOf, address, userAgent, requestId, action, modelId, target, outcome, reason, details, form } = facts;
  const first = { seq, at, actorId, actorName, credential, address, requestId, action, modelId, target, details };
  const covered = form === 1 ? first : { ...first, onBehalfOf, userAgent, outcome, reason, form };
  return digest("sha256", previousHash + (canonicalize(covered) ?? ""));
}

/**
 * What the hash of a new entry covers behind the previous hash, cut where its time and its number will stand: canonical JSON orders
 * its names, and these two are known only to whoever holds the lock of the record.
 * @returns the text before the time, between time and number, and behind the number
 */
export function aroundPlace(facts: Omit<EntryFacts, "seq" | "at">): [string, string, string] {
  const { actorId, actorName, credential, onBehalfOf, address, userAgent, requestId, action, modelId, target, outcome, reason, details, form } = facts;
  const written = (part: object) => (canonicalize(part) ?? "").slice(1, -1);
  return [
    `{${written({ action, actorId, actorName, address })},"at":"`,
    `",${written({ credential, details, form, modelId, onBehalfOf, outcome, reason, requestId })},"seq":`,
    `,${written({ target, userAgent })}}`,
  ];
}

/**
 * Whether entries follow each other, and the one before them.
 * @param previous what comes before the first; seq 0 with the genesis hash before all
 * @returns the number of the first that does not; null when all do
 */
export function firstBreak(entries: readonly ChainedEntry[], previous: { seq: number; hash: string }): number | null {
  let { seq, hash } = previous;
  for (const { previousHash, hash: own, ...facts } of entries) {
    seq++;
    if (facts.seq !== seq || previousHash !== hash || entryHash(previousHash, facts) !== own) return seq;
    hash = own;
  }
  return null;
}
