import { expect, test } from "vitest";
import { refuseInUse } from "./rules.ts";

test("what nothing needs may be deleted", () => {
  expect(() => refuseInUse("risk/fraud@1", [])).not.toThrow();
});

test("the refusal lists what needs the version", () => {
  const dependents = [
    { kind: "stage", name: "production" },
    { kind: "version", name: "risk/fraud-small@2" },
  ] as const;
  expect(() => refuseInUse("risk/fraud@1", dependents)).toThrow("the stage production, the version derived from it, risk/fraud-small@2");
});

test("a long list is cut, and says how much is left out", () => {
  const dependents = Array.from({ length: 13 }, (_, index) => ({ kind: "alias" as const, name: `a${index}` }));
  expect(() => refuseInUse("risk/fraud@1", dependents)).toThrow("the alias a9 and 3 more");
});
