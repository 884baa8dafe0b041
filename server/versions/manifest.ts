import { createHash } from "node:crypto";
import canonicalize from "canonicalize";
import type { Metadata, VersionFile } from "./schema.ts";

/**
 * A version's digest: SHA-256 over the canonical JSON (RFC 8785) of its manifest, which lists its files in the order
 * of their paths and everything that was declared of it. Tags are left out, because they may change.
 * The same files with the same facts have the same digest wherever they are registered.
 * @returns `sha256:` and 64 hex digits
 */
export function manifestDigest(files: readonly VersionFile[], metadata: Omit<Metadata, "tags">): string {
  const manifest = {
    schema: "countersign.manifest/1",
    files: files
      .map(({ path, size, sha256 }) => ({ path, size, sha256 }))
      .toSorted((one, other) => (one.path < other.path ? -1 : 1)),
    metadata,
  };
  return `sha256:${createHash("sha256").update(canonicalize(manifest) ?? "").digest("hex")}`;
}
