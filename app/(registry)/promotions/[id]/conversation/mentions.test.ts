import { describe, expect, test } from "vitest";
import { fitting, mentionAt, mentioning, withNames } from "./mentions.ts";

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

describe("whom one is about to mention", () => {
  const at = (marked: string) => {
    const cursor = marked.indexOf("|");
    return mentionAt(marked.replace("|", ""), cursor)?.search ?? null;
  };
  test.each([
    ["@|", ""],
    ["Ask @gra|", "gra"],
    ["Ask @gra|ce", "gra"],
    ["(@jörg@exa|", "jörg@exa"],
    ["one\n@a|\ntwo", "a"],
    ["`code` and @a|", "a"],
    ["```\ncode\n```\n@a|", "a"],
    ["Ask @|grace", ""],
  ])("is read at the cursor: %j", (text, search) => expect(at(text)).toBe(search));
  test.each(["mail ada@|", "@ |", "x@@a|", "`@a|`", "`@a|", "```\n@a|", "```\none `two` @a|", "@a b|", "|@a", `@${"a".repeat(101)}|`])("is nobody in %j", (text) => expect(at(text)).toBeNull());

  test("is written by their address, with a space after it and the cursor behind that", () => {
    expect(mentioning("Ask @gr", { from: 4, to: 7, search: "gr" }, "grace@example.com")).toEqual({ text: "Ask @grace@example.com ", cursor: 23 });
    expect(mentioning("Ask @gr now", { from: 4, to: 7, search: "gr" }, "grace@example.com")).toEqual({ text: "Ask @grace@example.com now", cursor: 23 });
  });
  test("fits by name or address what is written by now", () => {
    const people = [{ name: "Ada Lovelace", email: "ada@example.com" }, { name: "Grace Hopper", email: "gh@example.com" }];
    expect(fitting(people, "Love")).toEqual([people[0]]);
    expect(fitting(people, "gh@")).toEqual([people[1]]);
    expect(fitting(people, "a")).toHaveLength(2);
    expect(fitting(people, "zz")).toEqual([]);
    expect(fitting(people, "gh@example.com")).toEqual([]);
  });
});
