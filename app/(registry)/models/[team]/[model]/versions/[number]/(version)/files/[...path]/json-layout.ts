/** Characters of a list or an object that stays on one line. */
const longestLine = 88;
/** Beyond this many levels nothing is laid out anew. */
const deepest = 100;

/**
 * JSON with a line for each part, and every number and string to the letter as it stands in the text: parsing and writing
 * it again would round numbers and drop keys that come twice.
 * @returns null when the text is no JSON, or nested too deep
 */
export function layOutJson(text: string): string | null {
  try {
    JSON.parse(text);
  } catch {
    return null;
  }
  const tokens = text.match(/"(?:[^"\\]|\\.)*"|[[\]{}:,]|[^\s"[\]{}:,]+/gs) ?? [];
  const lines = new Layout(tokens);
  return lines.read() ? lines.text : null;
}

class Layout {
  text = "";
  readonly #tokens: readonly string[];
  /** Where each bracket closes, by the place of the one that opens. */
  readonly #closings = new Map<number, number>();

  constructor(tokens: readonly string[]) {
    this.#tokens = tokens;
  }

  /** @returns whether it was not too deep */
  read(): boolean {
    const open: number[] = [];
    for (const [at, token] of this.#tokens.entries()) {
      if (token === "[" || token === "{") open.push(at);
      if (open.length > deepest) return false;
      if (token === "]" || token === "}") this.#closings.set(open.pop() ?? 0, at);
    }
    this.#write();
    return true;
  }

  #write(): void {
    let depth = 0;
    for (let at = 0; at < this.#tokens.length; at++) {
      const token = this.#tokens[at] ?? "";
      const line = this.#inOneLine(at);
      if (line !== null) {
        this.text += line;
        at = this.#closings.get(at) ?? at;
      } else if (token === "[" || token === "{") {
        depth += 1;
        this.text += `${token}${newLine(depth)}`;
      } else if (token === "]" || token === "}") {
        depth -= 1;
        this.text += `${newLine(depth)}${token}`;
      } else if (token === ",") this.text += `,${newLine(depth)}`;
      else this.text += token === ":" ? ": " : token;
    }
  }

  /** What begins here, in one line: null when it is too long, holds more of its kind, or is nothing that opens. */
  #inOneLine(at: number): string | null {
    const end = this.#closings.get(at);
    if (end === undefined || end - at > longestLine) return null;
    const inner = this.#tokens.slice(at + 1, end);
    if (inner.some((token) => token === "[" || token === "{")) return null;
    const [opening = "", closing = ""] = [this.#tokens[at], this.#tokens[end]];
    const words = inner.map((token) => (token === "," ? ", " : token === ":" ? ": " : token)).join("");
    const line = opening === "{" && words !== "" ? `{ ${words} }` : `${opening}${words}${closing}`;
    return line.length > longestLine ? null : line;
  }
}

function newLine(depth: number): string {
  return `\n${"  ".repeat(depth)}`;
}
