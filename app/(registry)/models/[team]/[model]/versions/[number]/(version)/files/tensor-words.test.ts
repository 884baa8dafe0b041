import { describe, expect, it } from "vitest";
import { formatParameters, formatShape } from "./tensor-words.ts";

describe("parameters", () => {
  it("are counted up to ten thousand and rounded to three digits beyond", () => {
    const pairs = [[0, "0"], [9999, "9,999"], [17_226, "17.2 K"], [110_000_000, "110 M"], [7_241_732_096, "7.24 B"], [999_600, "1 M"], [1.8e12, "1.8 T"], [2e18, "2,000 Q"]] as const;
    for (const [count, words] of pairs) expect(formatParameters(count)).toBe(words);
  });
});

describe("a shape", () => {
  it("is written outermost dimension first", () => {
    expect(formatShape([4096, 11008])).toBe("4096 × 11008");
    expect(formatShape(["batch", 64])).toBe("batch × 64");
    expect(formatShape([])).toBe("scalar");
  });
});
