/**
 * Regular expressions of which no text takes long. A schema is written by one person and meets the texts of another, and
 * JavaScript's own engine goes back over a text so often that a short pattern and a short text can take hours. Here all the
 * ways through a pattern are gone at once, so that each character is looked at a bounded number of times.
 *
 * What is read is what JSON Schema recommends of ECMA-262: characters, `.`, classes, `\d \w \s` and their opposites, groups,
 * `|`, `* + ? {n,m}`, `^` and `$`. Refused are back-references, looks ahead and behind, and word boundaries.
 */

type Node =
  | { kind: "one"; matches: (character: string) => boolean }
  | { kind: "start" | "end" }
  | { kind: "all" | "any"; parts: Node[] }
  | { kind: "repeat"; part: Node; least: number; most: number };

/** One state of the machine: by what it is left, and where to. */
type State = { kind: "one"; matches: (character: string) => boolean; next: number } | { kind: "start" | "end"; next: number } | { kind: "fork"; next: readonly number[] } | { kind: "found" };

const mostStates = 1000;
const mostRepeats = 100;
/** A longer text meets no pattern. */
export const mostText = 10_000;

/** What is wrong with a pattern, as the end of a sentence. */
export class PatternFault extends Error {
  override readonly name = "PatternFault";
}

export interface Pattern {
  /** Whether the pattern stands anywhere in the text. */
  test(text: string): boolean;
  /** Its source, which tells it from others. */
  toString(): string;
}

/** @throws PatternFault */
export function readPattern(source: string): Pattern {
  const states = compile(new Reader(source).read());
  return { test: (text) => text.length <= mostText && run(states, text), toString: () => source };
}

class Reader {
  private readonly source: string[];
  private at = 0;

  constructor(source: string) {
    this.source = Array.from(source);
  }

  read(): Node {
    const whole = this.alternatives();
    if (this.at < this.source.length) throw new PatternFault("has a ) that closes nothing");
    return whole;
  }

  private alternatives(): Node {
    const parts = [this.sequence()];
    while (this.take("|")) parts.push(this.sequence());
    return parts.length === 1 ? parts[0]! : { kind: "any", parts };
  }

  private sequence(): Node {
    const parts: Node[] = [];
    while (this.at < this.source.length && this.peek() !== "|" && this.peek() !== ")") parts.push(this.repeated(this.atom()));
    return { kind: "all", parts };
  }

