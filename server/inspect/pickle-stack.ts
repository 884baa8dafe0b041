import { Tuple, type Value } from "./pickle-values.ts";
import { Damaged } from "./source.ts";

/** The stack of a pickle, with its marks: what lies below the last mark can't be reached. */
export class PickleStack {
  readonly #values: Value[] = [];
  /** How high the stack was at each mark. */
  readonly #marks: number[] = [];

  push(value: Value): void {
    this.#values.push(value);
  }

  /** @throws Damaged when there is nothing to take, as all that take do */
  pop(): Value {
    const value = this.top();
    this.#values.length -= 1;
    return value;
  }

  top(): Value {
    const value = this.#values.length > this.#fence ? this.#values.at(-1) : undefined;
    if (value === undefined) throw underflow();
    return value;
  }

  /** The two values on top, the lower first, which stay there. */
  topTwo(): [Value, Value] {
    const [lower, upper] = this.#values.slice(-2);
    if (lower === undefined || upper === undefined || this.#values.length - 2 < this.#fence) throw underflow();
    return [lower, upper];
  }

  popTuple(size: number): Tuple {
    if (this.#values.length - size < this.#fence) throw underflow();
    const items = this.#values.slice(-size);
    this.#values.length -= size;
    return new Tuple(items);
  }

  mark(): void {
    this.#marks.push(this.#values.length);
  }

  /** Takes the mark and what lies above it. */
  popToMark(): Value[] {
    const mark = this.#marks.pop();
    if (mark === undefined) throw new Damaged("The pickle looks for a mark that it has not set.");
    return mark === this.#values.length ? [] : this.#values.splice(mark);
  }

  /** Takes the last value, or the last mark when that is what came last. */
  popValueOrMark(): void {
    if (this.#values.length > this.#fence || this.#marks.length === 0) this.pop();
    else this.#marks.pop();
  }

  get #fence(): number {
    return this.#marks.at(-1) ?? 0;
  }
}

function underflow(): Damaged {
  return new Damaged("The pickle takes more values than it has made.");
}
