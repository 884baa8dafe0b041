import { describe, expect, test } from "vitest";
import { withNames } from "./mentions.ts";

const ada = { name: "Ada *L*", email: "ada@example.com" };

describe("whom a comment mentions", () => {
  test("is shown by name, whatever signs the name holds", () => {
    expect(withNames("See @Ada@example.com, please", [ada])).toBe(String.raw`See **@Ada \*L\***, please`);
  });
  test("stays an address where it is nobody who was told of it", () => {
    expect(withNames("@eve@example.com and mail ada@example.com", [ada])).toBe("@eve@example.com and mail ada@example.com");
  });
  test("is not looked for in code", () => {
    expect(withNames("`@ada@example.com` and\n```\n@ada@example.com\n```", [ada])).toBe("`@ada@example.com` and\n```\n@ada@example.com\n```");
  });
});
