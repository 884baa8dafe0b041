import { Buffer } from "node:buffer";
import { Damaged, type Budget } from "./source.ts";

const quote = 0x22;
const backslash = 0x5c;

/**
 * Reads JSON of a known form from its bytes, one token after the other: nothing is built that isn't asked for, keys
 * that come twice can be seen, and depth is the caller's.
 */
export class HeaderJson {
  readonly #text: Buffer;
  readonly #encoding: "latin1" | "utf8";
  readonly #budget: Budget;
  #at = 0;
  /** Where the next backslash is: looked for once, and again only when passed. */
  #escape = -1;

  /** @param isAscii of ASCII, text can be taken without decoding it */
  constructor(bytes: Uint8Array, isAscii: boolean, budget: Budget) {
    this.#text = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length);
    this.#encoding = isAscii ? "latin1" : "utf8";
    this.#budget = budget;
  }

  /** Takes the mark, which must come next: one of `{}[]:,`. */
  expect(mark: string): void {
    if (!this.take(mark)) throw this.#unexpected(mark);
  }

  /** Takes the mark when it comes next, and says whether it did. */
  take(mark: string): boolean {
    this.#skipSpace();
    if (this.#text[this.#at] !== mark.charCodeAt(0)) return false;
    this.#at += 1;
    return true;
  }

  /** Nothing but white space may follow. */
  end(): void {
    this.#skipSpace();
    if (this.#at < this.#text.length) throw this.#unexpected("the end");
  }

  /** The keys of an object, one by one; the caller reads each one's value before the next. */
  *keys(): Generator<string> {
    this.expect("{");
    if (this.take("}")) return;
    do {
      const key = this.string();
      this.expect(":");
      yield key;
    } while (this.take(","));
    this.expect("}");
  }

  /** One of the words, when it comes next as a string without escapes; undefined otherwise, and nothing is taken. */
  word<Word extends string>(words: readonly Word[]): Word | undefined {
    this.#skipSpace();
    const start = this.#at + 1;
    const word = words.find((each) => this.#text[start + each.length] === quote && this.#isAt(start, each));
    if (word === undefined || this.#text[this.#at] !== quote) return undefined;
    this.#at = start + word.length + 1;
    return word;
  }

  string(): string {
    this.#skipSpace();
    const start = this.#at;
    if (this.#text[start] !== quote) throw this.#unexpected("a string");
    this.#budget.step(12);
    let end = this.#text.indexOf(quote, start + 1);
    if (end < 0) throw this.#unexpected("the end of a string");
    if (this.#escape <= start) this.#escape = this.#positionOf(backslash, start);
    if (this.#escape > end) {
      this.#at = end + 1;
      return this.#plain(start + 1, end);
    }
    end = this.#endOfEscaped(start);
    this.#at = end + 1;
    try {
      return JSON.parse(this.#text.toString(this.#encoding, start, end + 1)) as string;
    } catch {
      this.#at = start;
      throw this.#unexpected("a well-formed string");
    }
  }

  /** A list of whole numbers from 0 to 2^53 − 1, at most `most` of them. */
  wholeNumbers(most: number): number[] {
    this.expect("[");
    const numbers: number[] = [];
    if (this.take("]")) return numbers;
    do {
      if (numbers.length === most) throw this.#unexpected(`at most ${most} numbers`);
      numbers.push(this.#wholeNumber());
    } while (this.take(","));
    this.expect("]");
    return numbers;
  }

  #wholeNumber(): number {
    this.#skipSpace();
    const start = this.#at;
    let value = 0;
    for (;;) {
      const digit = (this.#text[this.#at] ?? 0) - 0x30;
      if (digit < 0 || digit > 9) break;
      value = value * 10 + digit;
      this.#at += 1;
    }
    const hasLeadingZero = this.#text[start] === 0x30 && this.#at > start + 1;
    if (this.#at === start || hasLeadingZero || !Number.isSafeInteger(value)) {
      this.#at = start;
      throw this.#unexpected("a whole number below 2^53");
    }
    return value;
  }

  #isAt(start: number, word: string): boolean {
    for (let index = 0; index < word.length; index++) {
      if (this.#text[start + index] !== word.charCodeAt(index)) return false;
    }
    return true;
  }

  #plain(start: number, end: number): string {
    const text = this.#text.toString(this.#encoding, start, end);
    // JSON wants control characters escaped.
    // oxlint-disable-next-line no-control-regex -- they are what is looked for
    if (/[\0-\x1f]/.test(text)) throw this.#unexpected("a string without control characters");
    return text;
  }

  #positionOf(byte: number, from: number): number {
    const found = this.#text.indexOf(byte, from);
    return found < 0 ? Infinity : found;
  }

  #endOfEscaped(start: number): number {
    for (let at = start + 1; at < this.#text.length; at++) {
      if (this.#text[at] === backslash) at += 1;
      else if (this.#text[at] === quote) return at;
    }
    throw this.#unexpected("the end of a string");
  }

  #skipSpace(): void {
    for (;;) {
      const byte = this.#text[this.#at];
      if (byte !== 0x20 && byte !== 0x0a && byte !== 0x0d && byte !== 0x09) return;
      this.#at += 1;
    }
  }

  #unexpected(expected: string): Damaged {
    return new Damaged(`The header's JSON is not as expected at its byte ${this.#at}: ${expected} should stand there.`);
  }
}
