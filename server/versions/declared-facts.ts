/** What was declared of a version as named facts, to lay it beside another. Pure; pages read versions by it as the server does. */
import type { Metadata, VersionDetail } from "./schema.ts";

/** Names and values; a nested object counts as facts of its own, `optimizer.lr`. */
export type Facts = Record<string, unknown>;

type Signature = NonNullable<Metadata["signature"]>;

/** The tensors of a signature, each by its name: `float64 [?, 2]`. */
export function signatureFacts(signature: Signature | undefined): Facts {
  const of = (side: string, tensors: Signature["inputs"]) =>
    tensors.map(({ name, type, shape }) => [`${side} ${name}`, `${type} [${shape.map((size) => (size === -1 ? "?" : size)).join(", ")}]`]);
  return signature ? Object.fromEntries([...of("input", signature.inputs), ...of("output", signature.outputs)]) : {};
}

/** Whether two signatures hold the same tensors in another order, which matters to who calls by position. */
export function isReordered(candidate: Signature | undefined, live: Signature | undefined): boolean {
  const [now, before] = [Object.keys(signatureFacts(candidate)), Object.keys(signatureFacts(live))];
  return now.length === before.length && now.every((name) => before.includes(name)) && now.some((name, index) => name !== before[index]);
}

/** The datasets, each by its role and name; of two with the same, the second is numbered. */
export function datasetFacts(datasets: Metadata["datasets"]): Facts {
  const facts: Facts = {};
  for (const { name, role, version, rows, digest, uri } of datasets) {
    const title = `${role}: ${name}`;
    const taken = Object.keys(facts).filter((key) => key === title || key.startsWith(`${title} (`)).length;
    const known = [version, rows, digest, uri].some((each) => each !== undefined);
    facts[taken === 0 ? title : `${title} (${taken + 1})`] = known ? { version, digest, rows, uri } : "named only";
  }
  return facts;
}

/** Where it comes from: the code, the command, the lock file, the run that trained it, the versions that it was made from. */
export function lineageFacts({ code, command, environmentLock, run, parents }: Pick<Metadata, "code" | "command" | "environmentLock" | "run" | "parents">): Facts {
  return { code, command, "lock file": environmentLock, run, ...Object.fromEntries((parents ?? []).map(({ relation, reference }) => [`${relation.replaceAll("-", " ")} ${reference}`, "parent"])) };
}

/** What else was declared: what it is for and what it was made with. */
export function otherFacts({ description, framework, task, tags, metadata }: Pick<VersionDetail, "description" | "framework" | "task" | "tags" | "metadata">): Facts {
  return { description, framework, task, tags: tags.toSorted().join(", ") || undefined, attributes: metadata.attributes };
}

/** Each value as it is written, under the path that leads to it. */
export function flatten(facts: Facts, prefix = ""): Map<string, string> {
  const flat = new Map<string, string>();
  for (const [name, value] of Object.entries(facts)) {
    if (value === undefined) continue;
    const path = prefix === "" ? name : `${prefix}.${name}`;
    if (isRecord(value) && Object.keys(value).length > 0) for (const [inner, text] of flatten(value, path)) flat.set(inner, text);
    else flat.set(path, written(value));
  }
  return flat;
}

/** A string as it is, all else as JSON with its keys in order. */
function written(value: unknown): string {
  if (typeof value === "string") return value;
  return JSON.stringify(value, (_, inner: unknown) =>
    isRecord(inner) ? Object.fromEntries(Object.entries(inner).toSorted(([a], [b]) => (a < b ? -1 : 1))) : inner,
  );
}

function isRecord(value: unknown): value is Facts {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
