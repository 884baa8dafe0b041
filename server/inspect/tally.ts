import { Damaged } from "./source.ts";
import { most, type Inspection, type Tensor } from "./schema.ts";
import { clean, quoted } from "./text.ts";

/**
 * The product of a shape.
 * @throws Damaged when it, or a size in it, is past 2^53, which no file holds
 */
export function elementsOf(shape: readonly number[], name: string): number {
  const isCountable = shape.every(Number.isSafeInteger);
  const elements = shape.includes(0) ? 0 : shape.reduce((product, size) => product * size, 1);
  if (isCountable && Number.isSafeInteger(elements)) return elements;
  throw new Damaged(`The tensor ${quoted(name)} has more elements than any file can hold.`);
}

/** Adds up tensors and lists the first of them. */
export class Tally {
  readonly tensors: Tensor[] = [];
  count = 0;
  parameters = 0;
  readonly #dtypes = new Map<string, { tensors: number; parameters: number }>();

  /** @throws Damaged when the shape can't be one, or all are more than 2^53 elements */
  add(tensor: Tensor): void {
    if (tensor.shape.length > most.dimensions) {
      throw new Damaged(`The tensor ${quoted(tensor.name)} has ${tensor.shape.length} dimensions; at most ${most.dimensions} are expected.`);
    }
    this.count += 1;
    this.parameters += tensor.parameters;
    if (!Number.isSafeInteger(this.parameters)) throw new Damaged("The tensors have more elements than any file can hold.");
    const sum = this.#dtypes.get(tensor.dtype) ?? { tensors: 0, parameters: 0 };
    sum.tensors += 1;
    sum.parameters += tensor.parameters;
    this.#dtypes.set(tensor.dtype, sum);
    if (this.tensors.length < most.tensors) this.tensors.push({ ...tensor, name: clean(tensor.name) });
  }

  /** Those with the most parameters first. */
  get dtypes(): Inspection["dtypes"] {
    return [...this.#dtypes]
      .map(([dtype, sum]) => ({ dtype, ...sum }))
      .toSorted((one, other) => other.parameters - one.parameters || (one.dtype < other.dtype ? -1 : 1));
  }
}
