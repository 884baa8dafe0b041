import { describe, expect, it } from "vitest";
import { mentionsIn } from "./mentions.ts";

describe("who is mentioned", () => {
  it("is whose address follows an @, in lower case and once", () => {
    expect(mentionsIn("@Ada@Example.com, please look. Thanks @ada@example.com!")).toEqual(["ada@example.com"]);
    expect(mentionsIn("(@a.b+c@risk-team.example.org) and\n@bo@example.com.")).toEqual(["a.b+c@risk-team.example.org", "bo@example.com"]);
  });

  it("is nobody of an address that is only written", () => {
    expect(mentionsIn("write to ada@example.com, or @ada, or x@@ada@example.com")).toEqual([]);
  });

  it("is nobody within code", () => {
    expect(mentionsIn("`@ada@example.com`\n```\n@bo@example.com\n```\n```unclosed @cy@example.com")).toEqual([]);
  });

  it("may have letters of any alphabet", () => {
    expect(mentionsIn("@jörg@exämple.de")).toEqual(["jörg@exämple.de"]);
  });

  it("is at most 50 people", () => {
    expect(mentionsIn(Array.from({ length: 60 }, (_, at) => `@p${at}@example.com`).join(" "))).toHaveLength(50);
  });

  it("is found in little time in a text made to take much", () => {
    expect(mentionsIn(`${"@a".repeat(5000)}@${"a.".repeat(2500)}`)).toEqual([]);
  });
});
