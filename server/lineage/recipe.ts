/** How a version was made, put together of what was declared with it and what lineage events have said since. */
import type { VersionDetail, VersionFile } from "../versions/schema.ts";
import { completenessOf, seedsOf } from "./completeness.ts";
import { recipeFormat, type Parent, type Recipe } from "./schema.ts";

/** What is known of a version that a recipe is made of. */
export interface Dossier {
  version: Pick<VersionDetail, "reference" | "digest" | "createdAt" | "metadata">;
  /** By path: as many as were asked for. */
  files: readonly VersionFile[];
  fileCount: number;
  /** Files that are named like a lock file, at the root or deeper. */
  lockFiles: readonly VersionFile[];
  /** What lineage events have said. */
  told: {
    data: readonly { name: string; version: string; digest: string | null; uri: string | null; role: string }[];
    code: readonly { repository: string; commit: string; dirty: boolean }[];
    runs: readonly { tracker: string; id: string; url: string | null }[];
    parents: readonly Parent[];
  };
}

/** Names of lock files, the most exact first, as patterns of the path's last part. */
export const lockNames: readonly RegExp[] = [
  /^uv\.lock$/, /^poetry\.lock$/, /^pixi\.lock$/, /^Pipfile\.lock$/, /^conda-lock\.ya?ml$/, /^renv\.lock$/, /^Cargo\.lock$/,
  /^package-lock\.json$/, /^pnpm-lock\.yaml$/, /^yarn\.lock$/, /^Manifest\.toml$/, /^requirements[A-Za-z0-9_.-]*\.(txt|lock)$/, /^environment\.ya?ml$/,
];

/** The last part of a path or an address. */
export function baseOf(path: string): string {
  return path.split(/[?#]/, 1)[0]!.split("/").at(-1) ?? "";
}

/** Makes the recipe of a version. */
export function recipeOf({ version, files, fileCount, lockFiles, told }: Dossier): Recipe {
  const { metadata, reference, digest, createdAt } = version;
  const declared = metadata.code;
  const event = told.code[0];
  const code = declared
    ? { ...declared, dirty: declared.dirty ?? false, source: "declared" as const }
    : event
      ? { ...event, source: "event" as const }
      : null;
  const known = {
    format: recipeFormat,
    reference,
    digest,
    registeredAt: createdAt,
    code,
    data: [
      ...metadata.datasets.map((each) => ({ name: each.name, version: each.version ?? null, role: each.role, rows: each.rows ?? null, digest: each.digest ?? null, uri: each.uri ?? null, source: "declared" as const })),
      ...told.data.map((each) => ({ ...each, version: each.version || null, rows: null, source: "event" as const })),
    ],
    environment: { packages: metadata.environment, lock: lockOf(metadata.environmentLock, lockFiles) },
    parameters: metadata.parameters,
    seeds: seedsOf(metadata.parameters),
    command: metadata.command ?? null,
    runs: [
      ...(metadata.run ? [{ tracker: metadata.run.tracker, id: metadata.run.id, url: metadata.run.url ?? null, source: "declared" as const }] : []),
      ...told.runs.map((run) => ({ ...run, source: "event" as const })),
    ],
    parents: [...(metadata.parents ?? []).map((parent) => ({ ...parent, source: "declared" as const })), ...told.parents.map((parent) => ({ ...parent, source: "event" as const }))],
    metrics: [
      ...Object.entries(metadata.metrics).map(([name, value]) => ({ name, value, dataset: null, slice: null })),
      ...(metadata.evaluations ?? []).flatMap(({ metric, value, series, dataset = null, slice = null }) => {
        const last = value ?? series?.at(-1)?.[1];
        return last === undefined ? [] : [{ name: metric, value: last, dataset, slice }];
      }),
    ],
    files: files.map(({ path, size, sha256 }) => ({ path, size, sha256 })),
    fileCount,
  } satisfies Omit<Recipe, "completeness" | "warnings">;
  return { ...known, completeness: completenessOf(known), warnings: warningsOf(known) };
}

function lockOf(declared: VersionDetail["metadata"]["environmentLock"], lockFiles: readonly VersionFile[]): Recipe["environment"]["lock"] {
  const held = lockFiles.find(({ path }) => path === declared?.path);
  if (held) return { path: held.path, digest: `sha256:${held.sha256}`, uri: declared?.uri ?? null };
  if (declared?.digest !== undefined || declared?.uri !== undefined) return { path: null, digest: declared.digest ?? null, uri: declared.uri ?? null };
  const rank = ({ path }: VersionFile) => lockNames.findIndex((name) => name.test(baseOf(path))) * 1000 + path.split("/").length;
  const [found] = lockFiles.toSorted((a, b) => rank(a) - rank(b));
  return found ? { path: found.path, digest: `sha256:${found.sha256}`, uri: null } : null;
}

/** Characters that do not show, or that turn the order of those that do. */
const hidden = /[\p{Cf}\p{Zl}\p{Zp}]|(?![\n\t])\p{Cc}/u;

function warningsOf({ code, command, data }: Pick<Recipe, "code" | "command" | "data">): string[] {
  const warnings: string[] = [];
  if (code?.dirty) warnings.push("The code had changes that no commit holds: the commit alone is not what was run.");
  if (command !== null && hidden.test(command)) warnings.push("The command holds characters that do not show. Look at it with `cat -v` before you run it.");
  if (code && hidden.test(code.repository)) warnings.push("The repository's address holds characters that do not show.");
  if (data.some(({ digest }) => digest === null)) warnings.push("Some of the data has no digest: that it is the same can't be verified.");
  return warnings;
}
