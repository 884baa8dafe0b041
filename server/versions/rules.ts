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
