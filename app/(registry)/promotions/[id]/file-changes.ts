import type { VersionFile } from "#server/versions/schema.ts";

/** What became of one path on the way from the live version to the candidate. */
export interface FileChange {
  path: string;
  kind: "added" | "removed" | "changed" | "same";
  live: VersionFile | undefined;
  candidate: VersionFile | undefined;
}

/** The changes of files, told by their SHA-256; what differs first, each kind in the order of its paths. */
export function compareFiles(candidate: readonly VersionFile[], live: readonly VersionFile[]): FileChange[] {
  const ours = new Map(candidate.map((file) => [file.path, file]));
  const theirs = new Map(live.map((file) => [file.path, file]));
  const changes = [...new Set([...ours.keys(), ...theirs.keys()])].map((path): FileChange => {
    const [now, before] = [ours.get(path), theirs.get(path)];
    const kind = !before ? "added" : !now ? "removed" : now.sha256 === before.sha256 ? "same" : "changed";
    return { path, kind, live: before, candidate: now };
  });
  const order = ["changed", "added", "removed", "same"];
  return changes.toSorted((a, b) => order.indexOf(a.kind) - order.indexOf(b.kind) || (a.path < b.path ? -1 : 1));
}
