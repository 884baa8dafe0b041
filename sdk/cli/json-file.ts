import { readFile } from "node:fs/promises";
import { fileFailure } from "../errors.ts";

/**
 * Reads a file that holds one JSON object.
 * @throws CountersignError file_failed; Error, which says what is wrong with its JSON
 */
export async function readObject(path: string): Promise<Record<string, unknown>> {
  const text = await readFile(path, "utf8").catch((error: unknown) => {
    throw fileFailure(path, error);
  });
  let parsed: unknown;
  try {
    parsed = JSON.parse(text);
  } catch (error) {
    throw new Error(`${path} is not valid JSON: ${(error as Error).message}`, { cause: error });
  }
  if (typeof parsed !== "object" || parsed === null || Array.isArray(parsed)) throw new Error(`${path} must hold one JSON object.`);
  return parsed as Record<string, unknown>;
}
