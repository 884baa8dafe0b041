import type { Verdict } from "./schema.ts";

/** Something imported by its name. */
export class Global {
  readonly module: string;
  readonly name: string;
  readonly verdict: Verdict;

  constructor(module: string, name: string, verdict: Verdict) {
    this.module = module;
    this.name = name;
    this.verdict = verdict;
  }

  /** `module.name` */
  get path(): string {
    return `${this.module}.${this.name}`;
  }
}

/** What came of calling something imported, with the arguments and the state that it was given. */
export class Made {
  readonly by: Global;
  readonly args: Value;
  /** What BUILD gave it; null when that is not a dictionary of names that can be followed. */
  state: Dict | null = null;
  /** The last that BUILD gave it, as it was; null before that. */
  lastState: Value | null = null;

  constructor(by: Global, args: Value) {
    this.by = by;
    this.args = args;
  }
}

export class Tuple {
  readonly items: readonly Value[];

  constructor(items: readonly Value[]) {
    this.items = items;
  }
}

/** How many entries of a dictionary are kept: those that matter have a handful. */
const mostEntries = 32;

export class Dict {
  /** By names; none yet at first. */
  #entries: Map<string, Value> | null = null;
  /** Whether it holds what can't be followed. */
  #isLost = false;

  set(key: Value, value: Value): void {
    if (typeof key !== "string" || (this.#entries?.size ?? 0) >= mostEntries) this.#isLost = true;
    if (this.#isLost) this.#entries = null;
    else if (typeof key === "string") (this.#entries ??= new Map()).set(key, value);
  }

  /** What it holds by a name; undefined when nothing, or when it can't be followed. */
  get(name: string): Value | undefined {
    return this.#entries?.get(name);
  }

  /** This one with what another adds or replaces; null when that can't be followed. */
  with(other: Dict): Dict | null {
    if (this.#isLost || other.#isLost) return null;
    const both = new Dict();
    both.#entries = new Map([...(this.#entries ?? []), ...(other.#entries ?? [])]);
    return both;
  }
}

/** What the loader is asked for by an identifier of its own, such as a tensor's bytes. */
export class Persistent {
  readonly id: Value;

  constructor(id: Value) {
    this.id = id;
  }
}

export const none = Symbol("None");
/** A value that is neither text nor None nor anything that could be called: bytes, a list, a float, a truth value. */
export const other = Symbol("other");
/** A value that could be anything. */
export const unknown = Symbol("unknown");

/** What is known of a value on a pickle's stack: text and whole numbers are themselves. */
export type Value = string | number | Global | Made | Tuple | Dict | Persistent | typeof none | typeof other | typeof unknown;
