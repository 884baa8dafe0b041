import { verdictOf } from "./pickle-imports.ts";
import { Global, Made, Persistent, Tuple, type Value } from "./pickle-values.ts";
import { most, type Import, type Verdict } from "./schema.ts";
import type { Budget } from "./source.ts";
import { elementsOf, Tally } from "./tally.ts";
import { clean } from "./text.ts";

/** What can't be told from the bytes, by the name that it is listed under. */
export const unresolvable = "(unresolvable)";

interface Count {
  name: string;
  verdict: Verdict;
  why: string | undefined;
  count: number;
}

/** Elements of a tensor of PyTorch, by the name of its storage or of its dtype. */
const storages = new Map([
  ["ByteStorage", "uint8"], ["CharStorage", "int8"], ["ShortStorage", "int16"], ["IntStorage", "int32"], ["LongStorage", "int64"],
  ["HalfStorage", "float16"], ["FloatStorage", "float32"], ["DoubleStorage", "float64"], ["BoolStorage", "bool"],
  ["BFloat16Storage", "bfloat16"], ["ComplexFloatStorage", "complex64"], ["ComplexDoubleStorage", "complex128"],
  ["QInt8Storage", "qint8"], ["QInt32Storage", "qint32"], ["QUInt8Storage", "quint8"],
]);

/** What the pickles of one file import and hold. */
export class PickleFound {
  readonly tally = new Tally();
  readonly #budget: Budget;
  readonly #counts = new Map<string, Count>();
  readonly #globals = new Map<string, Global>();

  constructor(budget: Budget) {
    this.#budget = budget;
  }

  /** Counts an import, and gives what stands for it. */
  import(module: string, name: string): Global {
    const key = `${module}\n${name}`;
    let global = this.#globals.get(key);
    let count = this.#counts.get(key);
    if (!global || !count) {
      this.#budget.step(200 + key.length / 4);
      const { verdict, why } = verdictOf(module, name);
      global = new Global(module, name, verdict);
      count = { name: clean(global.path), verdict, why, count: 0 };
      this.#globals.set(key, global);
      this.#counts.set(key, count);
    }
    count.count += 1;
    return global;
  }

  /** Counts what a reader of the bytes alone can't tell. */
  addUnresolvable(why: string): void {
    const key = `\n${why}`;
    const count = this.#counts.get(key) ?? { name: unresolvable, verdict: "dangerous", why, count: 0 };
    count.count += 1;
    this.#counts.set(key, count);
  }

  /** An import that is not only used but altered, which changes what every other user of it gets. */
  addAltered(global: Global): void {
    const count = this.#counts.get(`${global.module}\n${global.name}`);
    if (!count || count.verdict === "dangerous") return;
    count.verdict = "dangerous";
    count.why = "is altered by the pickle, for everything that uses it";
  }

  /** A value that got a name in a dictionary: tensors are listed. */
  addItem(key: Value, value: Value): void {
    if (typeof key !== "string" || !(value instanceof Made)) return;
    const tensor = tensorOf(value);
    if (!tensor) return;
    this.#budget.step(20);
    const parameters = elementsOf(tensor.shape, key);
    this.tally.add({ name: key, dtype: tensor.dtype, shape: tensor.shape, parameters, bytes: null });
  }

  /** Whether joblib's stand-in for an array may be among the imports, by whatever way. */
  get mayHoldArrays(): boolean {
    return [...this.#globals.values()].some(({ path }) => path.includes("joblib") || path.includes("NumpyArrayWrapper"));
  }

  /** The worst first, and of those the most used. */
  imports(): Import[] {
    return worstFirst([...this.#counts.values()])
      .slice(0, most.imports)
      .map(({ name, verdict, count, why }) => ({ name, verdict, count, ...(why === undefined ? {} : { why }) }));
  }

  /** Takes over what another reading of the same bytes imports, as far as it can be names of Python. */
  addPlausible(others: PickleFound): void {
    for (const [key, count] of others.#counts) {
      if (!this.#counts.has(key) && /^[A-Za-z_][\w.]*\n[A-Za-z_][\w.]*$/.test(key)) this.#counts.set(key, count);
    }
  }
}

/** Imports with the worst verdict first, and of those the most used. */
export function worstFirst<Each extends Pick<Import, "verdict" | "count">>(imports: readonly Each[]): Each[] {
  const order: readonly Verdict[] = ["dangerous", "unknown", "safe"];
  return imports.toSorted((one, other) => order.indexOf(one.verdict) - order.indexOf(other.verdict) || other.count - one.count);
}

/** A tensor of PyTorch, by how it is put together again; null when it is something else. */
function tensorOf(value: Made): { dtype: string; shape: number[] } | null {
  const tensor = isRebuilt(value, "_rebuild_parameter") ? itemsOf(value)[0] : value;
  if (!(tensor instanceof Made) || (!isRebuilt(tensor, "_rebuild_tensor_v2") && !isRebuilt(tensor, "_rebuild_tensor_v3"))) return null;
  const items = itemsOf(tensor);
  const [first, , third] = items;
  if (!(first instanceof Persistent) || !(first.id instanceof Tuple) || !(third instanceof Tuple)) return null;
  const storage = first.id.items[1];
  const shape = third.items.filter((size): size is number => typeof size === "number" && Number.isSafeInteger(size) && size >= 0);
  if (!(storage instanceof Global) || shape.length !== third.items.length || shape.length > most.dimensions) return null;
  const dtype = items[6];
  if (dtype instanceof Global) return { dtype: clean(dtype.name, 40), shape };
  return { dtype: storages.get(storage.name) ?? clean(storage.name, 40), shape };
}

function isRebuilt(value: Made, name: string): boolean {
  return value.by.module === "torch._utils" && value.by.name === name;
}

function itemsOf(value: Made): readonly Value[] {
  return value.args instanceof Tuple ? value.args.items : [];
}
