/** What is declared of a draft as it stands in the form, and as metadata. Pure. */
import { metadataObject, metadataSchema } from "#server/versions/schema.ts";
import { readScalar, writeScalar } from "./scalar.ts";

/** A row of names and values; `id` tells rows apart while they are typed. */
export interface Pair {
  id: number;
  name: string;
  value: string;
}
/** A metric, and which direction of it is declared to be the better one; empty where its name tells. */
export interface MetricRow extends Pair {
  better: string;
}
export interface DatasetRow {
  id: number;
  name: string;
  role: string;
  rows: string;
  digest: string;
  uri: string;
}
export interface ParentRow {
  id: number;
  relation: string;
  reference: string;
}

/** Everything as it was typed. */
export interface Declaration {
  description: string;
  framework: string;
  task: string;
  metrics: MetricRow[];
  parameters: Pair[];
  datasets: DatasetRow[];
  code: { repository: string; commit: string };
  environment: Pair[];
  tags: string[];
  run: { tracker: string; id: string; url: string };
  parents: ParentRow[];
  attributes: Pair[];
  /** These have no fields of their own in the form: they are kept as they are, or edited as JSON. */
  signature: unknown;
  evaluations: unknown;
  /** Of metrics that have no row. */
  directions: unknown;
}
export type Part = keyof Declaration;

export const emptyDeclaration: Declaration = {
  description: "", framework: "", task: "", metrics: [], parameters: [], datasets: [], code: { repository: "", commit: "" },
  environment: [], tags: [], run: { tracker: "", id: "", url: "" }, parents: [], attributes: [], signature: undefined, evaluations: undefined, directions: undefined,
};

export interface Fault {
  /** Where in the metadata: `metrics.auc`, `datasets.0.role`. */
  path: string;
  message: string;
}

type Json = Record<string, unknown>;

/** Keys of a trainer's metadata.json that the registry gives itself. */
const registryKeys = ["model", "version", "files"];

/**
 * Metadata as a form shows it. What is of an unexpected type is shown as it is written in JSON, so that it can be mended;
 * keys that the registry does not know become attributes.
 */
export function readDeclaration(metadata: Json): Declaration {
  const known = new Set<string>([...Object.keys(metadataObject.shape), ...registryKeys]);
  const free = Object.fromEntries(Object.entries(metadata).filter(([key]) => !known.has(key)));
  const attributes = { ...free, ...(isRecord(metadata["attributes"]) ? metadata["attributes"] : {}) };
  const code = asRecord(metadata["code"]);
  const run = asRecord(metadata["run"]);
  const directions = asRecord(metadata["directions"]);
  return {
    description: textOf(metadata["description"]),
    framework: textOf(metadata["framework"]),
    task: textOf(metadata["task"]),
    metrics: pairsOf(metadata["metrics"], textOf).map((pair) => ({ ...pair, better: textOf(Object.hasOwn(directions, pair.name) ? directions[pair.name] : undefined) })),
    parameters: pairsOf(metadata["parameters"], writeScalar),
    datasets: listOf(metadata["datasets"]).map((row, id) => ({
      id, name: textOf(row["name"]), role: textOf(row["role"]), rows: textOf(row["rows"]), digest: textOf(row["digest"]), uri: textOf(row["uri"]),
    })),
    code: { repository: textOf(code["repository"]), commit: textOf(code["commit"]) },
    environment: pairsOf(metadata["environment"], textOf),
    tags: Array.isArray(metadata["tags"]) ? metadata["tags"].map(textOf).filter(Boolean) : textOf(metadata["tags"]).split(/[\s,]+/).filter(Boolean),
    run: { tracker: textOf(run["tracker"]), id: textOf(run["id"]), url: textOf(run["url"]) },
    parents: listOf(metadata["parents"]).map((row, id) => ({ id, relation: textOf(row["relation"]), reference: textOf(row["reference"]) })),
    attributes: pairsOf(attributes, writeScalar),
    signature: metadata["signature"],
    evaluations: metadata["evaluations"],
    directions: isRecord(metadata["directions"]) ? group(Object.fromEntries(Object.entries(directions).filter(([name]) => !Object.hasOwn(asRecord(metadata["metrics"]), name)))) : metadata["directions"],
  };
}

/**
 * The metadata that a form holds, complete or not; what was left empty is left out.
 * @returns also faults that metadata can't show: values without a name, names that stand twice
 */
