import type { Metadata, VersionDetail } from "#server/versions/schema.ts";
import type { Facts } from "./fact-changes.ts";

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
  for (const { name, role, rows, digest, uri } of datasets) {
    const title = `${role}: ${name}`;
    const taken = Object.keys(facts).filter((key) => key === title || key.startsWith(`${title} (`)).length;
    const known = rows !== undefined || digest !== undefined || uri !== undefined;
    facts[taken === 0 ? title : `${title} (${taken + 1})`] = known ? { rows, digest, uri } : "named only";
  }
  return facts;
}

/** Where it comes from: the code, the run that trained it, the versions that it was made from. */
export function lineageFacts({ code, run, parents }: Pick<Metadata, "code" | "run" | "parents">): Facts {
  return { code, run, ...Object.fromEntries((parents ?? []).map(({ relation, reference }) => [`${relation.replaceAll("-", " ")} ${reference}`, "parent"])) };
}

/** What else was declared: what it is for and what it was made with. */
export function otherFacts({ description, framework, task, tags, metadata }: Pick<VersionDetail, "description" | "framework" | "task" | "tags" | "metadata">): Facts {
  return { description, framework, task, tags: tags.toSorted().join(", ") || undefined, attributes: metadata.attributes };
}
