import { expect, it } from "vitest";
import { ownPath } from "./own-path.ts";

it.each(["/models", "/promotions/1?tab=files", "/models/risk/fraud"])("signing in leads to %s", (path) => {
  expect(ownPath(path)).toBe(path);
});

it.each([
  undefined,
  ["/models", "/reviews"],
  "",
  "models",
  "https://evil.example/x",
  "//evil.example",
  "/.//evil.example",
  "//own//evil.example",
  "/a/..//evil.example",
  "/\\evil.example",
  "javascript:alert(1)",
])("signing in never leads to %j", (given) => {
  expect(ownPath(given)).toBe("/models");
});