export function writeDeclaration(form: Declaration): { metadata: Json; faults: Fault[] } {
  const faults: Fault[] = [];
  const pairs = (part: Part, rows: readonly Pair[], read: (text: string) => unknown) => {
    const values: Json = {};
    for (const { name, value } of rows) {
      const key = name.trim();
      if (key === "" && value.trim() === "") continue;
      if (key === "") faults.push({ path: `${part}.`, message: "must have a name" });
      else if (Object.hasOwn(values, key)) faults.push({ path: `${part}.${key}`, message: "stands twice: remove one of the two" });
      else values[key] = read(value);
    }
    return isEmpty(values) ? undefined : values;
  };
  const rows = (list: readonly Json[]) => {
    const kept = list.filter((row) => !isEmpty(row));
    return kept.length === 0 ? undefined : kept;
  };
  const metadata = {
    description: given(form.description),
    framework: given(form.framework),
    task: given(form.task),
    metrics: pairs("metrics", form.metrics, readNumber),
    directions: form.directions === undefined || isRecord(form.directions) ? group({ ...asRecord(form.directions), ...Object.fromEntries(form.metrics.map(({ name, better }) => [name.trim(), name.trim() === "" ? undefined : given(better)])) }) : form.directions,
    evaluations: form.evaluations,
    parameters: pairs("parameters", form.parameters, readScalar),
    datasets: rows(form.datasets.map((row) => withoutEmpty({ name: given(row.name), role: given(row.role), rows: given(row.rows) && readNumber(row.rows), digest: given(row.digest), uri: given(row.uri) }))),
    code: group({ repository: given(form.code.repository), commit: given(form.code.commit) }),
    environment: pairs("environment", form.environment, (text) => text.trim()),
    tags: form.tags.length > 0 ? form.tags : undefined,
    signature: form.signature,
    run: group({ tracker: given(form.run.tracker), id: given(form.run.id), url: given(form.run.url) }),
    parents: rows(form.parents.map(({ relation, reference }) => (given(reference) === undefined ? {} : withoutEmpty({ relation: given(relation), reference: given(reference) })))),
    attributes: pairs("attributes", form.attributes, readFlat),
  };
  return { metadata: withoutEmpty(metadata), faults };
}

/** What is missing or wrong of metadata before it can be a version's: the registry's own rules. */
export function faultsOf(metadata: Json): Fault[] {
  // Parameters are demanded, and a model may have none.
  const { error } = metadataSchema.safeParse({ parameters: {}, ...metadata });
  return error?.issues.map(({ path, message }) => ({ path: path.map(String).join("."), message: phrase(message) })) ?? [];
}

/** zod's own messages speak of types; ours say what must be. */
function phrase(message: string): string {
  if (message.endsWith("received undefined")) return "is missing";
  return message.replace(/^Invalid input: expected (\S+), received (.*)$/, "must be a $1, and is $2");
}

/**
 * The same metadata without what the registry would refuse, so that the rest can be kept while that is mended.
 * @param refused tags that the vocabulary has not, or that one may not give
 */
export function soundPart(metadata: Json, refused: readonly string[] = []): Json {
  let kept: Json = { parameters: {}, ...structuredClone(metadata) };
  if (Array.isArray(kept["tags"])) kept["tags"] = kept["tags"].filter((tag) => !refused.includes(tag as string));
  for (let rounds = 0; rounds < 3; rounds++) {
    const { error } = metadataObject.partial().safeParse(kept);
    if (!error) break;
    for (const { path: [key, inner] } of error.issues.toReversed()) kept = without(kept, String(key), rounds === 0 ? inner : undefined);
  }
  return kept;
}

/** @param inner the entry to leave out; undefined leaves out the whole key */
function without(metadata: Json, key: string, inner: PropertyKey | undefined): Json {
  const value = metadata[key];
  const { [key]: _, ...rest } = metadata;
  if (inner === undefined || typeof value !== "object" || value === null) return rest;
  if (Array.isArray(value)) {
    const kept = value.filter((_each, at) => at !== inner);
    return kept.length === 0 ? rest : { ...rest, [key]: kept };
  }
  if (key === "code" || key === "run" || key === "signature") return rest;
  const kept = Object.fromEntries(Object.entries(value).filter(([name]) => name !== inner));
  return isEmpty(kept) ? rest : { ...rest, [key]: kept };
}

/** The faults of one part of the form, and of what is below it. */
export function faultsAt(faults: readonly Fault[], path: string): Fault[] {
  return faults.filter((fault) => fault.path === path || fault.path.startsWith(`${path}.`));
}

/** The parts that hold something, for what was taken over from another version. */
export function partsOf(metadata: Json): Part[] {
  const form = writeDeclaration(readDeclaration(metadata)).metadata;
  // Directions stand beside the metrics.
  return (Object.keys(emptyDeclaration) as Part[]).filter((part) => part !== "directions" && form[part] !== undefined);
}

function readNumber(text: string): unknown {
  const trimmed = text.trim();
  const number = trimmed === "" ? Number.NaN : Number(trimmed);
  return Number.isFinite(number) ? number : trimmed;
}

/** Attributes are flat: what would be a list or an object is kept as the text that it is. */
function readFlat(text: string): unknown {
  const value = readScalar(text);
  return typeof value === "object" ? text.trim() : value;
}

function pairsOf(value: unknown, write: (value: unknown) => string): Pair[] {
  return Object.entries(asRecord(value)).map(([name, each], id) => ({ id, name, value: write(each) }));
}

function listOf(value: unknown): Json[] {
  return Array.isArray(value) ? value.map(asRecord) : [];
}

function textOf(value: unknown): string {
  if (value === undefined || value === null) return "";
  return typeof value === "string" ? value : typeof value === "number" ? String(value) : JSON.stringify(value);
}

function given(text: string): string | undefined {
  const trimmed = text.trim();
  return trimmed === "" ? undefined : trimmed;
}

function group(values: Json): Json | undefined {
  const kept = withoutEmpty(values);
  return isEmpty(kept) ? undefined : kept;
}

function withoutEmpty(values: Json): Json {
  return Object.fromEntries(Object.entries(values).filter(([, value]) => value !== undefined));
}

function isEmpty(values: object): boolean {
  return Object.keys(values).length === 0;
}

function asRecord(value: unknown): Json {
  return isRecord(value) ? value : {};
}

function isRecord(value: unknown): value is Json {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
