import { DomainError } from "../errors.ts";
import { metadataExample, metadataSchema, type Metadata } from "./schema.ts";

/** The path by which two files are taken for the same on a file system that ignores case. */
export function pathKey(path: string): string {
  return path.normalize("NFC").toLowerCase();
}

/** The first of the paths that folds to the same key as one before it. */
export function findTwin(paths: readonly string[]): string | undefined {
  const seen = new Set<string>();
  return paths.find((path) => seen.size === seen.add(pathKey(path)).size);
}

/** A file of the paths that stands where another one needs a folder: `a` beside `a/b`. */
export function findFolderClash(paths: readonly string[]): string | undefined {
  const folders = new Set<string>();
  for (const key of paths.map(pathKey)) {
    for (let at = key.indexOf("/"); at > 0 && !folders.has(key.slice(0, at)); at = key.indexOf("/", at + 1)) folders.add(key.slice(0, at));
  }
  return paths.find((path) => folders.has(pathKey(path)));
}

/** How many files a version can have. */
export const mostFiles = 100_000;

/**
 * The next number of a model's versions.
 * @param lastNumber the newest number given; 0 before the first
 * @param expected the number that the caller wants to get, when they care
 * @throws DomainError version_exists, when that number is taken; version_number, when it would leave a gap
 */
export function nextNumber(model: string, lastNumber: number, expected: number | undefined): number {
  const next = lastNumber + 1;
  if (expected === undefined || expected === next) return next;
  const details = { model, expected, next };
  if (expected <= lastNumber) {
    throw new DomainError(
      "version_exists",
      `${model}@${expected} exists already, and versions are never overwritten. ` +
        `Leave the version number out to register this as version ${next}.`,
      details,
    );
  }
  throw new DomainError(
    "version_number",
    `The next version of ${model} is ${next}, not ${expected}. Leave the version number out, or give ${next}.`,
    details,
  );
}

/** What of a draft's metadata is missing or wrong: the path in it, and the end of a sentence that begins with the path. */
export function metadataFaults(metadata: unknown): { path: string; message: string }[] {
  const { success, error } = metadataSchema.safeParse(metadata);
  if (success) return [];
  return error.issues.map(({ path, message }) => ({
    path: path.map(String).join("."),
    message: message.endsWith("received undefined") ? "is missing" : message,
  }));
}

/**
 * The metadata of a draft that is to become a version.
 * @throws DomainError metadata_incomplete, which lists what is missing
 */
export function requireComplete(metadata: unknown): Metadata {
  const faults = metadataFaults(metadata);
  if (faults.length === 0) return metadataSchema.parse(metadata);
  const shown = faults.slice(0, 8).map(({ path, message }) => `metadata.${path} ${message}.`);
  throw new DomainError(
    "metadata_incomplete",
    `${shown.join(" ")} Complete what is declared of this draft, then try again. A complete example: ${JSON.stringify(metadataExample)}`,
    { issues: faults, missing: faults.map(({ path }) => `metadata.${path}`), example: metadataExample },
  );
}
