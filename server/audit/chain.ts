import { createHash } from "node:crypto";
import canonicalize from "canonicalize";

/** What the first entry names as its predecessor. */
export const genesisHash = "0".repeat(64);

/**
 * The hash of an entry: SHA-256 over the previous hash followed by the entry's canonical JSON (RFC 8785).
 * @param previousHash 64 hex digits
 * @param entry the entry without its two hashes; timestamps as ISO strings
 * @returns 64 hex digits
 */
export function entryHash(previousHash: string, entry: Record<string, unknown>): string {
  return createHash("sha256").update(previousHash).update(canonicalize(entry) ?? "").digest("hex");
}
