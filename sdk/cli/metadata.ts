import { join } from "node:path";
import { InvalidArgumentError } from "commander";
import type { Metadata } from "../wire.ts";
import { readObject } from "./json-file.ts";

/** What the options of a push declare, over what the file says. */
export interface Declared {
  metadata?: string;
  metric?: Record<string, number>;
  param?: Record<string, unknown>;
  tag?: string[];
  description?: string;
  parent?: Parent[];
}

/** A version that the pushed one was made from, and how. What relations there are is for the registry to say. */
interface Parent {
  relation: string;
  /** `team/model@7`, or an address elsewhere. */
  reference: string;
}

/**
 * What is declared of a version: the metadata file, or the metadata.json of a pushed folder, and the options over it.
 * Whether it is complete is for the registry to say.
 */
export async function readMetadata(paths: readonly string[], declared: Declared): Promise<Metadata> {
  const file = declared.metadata ? await readObject(declared.metadata) : await findIn(paths);
  const metadata: Record<string, unknown> = { ...file };
  if (declared.description !== undefined) metadata["description"] = declared.description;
  if (declared.metric) metadata["metrics"] = { ...asObject(metadata["metrics"]), ...declared.metric };
  if (declared.param) metadata["parameters"] = { ...asObject(metadata["parameters"]), ...declared.param };
  if (declared.parent) metadata["parents"] = [...asArray(metadata["parents"]), ...declared.parent];
  if (declared.tag) metadata["tags"] = [...asArray(metadata["tags"]), ...declared.tag];
  return metadata as Metadata;
}

async function findIn(folders: readonly string[]): Promise<Record<string, unknown>> {
  for (const folder of folders) {
    const found = await readObject(join(folder, "metadata.json")).catch((error: unknown) => {
      const code = (error as { details?: { code?: unknown } }).details?.code;
      if (code === "ENOENT" || code === "ENOTDIR") return null;
      throw error;
    });
    if (found) return found;
  }
  return {};
}

const asObject = (value: unknown) => (typeof value === "object" && value !== null ? value : {});
const asArray = (value: unknown): unknown[] => (Array.isArray(value) ? value : []);

function split(text: string): [string, string] {
  const at = text.indexOf("=");
  if (at < 1 || at === text.length - 1) throw new InvalidArgumentError("Write it as name=value.");
  return [text.slice(0, at), text.slice(at + 1)];
}

/** Reads `auc=0.93`. */
export function gatherMetric(text: string, earlier: Record<string, number> = {}): Record<string, number> {
  const [name, value] = split(text);
  const number = Number(value);
  if (value.trim() === "" || !Number.isFinite(number)) throw new InvalidArgumentError(`${JSON.stringify(value)} is not a number, as in auc=0.93.`);
  return { ...earlier, [name]: number };
}

/** Reads `max_depth=6`: a value that is JSON is taken as such, and any other as text. */
export function gatherParameter(text: string, earlier: Record<string, unknown> = {}): Record<string, unknown> {
  const [name, value] = split(text);
  try {
    return { ...earlier, [name]: JSON.parse(value) as unknown };
  } catch {
    return { ...earlier, [name]: value };
  }
}

/** Reads `fine-tuned-from=team/model@7`. */
export function gatherParent(text: string, earlier: readonly Parent[] = []): Parent[] {
  const [relation, reference] = split(text);
  return [...earlier, { relation, reference }];
}
