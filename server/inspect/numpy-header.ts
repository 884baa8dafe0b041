import { elementTypeOf, type ElementType } from "./numpy-types.ts";
import { Damaged } from "./source.ts";

/** Types with fields, of types with fields. */
const deepest = 8;
const token = /'[^'\\\n]*'|"[^"\\\n]*"|\d{1,16}L?|True|False|[{}()[\]:,]/y;

/**
 * Reads the header of an array in NumPy's own format: a Python dictionary of three keys, written as text. Only what
 * NumPy writes is taken: of a dictionary that has a key twice, or a type by another name, readers could differ on
 * whether its elements are Python objects, which are pickled.
 * @throws Damaged when it is anything else
 */
export class HeaderText {
  readonly #text: string;
  #at = 0;
  #token = "";

  constructor(text: string) {
    this.#text = text;
    this.#next();
  }

  /** The elements' type, and the shape. */
  read(): { element: ElementType; shape: number[] } {
    let element: ElementType | undefined;
    let order: string | undefined;
    let shape: number[] | undefined;
    this.#expect("{");
    while (!this.#isNext("}")) {
      const key = this.#take();
      this.#expect(":");
      if (key === "'descr'" && !element) element = this.#type(0);
      else if (key === "'fortran_order'" && !order && /^(True|False)$/.test(this.#token)) order = this.#take();
      else if (key === "'shape'" && !shape) shape = this.#numbers();
      else throw this.#unexpected();
      if (!this.#isNext("}")) this.#expect(",");
    }
    this.#take();
    if (!element || !order || !shape || !this.#isNext("")) throw this.#unexpected();
    return { element, shape };
  }

  /** A type by its short name, or a list of fields. */
  #type(depth: number): ElementType {
    if (this.#isNext("[") && depth < deepest) return this.#fields(depth);
    const element = elementTypeOf(this.#string());
    if (!element) throw this.#unexpected();
    return element;
  }

  /** `[(name, type), (name, type, shape), …]`; a name may come with a title. */
  #fields(depth: number): ElementType {
    const sum = { name: "structured", size: 0, isObject: false };
    this.#expect("[");
    while (!this.#isNext("]")) {
      this.#expect("(");
      this.#fieldName();
      this.#expect(",");
      const { size, isObject } = this.#type(depth + 1);
      if (this.#isNext(",")) this.#take();
      const shape = this.#isNext("(") ? this.#numbers() : [];
      this.#expect(")");
      sum.size += shape.reduce((product, each) => product * each, size);
      sum.isObject ||= isObject;
      if (!this.#isNext("]")) this.#expect(",");
    }
    this.#take();
    return sum;
  }

  #fieldName(): void {
    if (!this.#isNext("(")) {
      this.#string();
      return;
    }
    this.#expect("(");
    this.#string();
    this.#expect(",");
    this.#string();
    this.#expect(")");
  }

  /** A tuple of whole numbers. */
  #numbers(): number[] {
    const numbers: number[] = [];
    this.#expect("(");
    while (!this.#isNext(")")) {
      if (!/^\d+L?$/.test(this.#token)) throw this.#unexpected();
      numbers.push(Number(this.#take().replace("L", "")));
      if (!this.#isNext(")")) this.#expect(",");
    }
    this.#take();
    return numbers;
  }

  #string(): string {
    if (!/^['"]/.test(this.#token)) throw this.#unexpected();
    return this.#take().slice(1, -1);
  }

  #isNext(mark: string): boolean {
    return this.#token === mark;
  }

  #expect(mark: string): void {
    if (this.#take() !== mark) throw this.#unexpected();
  }

  #take(): string {
    const taken = this.#token;
    this.#next();
    return taken;
  }

  #next(): void {
    while (/^\s$/.test(this.#text.charAt(this.#at))) this.#at += 1;
    token.lastIndex = this.#at;
    this.#token = this.#at === this.#text.length ? "" : (token.exec(this.#text)?.[0] ?? "?");
    this.#at += this.#token.length;
  }

  #unexpected(): Damaged {
    return new Damaged(`The array's header is not as NumPy writes it, near its character ${this.#at}.`);
  }
}
