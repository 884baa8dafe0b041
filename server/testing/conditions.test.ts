import { describe, expect, test } from "vitest";
import { holdsAtGitHub, holdsAtGitLab, inOrder } from "./conditions.ts";

describe("a condition of GitHub Actions", () => {
  const contexts = { github: { event_name: "push", event: { number: 7, none: null, empty: "", zero: 0, word: "x" } } };

  test.each([
    ["github.event_name == 'push'", true],
    ["github.event_name == 'PUSH'", true],
    ["github.event_name == 'pull_request'", false],
    ["github.event.action.deep == 'x'", false],
    ["github.event.number", true],
    ["github.event.none", false],
    ["github.event.empty", false],
    ["github.event.zero", false],
    ["github.event.number == '7'", true],
    ["github.event.none == ''", true],
    ["github.event == 'x'", false],
    ["'it''s' == 'it''s' && github.event.word", true],
    ["github.event.word && github.event.none", false],
  ])("%s is %s", (condition, holds) => {
    expect(holdsAtGitHub(condition, contexts)).toBe(holds);
  });

  test("runs nothing after a failure, unless it asks for one", () => {
    expect([undefined, "github.event.word", "failure()", "failure() && github.event.none"].map((each) => holdsAtGitHub(each, contexts, true))).toEqual([false, false, true, false]);
    expect([undefined, "failure()"].map((each) => holdsAtGitHub(each, contexts))).toEqual([true, false]);
  });

  test.each(["github.event_name != 'push'", "a.b || c.d", "!a.b", "(a.b)", "contains(a.b, 'x')", "a.b == \"x\"", "a.b < 3", "a.b['c']", "a.*.b", "always()", "a.b ==", "a.b == 'x' 'y'", "", "a.b == 'x' == 'y'", "success()"])("%s is refused", (condition) => {
    expect(() => holdsAtGitHub(condition, { a: { b: "x" } })).toThrow("not understood");
  });
});

describe("a condition of GitLab", () => {
  test.each([
    ['$A == "x"', true],
    ["$A == 'X'", false],
    ["$A", true],
    ["$EMPTY", false],
    ["$NONE", false],
    ['$NONE == ""', false],
    ["$NONE == $OTHER", true],
    ['$A == $ALSO && $A == "x"', true],
    ['$A && $NONE', false],
  ])("%s is %s", (condition, holds) => {
    expect(holdsAtGitLab(condition, { A: "x", ALSO: "x", EMPTY: "" })).toBe(holds);
  });

  test.each(['$A != "x"', "$A || $B", "$A =~ /x/", "($A)", "A", "$A == null", "$A ==", ""])("%s is refused", (condition) => {
    expect(() => holdsAtGitLab(condition, { A: "x" })).toThrow("not understood");
  });
});

test("jobs come after those that they wait for; nobody waits for themselves, or for nobody", () => {
  expect(inOrder({ c: ["b"], a: [], b: ["a"] })).toEqual(["a", "b", "c"]);
  expect(() => inOrder({ a: ["b"], b: ["c"], c: ["a"] })).toThrow("a waits for b waits for c waits for a");
  expect(() => inOrder({ a: ["z"] })).toThrow("a waits for z, which does not exist");
});
