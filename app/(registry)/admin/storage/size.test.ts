import { describe, expect, it } from "vitest";
import { readSize, writeSize } from "./size.ts";

describe("a size that is typed", () => {
  it("is a number and a unit, in any case and with or without a space", () => {
    const pairs = [["500 GiB", 500 * 1024 ** 3], ["1.5tib", 1.5 * 1024 ** 4], [" 250 GB ", 250e9], ["0 B", 0], ["12 b", 12], ["1 KiB", 1024], ["1kb", 1000]] as const;
    for (const [typed, bytes] of pairs) expect(readSize(typed)).toEqual({ bytes });
  });

  it("is no limit where nothing is typed", () => {
    expect(readSize("  ")).toEqual({ bytes: null });
  });

  it("is rounded to whole bytes", () => {
    expect(readSize("1.0001 KiB")).toEqual({ bytes: 1024 });
  });

  it.each(["much", "-5 GiB", "1,000 GiB", "5", "5 GiBs", "5 constructor", "1e3 GiB", "9 PiB", "1000000 PiB", "5 GiB or so"])("%s is refused in words", (typed) => {
    expect(readSize(typed)).toEqual({ fault: expect.stringMatching(/^\S.{20,}\.$/) });
  });
});

describe("a size that is written", () => {
  it("is read back as it was, to the byte", () => {
    for (const bytes of [0, 1, 1023, 1024, 1000, 500 * 1024 ** 3, 250e9, 1.5 * 1024 ** 4, 123_456_789, 2 ** 53 - 1, null]) {
      expect(readSize(writeSize(bytes))).toEqual({ bytes });
    }
  });

  it("uses the unit that says it shortest", () => {
    expect([536_870_912_000, 250e9, 1.5 * 1024 ** 4, 7, null].map(writeSize)).toEqual(["500 GiB", "250 GB", "1.5 TiB", "7 B", ""]);
  });
});
