import { expect, it } from "vitest";
import { refusalWords } from "./refusal-words.ts";

it("a refusal is told in words of the registry's own", () => {
  expect(refusalWords("unverified")).toContain("verified");
  expect(refusalWords("OAuthSignin")).toContain("could not be reached");
  expect(refusalWords(undefined)).toBeNull();
  expect(refusalWords(["unverified"])).toBeNull();
  for (const made of ["Call 555-1234 to sign in", "constructor", "__proto__", ""]) expect(refusalWords(made)).toBe(refusalWords("OAuthCallback"));
});
