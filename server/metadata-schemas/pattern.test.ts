import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { mostText, readPattern } from "./pattern.ts";

const faultOf = (source: string) => {
  try {
    readPattern(source);
    return null;
  } catch (error) {
    return (error as Error).message;
  }
};

const letters = fc.constantFrom("a", "b", "-", ".", "[ab]", "[^a]", "[a-c-]", "\\d", "\\w", "\\.", "\\u0061", "^", "$");
const times = fc.constantFrom("", "", "*", "+", "?", "{2}", "{1,2}", "{2,}", "*?");
const repeated = (atom: fc.Arbitrary<string>) => fc.tuple(atom, times).map(([each, often]) => (/^[\^$]$/.test(each) ? each : each + often));
const sequence = (atom: fc.Arbitrary<string>) => fc.array(repeated(atom), { minLength: 1, maxLength: 3 }).map((parts) => parts.join(""));
const flat = sequence(letters);
const grouped = fc.oneof(letters, flat.map((inner) => `(?:${inner})`), fc.tuple(flat, flat).map(([one, other]) => `(${one}|${other})`));
/** Patterns of everything that is read, over a small alphabet. */
const pattern = sequence(grouped);

describe("patterns", () => {
  test("find what JavaScript's own engine finds", () => {
    fc.assert(
      fc.property(pattern, fc.string({ unit: fc.constantFrom("a", "b", "c", "-", ".", "1", "é", "😀"), maxLength: 6 }), (source, text) => {
        const fault = faultOf(source);
        fc.pre(fault === null);
        expect(readPattern(source).test(text), `${source} on ${text}`).toBe(new RegExp(source, "u").test(text));
      }),
      { numRuns: 1000 },
    );
  });

  test("that take others hours take this no time", () => {
    for (const source of ["^(a+)+$", "^(a|a)*$", "(a*)*b", "^(([a-z])+.)+[A-Z]([a-z])+$", "a*a*a*a*a*a*a*b"]) {
      const begun = performance.now();
      expect(readPattern(source).test(`${"a".repeat(5000)}!`)).toBe(false);
      expect(performance.now() - begun).toBeLessThan(2000);
    }
  });

  test("say what is wrong with them", () => {
    expect(faultOf("(?=a)")).toBe("looks ahead or behind, which is not supported");
    expect(faultOf("(?<!a)b")).toBe("looks ahead or behind, which is not supported");
    expect(faultOf("(a)\\1")).toBe("refers back to a group, which is not supported");
    expect(faultOf("\\bword")).toBe("asks for a word boundary, which is not supported");
    expect(faultOf("(a")).toBe("has a ( that is not closed");
    expect(faultOf("a)")).toBe("has a ) that closes nothing");
    expect(faultOf("[a")).toBe("has a [ that is not closed");
    expect(faultOf("*a")).toContain("nothing can be repeated");
    expect(faultOf("a**")).toBe("repeats a repetition");
    expect(faultOf("a{1000}")).toContain("more than 100 times");
    expect(faultOf("((a{99}){99})")).toBe("is too large");
    expect(faultOf("[z-a]")).toContain("stands for no character");
    expect(faultOf("(?<name>a)")).toBeNull();
  });

  test("a text that is too long meets none", () => {
    expect(readPattern("a").test("a".repeat(mostText))).toBe(true);
    expect(readPattern("a").test("a".repeat(mostText + 1))).toBe(false);
  });
});