  private atom(): Node {
    const start = this.at;
    const character = this.source[this.at++]!;
    if (character === "^") return { kind: "start" };
    if (character === "$") return { kind: "end" };
    if (character === "(") return this.group();
    if (character === "[") {
      while (this.at < this.source.length && this.peek() !== "]") this.at += this.peek() === "\\" ? 2 : 1;
      if (!this.take("]")) throw new PatternFault("has a [ that is not closed");
      return this.one(start);
    }
    if (character === "\\") {
      const escaped = this.source[this.at++];
      if (escaped === undefined) throw new PatternFault("ends with a \\");
      if (/[1-9k]/.test(escaped)) throw new PatternFault("refers back to a group, which is not supported");
      if (/b/i.test(escaped)) throw new PatternFault("asks for a word boundary, which is not supported");
      const rest = { u: /^u([0-9a-fA-F]{4}|\{[0-9a-fA-F]{1,6}\})/, x: /^x[0-9a-fA-F]{2}/, p: /^p\{[\w=]{1,60}\}/i, P: /^p\{[\w=]{1,60}\}/i, c: /^c[a-zA-Z]/ }[escaped];
      if (rest) this.at += (rest.exec(this.source.slice(this.at - 1).join(""))?.[0] ?? escaped).length - 1;
      return this.one(start);
    }
    if (/[*+?{}\]]/.test(character)) throw new PatternFault(`has a ${character} where nothing can be repeated; write \\${character} for the character`);
    return this.one(start);
  }

  private group(): Node {
    if (this.take("?")) {
      const named = this.peek() === "<" && !/[=!]/.test(this.source[this.at + 1] ?? "=");
      if (named) while (this.at < this.source.length && !this.take(">")) this.at++;
      else if (!this.take(":")) throw new PatternFault("looks ahead or behind, which is not supported");
    }
    const inner = this.alternatives();
    if (!this.take(")")) throw new PatternFault("has a ( that is not closed");
    return inner;
  }

  /** A single character's condition, which JavaScript's own engine decides: on one character nothing takes long. */
  private one(from: number): Node {
    const source = this.source.slice(from, this.at).join("");
    try {
      const condition = new RegExp(`^${source}$`, "u");
      return { kind: "one", matches: (character) => condition.test(character) };
    } catch {
      throw new PatternFault(`has ${source}, which stands for no character`);
    }
  }

  private repeated(part: Node): Node {
    const bounds = this.bounds();
    if (!bounds) return part;
    if (part.kind === "start" || part.kind === "end") throw new PatternFault("repeats ^ or $");
    const { least, most } = bounds;
    if (least > mostRepeats || (most !== Infinity && most > mostRepeats)) throw new PatternFault(`repeats something more than ${mostRepeats} times; a length is bounded with minLength and maxLength`);
    if (most < least) throw new PatternFault("has a { } whose second number is the smaller one");
    // Greedy or not, what is found is the same.
    this.take("?");
    if (/[*+?{]/.test(this.peek() ?? "")) throw new PatternFault("repeats a repetition");
    return { kind: "repeat", part, least, most };
  }

  private bounds(): { least: number; most: number } | null {
    if (this.take("*")) return { least: 0, most: Infinity };
    if (this.take("+")) return { least: 1, most: Infinity };
    if (this.take("?")) return { least: 0, most: 1 };
    if (this.peek() !== "{") return null;
    const [whole, least = "", comma, most = ""] = /^\{(\d{1,4})(,(\d{1,4})?)?\}/.exec(this.source.slice(this.at, this.at + 12).join("")) ?? [];
    if (whole === undefined) throw new PatternFault("has a { that is no count; write \\{ for the character");
    this.at += whole.length;
    return { least: Number(least), most: comma === undefined ? Number(least) : comma === "," ? Infinity : Number(comma.slice(1) || most) };
  }

  private peek(): string | undefined {
    return this.source[this.at];
  }

  private take(character: string): boolean {
    if (this.peek() !== character) return false;
    this.at++;
    return true;
  }
}

/** The states of a pattern, the last of which are entered first. */
function compile(whole: Node): { states: State[]; first: number } {
  const states: State[] = [{ kind: "found" }];
  const add = (state: State) => {
    if (states.length >= mostStates) throw new PatternFault("is too large");
    return states.push(state) - 1;
  };
  const build = (node: Node, next: number): number => {
    switch (node.kind) {
      case "one": return add({ kind: "one", matches: node.matches, next });
      case "start": case "end": return add({ kind: node.kind, next });
      case "all": return node.parts.reduceRight((after, part) => build(part, after), next);
      case "any": return add({ kind: "fork", next: node.parts.map((part) => build(part, next)) });
      case "repeat": return repeat(node, next);
    }
  };
  const repeat = ({ part, least, most }: Extract<Node, { kind: "repeat" }>, next: number): number => {
    let entry = next;
    if (most === Infinity) {
      const loop: { kind: "fork"; next: number[] } = { kind: "fork", next: [next] };
      entry = add(loop);
      loop.next.push(build(part, entry));
    } else {
      for (let optional = least; optional < most; optional++) entry = add({ kind: "fork", next: [next, build(part, entry)] });
    }
    for (let times = 0; times < least; times++) entry = build(part, entry);
    return entry;
  };
  return { first: build(whole, 0), states };
}

/** Goes all ways at once: `now` holds the states that are reached before the character at hand. */
function run({ states, first }: { states: readonly State[]; first: number }, text: string): boolean {
  const characters = Array.from(text);
  let now = new Set<number>();
  for (let at = 0; at <= characters.length; at++) {
    const next = new Set<number>();
    const open = [...now, first];
    const seen = new Set<number>();
    for (let id = open.pop(); id !== undefined; id = open.pop()) {
      if (seen.has(id)) continue;
      seen.add(id);
      const state = states[id]!;
      if (state.kind === "found") return true;
      if (state.kind === "fork") open.push(...state.next);
      else if (state.kind === "one") {
        if (at < characters.length && state.matches(characters[at]!)) next.add(state.next);
      } else if (at === (state.kind === "start" ? 0 : characters.length)) open.push(state.next);
    }
    now = next;
  }
  return false;
}
