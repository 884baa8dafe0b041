import { DomainError } from "../errors.ts";

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
