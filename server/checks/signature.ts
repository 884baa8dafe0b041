/** Whether callers of one version can call another: what it takes and gives, compared field by field. */
import type { Metadata } from "../versions/schema.ts";

type Signature = NonNullable<Metadata["signature"]>;
type Field = Signature["inputs"][number];

/**
 * What would break for those who call `live` when `candidate` takes its place: an input that is new, gone or of another
 * type or shape, and an output that is gone or of another type or shape. A size that varies (−1) in the candidate takes any
 * size; one that varied and is fixed now does not. Outputs that are new break nothing.
 * @returns a sentence for each, none when it is compatible
 */
export function incompatibilities(candidate: Signature, live: Signature): string[] {
  return [
    ...compare("input", candidate.inputs, live.inputs, accepts),
    ...candidate.inputs.filter(({ name }) => !live.inputs.some((field) => field.name === name)).map(({ name }) => `the input ${name} is new, and callers do not give it`),
    ...compare("output", candidate.outputs, live.outputs, (now, before) => accepts(before, now)),
  ];
}

function compare(what: string, candidate: readonly Field[], live: readonly Field[], fits: (now: readonly number[], before: readonly number[]) => boolean): string[] {
  return live.flatMap((before) => {
    const now = candidate.find(({ name }) => name === before.name);
    if (!now) return [`the ${what} ${before.name} is gone`];
    if (now.type !== before.type) return [`the ${what} ${before.name} is ${now.type}, and was ${before.type}`];
    return fits(now.shape, before.shape) ? [] : [`the ${what} ${before.name} has the shape ${written(now.shape)}, and had ${written(before.shape)}`];
  });
}

/** Whether a shape takes whatever the other one does. */
function accepts(wider: readonly number[], narrower: readonly number[]): boolean {
  return wider.length === narrower.length && wider.every((size, at) => size === -1 || size === narrower[at]);
}

function written(shape: readonly number[]): string {
  return `[${shape.map((size) => (size === -1 ? "any" : size)).join(", ")}]`;
}
